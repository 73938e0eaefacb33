"""me/notices/: the citizen's notices, read marks and settings."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import Notice
from tests.citizens.factories import agree, notice
from tests.for_each import for_each

LIST = "/api/v1/me/notices/"
SETTINGS = "/api/v1/me/notices/settings/"
pytestmark = pytest.mark.django_db


def patch(client, body, address=LIST):
    return client.patch(address, body, content_type="application/json")


def test_the_newest_notice_comes_first(lan, as_lan, time_machine):
    time_machine.move_to("2026-11-24T03:00:00Z", tick=False)
    first, second = notice(lan), notice(lan, read_at="2026-11-24T04:00:00Z")
    answer = as_lan.get(LIST)
    body = answer.json()
    assert (body["count"], body["unread"], answer["Cache-Control"]) == (2, 1, "no-store")
    assert [one["id"] for one in body["results"]] == [str(second.key), str(first.key)]
    assert body["results"][1] == {
        "id": str(first.key),
        "kind": "dossiers",
        "kind_name": "Hồ sơ",
        "event": "dossier_accepted",
        "title": "Hồ sơ A-1 đã được tiếp nhận",
        "text": "Đơn vị đã tiếp nhận hồ sơ A-1.",
        "link": "?dossier=A-1",
        "created_at": "2026-11-24T03:00:00Z",
        "read_at": None,
    }


def test_the_list_can_show_only_unread_notices(lan, as_lan):
    notice(lan, read_at="2026-11-25T04:00:00Z")
    fresh = notice(lan)
    assert [one["id"] for one in as_lan.get(f"{LIST}?unread=true").json()["results"]] == [
        str(fresh.key)
    ]


def test_the_list_is_paginated(lan, as_lan):
    for _number in range(3):
        notice(lan)
    first = as_lan.get(f"{LIST}?page_size=2").json()
    second = as_lan.get(first["next"]).json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (2, 1, None)


def test_the_query_count_does_not_depend_on_the_rows(lan, as_lan):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            as_lan.get(LIST)
        return len(captured)

    notice(lan)
    one = cost()
    for _number in range(19):
        notice(lan)
    assert cost() == one <= 5  # session, count, page, what was read of confidential ones, unread


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page_size=51", "unread=false", "unread=1", "citizen=1"]
)
def test_invalid_parameters_are_named(as_lan, query):
    answer = as_lan.get(f"{LIST}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


def test_a_page_beyond_the_last_answers_404(as_lan):
    assert as_lan.get(f"{LIST}?page=2").json()["code"] == "page_not_found"


def test_marking_as_read_can_be_repeated(lan, as_lan):
    one, two = notice(lan), notice(lan)
    assert patch(as_lan, {"read_ids": [str(one.key)]}).json() == {"unread": 1}
    read_at = Notice.objects.get(pk=one.pk).read_at
    assert patch(as_lan, {"read_ids": [str(one.key), str(two.key)]}).json() == {"unread": 0}
    assert Notice.objects.get(pk=one.pk).read_at == read_at is not None


def test_all_notices_can_be_marked_as_read(lan, as_lan):
    notice(lan)
    notice(lan)
    assert patch(as_lan, {"read_all": True}).json() == {"unread": 0}


@for_each(
    "body",
    [
        {},
        {"read_ids": []},
        {"read_ids": ["x"]},
        {"read_ids": "x"},
        {"read_all": False},
        {"read_all": "có"},
        {"read_ids": [str(uuid4())], "read_all": True},
        {"read_ids": [str(uuid4())] * 101},
        {"read_all": True, "citizen": 1},
        [],
    ],
)
def test_an_invalid_body_marks_nothing(lan, as_lan, body):
    notice(lan)
    answer = patch(as_lan, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")
    assert Notice.objects.filter(read_at=None).count() == 1


def test_nobody_can_read_or_mark_notices_of_others(lan, as_lan, as_hung):
    own = notice(lan)
    assert as_hung.get(LIST).json()["results"] == []
    assert (
        patch(as_hung, {"read_ids": [str(own.key)]}).json()
        == patch(as_hung, {"read_ids": [str(uuid4())]}).json()
        == {"unread": 0}
    )
    patch(as_hung, {"read_all": True})
    assert as_lan.get(LIST).json()["unread"] == 1


def test_a_notice_of_a_removed_event_is_still_shown(lan, as_lan):
    notice(lan, event="dossier_of_old")
    assert as_lan.get(LIST).json()["results"][0]["event"] == "dossier_of_old"


# --- settings ------------------------------------------------------------------------------------


KINDS = ("dossiers", "questions", "reports", "requests", "announcements", "appointments")
ALL_ON = dict.fromkeys(KINDS, True)


def test_every_kind_is_on_by_default(lan, as_lan):
    assert as_lan.get(SETTINGS).json() == {
        "consent": False,
        "outside": ALL_ON,
    }
    agree(lan)
    assert patch(as_lan, {"outside": {"questions": False}}, SETTINGS).json() == {
        "consent": True,
        "outside": ALL_ON | {"questions": False},
    }
    assert patch(as_lan, {"outside": {"questions": True, "dossiers": False}}, SETTINGS).json()[
        "outside"
    ] == ALL_ON | {"dossiers": False}


def test_settings_belong_to_one_citizen(as_lan, as_hung):
    patch(as_lan, {"outside": {"dossiers": False}}, SETTINGS)
    assert as_hung.get(SETTINGS).json()["outside"]["dossiers"] is True


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"outside": {"news": True}},
        {"outside": {"dossiers": "có"}},
        {"outside": True},
        {"consent": True},
    ],
)
def test_invalid_settings_are_named(as_lan, body):
    answer = patch(as_lan, body, SETTINGS)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


@pytest.mark.parametrize("address", [LIST, SETTINGS])
def test_notices_need_a_session(api, db, address):
    assert [api.get(address).status_code, patch(api, {"read_all": True}, address).status_code] == [
        401,
        401,
    ]
