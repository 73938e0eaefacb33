"""Follow-ups of low marks over HTTP."""

import pytest
import time_machine

from feedback.models import FollowUp
from tests.citizens.factories import client_of
from tests.feedback.ratings.test_views import problem

RATINGS = "/api/v1/ratings/"
pytestmark = pytest.mark.django_db


def reply(client, key, text="Thứ hai tuần trước, khoảng chín giờ", **headers):
    return client.post(
        f"{RATINGS}{key}/reply/", {"text": text}, content_type="application/json", headers=headers
    )


@pytest.mark.parametrize(("overall", "opened"), [(1, True), (2, True), (3, False)])
def test_a_low_mark_opens_a_follow_up(lan, done, rate, overall, opened):
    with time_machine.travel("2026-11-20T09:00:00+07:00", tick=False):
        body = rate(client_of(lan), done, overall).json()
    assert (body["follow_up"] is not None) is opened
    assert FollowUp.objects.count() == opened
    if opened:
        assert (body["follow_up"]["status"], body["follow_up"]["due_on"]) == (
            "waiting",
            "2026-12-14",
        )
        assert body["follow_up"]["can_reply"] is False


def test_a_changing_mark_keeps_one_follow_up(as_lan, done, rate):
    first = rate(as_lan, done, 1).json()["follow_up"]
    assert rate(as_lan, done, 5).json()["follow_up"] == first
    assert rate(as_lan, done, 2).json()["follow_up"] == first
    row = FollowUp.objects.get()
    assert (row.status, [event.move for event in row.events.all()]) == ("waiting", ["open"])
    assert sorted(row.ratings.values_list("overall", flat=True)) == [1, 2]


def test_a_mark_lowered_later_opens_a_follow_up(as_lan, done, rate):
    assert rate(as_lan, done, 4).json()["follow_up"] is None
    assert rate(as_lan, done, 2).json()["follow_up"]["status"] == "waiting"


def test_a_rating_of_another_cannot_be_answered(as_lan, as_hung, done, rate):
    rated = rate(as_lan, done, 1).json()["id"]
    for key in (rated, "00000000-0000-4000-8000-000000000000"):
        assert problem(reply(as_hung, key)) == (404, "not_found")
    assert reply(as_hung, "1").status_code == 404
    assert problem(reply(as_lan, rated)) == (422, "follow_up_moved_on")  # no question was asked


def test_a_rating_without_follow_up_cannot_be_answered(as_lan, done, rate):
    assert problem(reply(as_lan, rate(as_lan, done, 5).json()["id"])) == (404, "not_found")


def test_an_answer_sent_twice_is_stored_once(as_lan, done, rate, offices):
    from feedback.ratings import follow_ups
    from tests.feedback.factories import leader_of

    rated = rate(as_lan, done, 1).json()["id"]
    follow_ups.ask_back(FollowUp.objects.get(), leader_of(offices), "Ngày nào?")
    sent = [reply(as_lan, rated, **{"Idempotency-Key": "khoa-12345"}) for _time in range(2)]
    assert [answer.status_code for answer in sent] == [201, 201]
    said = sent[1].json()["follow_up"]["messages"]
    assert [(one["author"], one["text"]) for one in said] == [
        ("officer", "Ngày nào?"),
        ("citizen", "Thứ hai tuần trước, khoảng chín giờ"),
    ]
