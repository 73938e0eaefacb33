"""A low mark over HTTP, from the rating to the published outcome."""

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from citizens.models import Citizen
from feedback.models import FollowUp
from offices.models import Officer
from tests.citizens.factories import citizen, client_of
from tests.feedback.ratings.conftest import finished

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:feedback_followup_changelist")


def leader(office, name):
    """Return a leader with exactly that role."""
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
    assert response.status_code in (200, 302)  # a dialog, or the box on the page


def told(client):
    return [
        (one["event"], one["title"], one["link"])
        for one in client.get("/api/v1/me/notices/").json()["results"]
        if "follow" in one["event"]
    ]


def signed_in(name):
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def page_of(row):
    return reverse("admin:feedback_followup_change", args=[row.pk])


def follow_up_of(client):
    """Return the follow-up of the citizen's only rating, as the citizen sees it."""
    return client.get("/api/v1/ratings/").json()["results"][0]["follow_up"]


@pytest.fixture
def row(offices, other):
    """Return a finished dossier of Lan, and create a leader of its office and one of another."""
    with at("2026-11-19T10:00:00"):
        leader(offices, "lanh.dao")
        leader(other, "lanh.dao.khac")
        return finished(citizen(name="Nguyễn Thị Lan", phone="+84912345678"), offices)


def rate_low(rate, lan, row):
    """Let Lan rate 2, and return the rating.

    It is hidden on that day, so that nobody can tell whose dossier was returned just before.
    """
    words, aspects = "Anh Đạo hẹn ba lần, số tôi 0912345678", {"time": 1}
    rated = rate(client_of(lan), row, 2, words=words, aspects=aspects).json()
    follow_up = rated["follow_up"]
    assert (follow_up["status"], follow_up["due_on"]) == ("waiting", "2026-12-14")
    boss = signed_in("lanh.dao")
    assert list(boss.get(QUEUE).context_data["cl"].result_list) == []
    assert boss.get(page_of(FollowUp.objects.get())).status_code == 302
    return rated


def read_and_ask_back(rated, lan, row):
    """Let the office's leader read the words and ask; no other leader sees the follow-up."""
    boss, stranger = signed_in("lanh.dao"), signed_in("lanh.dao.khac")
    (waiting,) = boss.get(QUEUE).context_data["cl"].result_list
    assert list(stranger.get(QUEUE).context_data["cl"].result_list) == []
    page = boss.get(page_of(waiting)).content.decode()
    assert "Anh Đạo hẹn ba lần" in page  # the leader reads the words in full
    hidden = (rated["id"], rated["follow_up"]["number"])
    for name in ("Nguyễn Thị Lan", row.code, "/citizens/citizen/", *hidden):
        assert name not in page
    press(boss, "ask_back", waiting, words="Hẹn những ngày nào?")
    assert [event for event, *_rest in told(client_of(lan))] == ["follow_up_asked_back"]
    return waiting


def reply_and_handle(rated, lan, waiting):
    """Let Lan answer, whose time does not count, and the leader handle it."""
    client, path = client_of(lan), f"/api/v1/ratings/{rated['id']}/reply/"
    answer = client.post(path, {"text": "Ngày 2, 5 và 9"}, content_type="application/json")
    assert answer.json()["follow_up"]["due_on"] == "2026-12-16"
    press(signed_in("lanh.dao"), "handle", waiting, words="Đã nhắc nhở cán bộ và xin lỗi.")
    hidden = follow_up_of(client)
    assert hidden["status"] == "handled"
    said = [one["text"] for one in hidden["messages"]]
    assert said == ["Hẹn những ngày nào?", "Ngày 2, 5 và 9"]


def publish_outcome(lan, waiting):
    """Let the leader publish the outcome, which Lan reads."""
    press(signed_in("lanh.dao"), "publish", waiting)
    client = client_of(lan)
    read = follow_up_of(client)
    assert (read["status"], read["due_on"]) == ("published", None)
    assert read["messages"][-1]["text"] == "Đã nhắc nhở cán bộ và xin lỗi."
    title = f"Phản ánh số {read['number']} đã xử lý xong"
    assert told(client)[0] == ("follow_up_closed", title, "?ratings=mine")


def test_a_low_mark_from_rating_to_outcome(row, rate):
    lan = Citizen.objects.get(name="Nguyễn Thị Lan")
    with at("2026-11-20T09:00:00"):  # a Friday
        rated = rate_low(rate, lan, row)
    with at("2026-11-23T08:00:00"):
        waiting = read_and_ask_back(rated, lan, row)
    with at("2026-11-26T08:00:00"):
        reply_and_handle(rated, lan, waiting)
    with at("2026-11-27T08:00:00"):
        publish_outcome(lan, waiting)
    waiting.refresh_from_db()
    assert (waiting.rater, waiting.ended_on.isoformat()) == ("", "2026-11-27")
    moves = [event.move for event in waiting.events.all()]
    assert moves == ["open", "ask_back", "reply", "handle", "publish"]


def test_a_move_that_is_no_longer_allowed_changes_nothing(offices, rate):
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


def test_read_only_officers_cannot_move_a_follow_up(offices, rate, client):
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
