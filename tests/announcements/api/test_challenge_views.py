"""A citizen says that an announcement is wrong."""

import pytest
from django.test import Client

from announcements.actions import ending
from announcements.models import Challenge
from tests.announcements.factories import approver_of, draft, published

pytestmark = pytest.mark.django_db
OWN = "/api/v1/announcement-challenges/"
WORDS = {"text": "Bảng ở trụ sở ghi 8 giờ, không phải 7 giờ 30."}


def challenge(client, row, body=WORDS, **headers):
    return client.post(
        f"/api/v1/announcements/{row.slug}/challenges/", body, "application/json", headers=headers
    )


def test_it_is_taken_and_due_in_fifteen_days(as_lan, offices):
    response = challenge(as_lan, published())
    assert response.status_code == 201, response.content
    assert response.json()["due_at"] == "2026-12-08T16:59:59Z"
    assert response.json()["outcome"] == ""


def test_it_is_seen_by_its_sender_only(as_lan, as_hung, offices):
    row = published()
    challenge(as_lan, row)
    assert [one["announcement"] for one in as_lan.get(OWN).json()["results"]] == [row.slug]
    assert as_hung.get(OWN).json()["results"] == []
    public = Client().get(f"/api/v1/announcements/{row.slug}/history/")
    assert "Lan" not in public.content.decode()


def test_without_a_session_nothing_is_taken(offices):
    response = challenge(Client(headers={"Accept": "application/json"}), published())
    assert response.status_code == 401
    assert not Challenge.objects.exists()


def test_sent_twice_it_happens_once(as_lan, offices):
    row = published()
    first, second = (challenge(as_lan, row, **{"Idempotency-Key": "12345678"}) for _ in range(2))
    assert first.json() == second.json()
    assert Challenge.objects.count() == 1


def test_one_waits_for_its_answer(as_lan, offices):
    row = published()
    challenge(as_lan, row)
    response = challenge(as_lan, row)
    assert (response.status_code, response.json()["code"]) == (422, "challenge_waiting")


def test_what_was_never_published_has_no_challenges(as_lan, offices):
    assert challenge(as_lan, draft()).status_code == 404


def test_what_is_withdrawn_takes_none(as_lan, offices):
    row = published()
    ending.withdraw(row, approver_of(), "Sai.")
    response = challenge(as_lan, row)
    assert (response.status_code, response.json()["code"]) == (410, "announcement_withdrawn")


@pytest.mark.parametrize(
    "body", [{}, {"text": "sai"}, {"text": "x" * 2001}, {**WORDS, "name": "A"}]
)
def test_wrong_bodies_are_refused(as_lan, offices, body):
    response = challenge(as_lan, published(), body)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_request")


def test_whoever_writes_of_danger_is_told_whom_to_call(as_lan, offices):
    told = challenge(as_lan, published(), {"text": "chồng em đang cầm dao đòi giết em"}).json()
    assert told["danger"]["number"] == "113"
    assert challenge(as_lan, published()).json()["danger"] is None
