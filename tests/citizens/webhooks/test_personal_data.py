"""What a citizen takes along, what is left of them, and for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citizens import personal_data_registry
from citizens.models import WebhookEvent
from foundation.records import retention
from tests.citizens.factories import citizen

PART = next(part for part in personal_data_registry.parts() if part.name == "zalo_events")
CLASS = next(each for each in retention.classes() if each.name == "webhook_events")


def test_a_citizen_takes_their_own_events_along(zalo, person, lan, to_oa):
    to_oa(zalo.writes(person, "Xin chào"))
    to_oa(zalo.oa_event("follow", zalo.world.add_user()))
    (event,) = PART.export(lan)
    assert set(event) == {"source", "kind", "sent_at"}
    assert (event["source"], event["kind"]) == ("oa", "user_send_text")
    assert PART.export(citizen()) == []


def test_erasing_takes_the_person_out_and_leaves_nothing_that_law_would_have_to_excuse(
    zalo, person, lan, to_oa
):
    to_oa(zalo.writes(person, "Xin chào"))
    assert list(PART.erase(lan)) == []
    assert WebhookEvent.objects.get().citizen is None


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_events_are_kept_for_their_days(zalo, db, to_miniapp, days, left):
    to_miniapp(zalo.review_done())
    CLASS.apply(timezone.now() + timedelta(days=days))
    assert WebhookEvent.objects.count() == left


def test_what_is_kept_is_longer_than_what_is_believed(settings):
    assert CLASS.minimum_days * 24 > settings.ZALO_WEBHOOK_HOURS
    assert CLASS.days >= CLASS.minimum_days
