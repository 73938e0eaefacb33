"""A citizen's ratings over HTTP."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citizens import actions as citizens
from feedback.models import Rating
from tests.citizens.factories import client_of
from tests.dossiers.factories import dossier
from tests.feedback.ratings.conftest import finished
from tests.for_each import for_each

RATINGS = "/api/v1/ratings/"
pytestmark = pytest.mark.django_db


def problem(response):
    return response.status_code, response.json()["code"]


def wrong(response):
    assert response.status_code == 400
    return [(error["pointer"], error["code"]) for error in response.json()["errors"]]


def test_a_finished_dossier_can_be_rated(as_lan, done, rate):
    response = rate(as_lan, done, 4, aspects={"time": 3, "officers": 5}, words="  Nhanh\u202e ")
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    body = response.json()
    assert (body["overall"], body["aspects"], body["words"]) == (
        4,
        {"time": 3, "officers": 5},
        "Nhanh",
    )
    assert (body["office"]["id"], body["procedure"]["id"], body["origin"]) == (
        done.office_id,
        done.procedure_id,
        "dossier",
    )
    assert (body["rated_on"], body["follow_up"], body["questionnaire"]) == (
        timezone.localdate().isoformat(),
        None,
        1,
    )
    assert as_lan.get(RATINGS).json()["results"] == [body]


@pytest.mark.parametrize(
    ("status", "expected"), [("completed", 200), ("processing", 422), (None, 422)]
)
def test_an_unfinished_dossier_cannot_be_rated(as_lan, lan, offices, rate, status, expected):
    response = rate(as_lan, finished(lan, offices, to=status))
    assert response.status_code == expected
    if expected == 422:
        assert problem(response) == (422, "dossier_not_finished")
        assert not Rating.objects.exists()


def test_a_dossier_of_another_looks_missing(as_hung, done, rate):
    for code in (done.code, "G01.899.909-260916-999999", "gi đó"):
        assert problem(rate(as_hung, code)) == (404, "not_found")
    assert not Rating.objects.exists()


@for_each(
    ("body", "errors"),
    [
        ({"overall": 0}, [("/body/overall", "min_value")]),
        ({"overall": 6}, [("/body/overall", "max_value")]),
        ({"overall": 10**12}, [("/body/overall", "max_value")]),
        ({"overall": True}, [("/body/overall", "invalid")]),
        ({"overall": None}, [("/body/overall", "null")]),
        ({"overall": 4.5}, [("/body/overall", "invalid")]),
        ({"overall": 4, "aspects": {"time": 6}}, [("/body/aspects/time", "max_value")]),
        ({"overall": 4, "aspects": {"lạ": 3}}, [("/body/aspects/lạ", "unknown")]),
        ({"overall": 4, "aspects": [3]}, [("/body/aspects", "not_a_dict")]),
        (
            {"overall": 4, "aspects": {str(n): 3 for n in range(31)}},
            [("/body/aspects", "max_length")],
        ),
        ({"overall": 4, "words": "x" * 2001}, [("/body/words", "max_length")]),
        ({"overall": 4, "questionnaire": 99}, [("/body/questionnaire", "unknown")]),
        ({"overall": 4, "citizen": 7}, [("/body/citizen", "unknown")]),
        ({}, [("/body/overall", "required")]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_invalid_ratings_are_refused(as_lan, done, body, errors):
    response = as_lan.put(
        f"/api/v1/dossiers/{done.code}/rating/", body, content_type="application/json"
    )
    assert wrong(response) == errors
    assert not Rating.objects.exists()


def test_repeating_a_rating_changes_nothing(as_lan, done, rate):
    first = rate(as_lan, done, 2, words="Chậm").json()
    assert rate(as_lan, done, 2, words="Chậm").json() == first
    assert Rating.objects.count() == 1


def test_a_rating_can_be_replaced_within_14_days(as_lan, lan, done, rate):
    with time_machine.travel("2026-11-10T09:00:00+07:00", tick=False):
        first = rate(client_of(lan), done, 5).json()
        assert first["replaceable_until"] == "2026-11-24"
    with time_machine.travel("2026-11-24T23:59:00+07:00", tick=False):
        second = rate(client_of(lan), done, 3, words="Nghĩ lại").json()
    assert (second["id"], second["rated_on"], second["overall"]) == (first["id"], "2026-11-10", 3)
    rows = Rating.objects.order_by("version").values_list(
        "version", "overall", "current", "rated_on__day", "written_on__day", "month__day"
    )
    assert list(rows) == [(1, 5, False, 10, 10, 1), (2, 3, True, 10, 24, 1)]
    with time_machine.travel("2026-11-25T00:01:00+07:00", tick=False):
        client = client_of(lan)
        assert problem(rate(client, done, 1)) == (422, "rating_final")
        assert rate(client, done, 3, words="Nghĩ lại").status_code == 200  # no new rating
        assert client.get(RATINGS).json()["results"][0]["replaceable_until"] is None


def test_the_dossier_says_if_it_can_be_rated(as_lan, lan, offices, done, rate):
    def state(row):
        return as_lan.get(f"/api/v1/dossiers/{row.code}/").json()["rating"]

    assert state(finished(lan, offices, to=None)) == {
        "can_rate": False,
        "refusal": "dossier_not_finished",
        "until": None,
        "overall": None,
    }
    free = {"can_rate": True, "refusal": None}
    assert state(done) == {**free, "until": None, "overall": None}
    rate(as_lan, done, 4)
    until = timezone.localdate() + timedelta(days=14)
    assert state(done) == {**free, "until": until.isoformat(), "overall": 4}
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert (
            client_of(lan).get(f"/api/v1/dossiers/{done.code}/").json()["rating"]["can_rate"]
            is False
        )


def test_an_anonymous_lookup_shows_no_rating(api, offices):
    row = dossier(office=offices, phone="+84912345678")
    response = api.post(
        "/api/v1/dossiers/lookup/",
        {"code": row.code, "phone_last4": "5678"},
        content_type="application/json",
    )
    assert response.json()["dossier"]["rating"] is None


def test_blocked_and_erased_citizens_cannot_rate(lan, hung, offices, rate):
    for who, end in (
        (lan, lambda: citizens.block(lan, "Lạm dụng")),
        (hung, lambda: citizens.erase(hung, "own_wish")),
    ):
        row, client = finished(who, offices), client_of(who)
        end()
        assert rate(client, row).status_code == 401
    assert not Rating.objects.exists()


def test_a_citizen_blocked_meanwhile_cannot_rate(lan, done):
    from feedback.ratings import actions, questionnaires
    from foundation.api.problems import Problem

    citizens.block(lan, "Lạm dụng")
    with pytest.raises(Problem) as refused:
        actions.rate_dossier(
            lan, done, actions.GivenRating(1, questionnaires.questionnaire_on(timezone.localdate()))
        )
    assert refused.value.type.code == "session_ended"


def test_ratings_have_their_own_throttle(as_lan, done, rate, settings):
    settings.THROTTLES = {**settings.THROTTLES, "rating": 2}
    assert [rate(as_lan, done, mark).status_code for mark in (5, 4, 3)] == [200, 200, 429]
    assert as_lan.get(RATINGS).status_code == 200


def test_the_query_count_does_not_depend_on_the_ratings(as_lan, lan, offices, rate):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            as_lan.get(RATINGS)
        return len(captured)

    rate(as_lan, finished(lan, offices), 1)
    queries()
    one = queries()
    from tests.feedback.factories import rating

    for _number in range(19):
        rating(lan, office=offices)
    assert queries() == one
    assert as_lan.get(RATINGS).json()["count"] == 20


def test_the_questionnaire_is_shown(as_lan):
    body = as_lan.get("/api/v1/ratings/questionnaire/").json()
    assert (body["number"], body["lowest"], body["highest"], len(body["aspects"])) == (1, 1, 5, 7)
    assert body["aspects"][0] == {"key": "publicity", "label": "Công khai thủ tục hành chính"}


def test_citizens_never_see_ratings_of_others(as_lan, as_hung, done, rate):
    rate(as_lan, done, 1, words="Riêng của Lan")
    assert as_hung.get(RATINGS).json()["results"] == []
    assert "Riêng của Lan" not in as_hung.get("/api/v1/me/export/").content.decode()
