"""What other systems are told of announcements."""

import pytest

from announcements.actions import ending
from announcements.models.choices import RevocationReason
from foundation.events.models import Event
from tests.announcements.factories import approved, duty_leader_of, published

pytestmark = pytest.mark.django_db


def told():
    return [(one.what, one.data["slug"]) for one in Event.objects.order_by("pk")]


def test_what_citizens_have_not_seen_is_not_told(offices):
    approved()
    assert told() == []


def test_what_citizens_see_is_told_with_its_address(offices):
    row = published()
    assert told() == [("publish", row.slug)]


def test_persons_are_named_neither_before_nor_after_they_are_taken_off(offices):
    ending.revoke(published("wanted"), duty_leader_of(), RevocationReason.FOUND)
    assert told() == [("publish", ""), ("revoke", "")]
