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


def test_a_low_mark_is_answered_and_noted_on_one_screen(as_leader, offices):
    from tests.feedback.factories import rating

    row = follow_up(offices, opened_on=timezone.localdate() - timedelta(days=1))
    rating(office=offices, overall=1, words="Phải chờ lâu", follow_up=row)
    change = reverse("admin:feedback_followup_change", args=[row.pk])
    body = as_leader.get(change).content.decode()
    assert "Phải chờ lâu" in body
    assert "Rất không hài lòng" in body
    note = {"note": "Hỏi lại tổ một cửa"}
    as_leader.post(reverse("admin:feedback_followup_note", args=[row.pk]), note)
    words = {"words": "Đã nhắc nhở cán bộ"}
    as_leader.post(reverse("admin:feedback_followup_handle", args=[row.pk]), words)
    row.refresh_from_db()
    assert row.status == "handled"
    body = as_leader.get(change).content.decode()
    assert "Hỏi lại tổ một cửa" in body
    assert [message.text for message in row.messages.all()] == ["Đã nhắc nhở cán bộ"]
