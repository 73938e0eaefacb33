"""A low mark over HTTP.

A finished dossier is rated 2, its leader's follow-up is due, asked about, answered, published.
"""

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from feedback.models import FollowUp
from foundation.desk import roles
from offices.models import Officer
from tests.citizens.factories import citizen, client_of
from tests.feedback.ratings.conftest import finished

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:feedback_followup_changelist")


def leader(office, name):
    """Make a leader with exactly the rights of the role."""
    roles.sync_groups()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.set([Group.objects.get(name="Lãnh đạo")])
    Officer.objects.create(office=office, user=user, public_name="Trung tá Lê Văn Đạo")


def at(text):
    return time_machine.travel(f"{text}+07:00", tick=True)


def press(client, name, row, **values):
    response = client.post(
        reverse(f"admin:feedback_followup_{name}", args=[row.pk]),
        {**values, "_form_submitted": "on"},
    )
    assert response.status_code == 200


def told(client):
    return [
        (one["event"], one["title"], one["link"])
        for one in client.get("/api/v1/me/notices/").json()["results"]
        if "follow" in one["event"]
    ]


def test_from_a_low_mark_to_its_outcome(offices, other, rate):
    lan = citizen(name="Nguyễn Thị Lan", phone="+84912345678")
    with at("2026-11-19T10:00:00"):
        row = finished(lan, offices)
        leader(offices, "lanh.dao")
        leader(other, "lanh.dao.khac")

    # Friday: Lan rates 2. Nobody sees it on that day, so that nobody sees whose dossier was
    # returned just before.
    with at("2026-11-20T09:00:00"):
        rated = rate(
            client_of(lan),
            row,
            2,
            words="Anh Đạo hẹn ba lần, số tôi 0912345678",
            aspects={"time": 1},
        ).json()
        assert (rated["follow_up"]["status"], rated["follow_up"]["due_on"]) == (
            "waiting",
            "2026-12-14",
        )
        boss = signed_in("lanh.dao")
        assert list(boss.get(QUEUE).context_data["cl"].result_list) == []
        assert (
            boss.get(
                reverse("admin:feedback_followup_change", args=[FollowUp.objects.get().pk])
            ).status_code
            == 302
        )

    # Monday: it is due at the office's leader, and exists for no other.
    with at("2026-11-23T08:00:00"):
        boss, stranger = signed_in("lanh.dao"), signed_in("lanh.dao.khac")
        (waiting,) = boss.get(QUEUE).context_data["cl"].result_list
        assert list(stranger.get(QUEUE).context_data["cl"].result_list) == []
        page = boss.get(
            reverse("admin:feedback_followup_change", args=[waiting.pk])
        ).content.decode()
        assert "Anh Đạo hẹn ba lần" in page  # the leader reads it in full
        for name in (
            "Nguyễn Thị Lan",
            row.code,
            "/citizens/citizen/",
            rated["id"],
            rated["follow_up"]["number"],
        ):
            assert name not in page
        press(boss, "ask_back", waiting, words="Hẹn những ngày nào?")
        assert [event for event, *_rest in told(client_of(lan))] == ["follow_up_asked_back"]

    # Thursday: Lan answers; the time that she took does not count. Then it is handled, and
    # published the day after.
    with at("2026-11-26T08:00:00"):
        client = client_of(lan)
        answer = client.post(
            f"/api/v1/ratings/{rated['id']}/reply/",
            {"text": "Ngày 2, 5 và 9"},
            content_type="application/json",
        )
        assert answer.json()["follow_up"]["due_on"] == "2026-12-16"
        press(signed_in("lanh.dao"), "handle", waiting, words="Đã nhắc nhở cán bộ và xin lỗi.")
        hidden = client.get("/api/v1/ratings/").json()["results"][0]["follow_up"]
        assert (hidden["status"], [one["text"] for one in hidden["messages"]]) == (
            "handled",
            ["Hẹn những ngày nào?", "Ngày 2, 5 và 9"],
        )
    with at("2026-11-27T08:00:00"):
        press(signed_in("lanh.dao"), "publish", waiting)
        client = client_of(lan)
        read = client.get("/api/v1/ratings/").json()["results"][0]["follow_up"]
        assert (read["status"], read["messages"][-1]["text"], read["due_on"]) == (
            "published",
            "Đã nhắc nhở cán bộ và xin lỗi.",
            None,
        )
        number = read["number"]
        assert told(client)[0] == (
            "follow_up_closed",
            f"Phản ánh số {number} đã xử lý xong",
            "ratings",
        )
    waiting.refresh_from_db()
    assert (waiting.rater, waiting.ended_on.isoformat()) == ("", "2026-11-27")
    assert [event.move for event in waiting.events.all()] == [
        "open",
        "ask_back",
        "reply",
        "handle",
        "publish",
    ]


def signed_in(name):
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def test_a_move_that_is_not_lawful_any_more_changes_nothing(offices, rate):
    lan = citizen()
    with at("2026-11-20T09:00:00"):
        rate(client_of(lan), finished(lan, offices), 1)
        leader(offices, "lanh.dao")
    row = FollowUp.objects.get()
    with at("2026-11-26T08:00:00"):  # declining ended on the 25th
        press(signed_in("lanh.dao"), "decline", row, words="Không có cơ sở")
        press(signed_in("lanh.dao"), "publish", row)
    row.refresh_from_db()
    assert (row.status, row.events.count(), row.messages.count()) == ("waiting", 1, 0)
    assert told(client_of(lan)) == []


def test_who_may_only_read_moves_nothing(offices, rate, client):
    from tests.feedback.factories import officer_of

    lan = citizen()
    with at("2026-11-20T09:00:00"):
        rate(client_of(lan), finished(lan, offices), 1)
    row = FollowUp.objects.get()
    with at("2026-11-23T08:00:00"):
        client.force_login(officer_of(offices, "view_followup"))
        response = client.post(
            reverse("admin:feedback_followup_handle", args=[row.pk]),
            {"words": "x", "_form_submitted": "on"},
        )
    assert response.status_code == 403
    row.refresh_from_db()
    assert row.status == "waiting"
