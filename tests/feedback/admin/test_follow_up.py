"""The queue of follow-ups."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.feedback.factories import follow_up

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:feedback_followup_changelist")
CLOSED = date(2026, 9, 10)


def listed(client, address=QUEUE):
    return list(client.get(address).context_data["cl"].result_list)


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("", 2),
        ("?part=due", 2),
        ("?part=late", 1),
        ("?part=asked", 1),
        ("?part=over", 1),
        ("?part=all", 4),
    ],
)
def test_follow_ups_are_listed_by_part_of_the_queue(as_leader, offices, part, shown):
    yesterday = timezone.localdate() - timedelta(days=1)
    follow_up(offices, opened_on=yesterday)
    follow_up(offices, opened_on=yesterday - timedelta(days=60))
    follow_up(offices, opened_on=yesterday, status="asked_back", due_on=None)
    follow_up(offices, opened_on=CLOSED, status="published", due_on=None, ended_on=CLOSED)
    follow_up(offices)  # of today, so not shown yet
    assert len(listed(as_leader, f"{QUEUE}{part}")) == shown
