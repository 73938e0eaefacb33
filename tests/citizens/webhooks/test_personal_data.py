"""Export, erasure and retention of webhook events."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citizens.models import WebhookEvent
from citizens.privacy import personal_data_registry
from foundation.records import retention
from tests.citizens.factories import citizen

PART = next(part for part in personal_data_registry.parts() if part.name == "zalo_events")
CLASS = next(each for each in retention.classes() if each.name == "webhook_events")


def test_the_export_holds_only_own_events(zalo, person, lan, to_oa):
    to_oa(zalo.writes(person, "Xin chào"))
    to_oa(zalo.oa_event("follow", zalo.world.add_user()))
    (event,) = PART.export(lan)
    assert set(event) == {"source", "source_name", "kind", "sent_at"}
    assert (event["source"], event["kind"]) == ("oa", "user_send_text")
    assert PART.export(citizen()) == []


def test_erasing_removes_the_person_from_events(zalo, person, lan, to_oa):
    to_oa(zalo.writes(person, "Xin chào"))
    assert list(PART.erase(lan)) == []
    assert WebhookEvent.objects.get().citizen is None


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_events_are_deleted_after_their_period(zalo, db, to_miniapp, days, left):
    to_miniapp(zalo.review_done())
    CLASS.apply(timezone.now() + timedelta(days=days))
    assert WebhookEvent.objects.count() == left


def test_events_are_kept_longer_than_they_are_accepted(settings):
    assert CLASS.minimum_days * 24 > settings.ZALO_WEBHOOK_HOURS
    assert CLASS.days >= CLASS.minimum_days
