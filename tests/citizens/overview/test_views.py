"""GET me/overview/: the citizen's own page in one request."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.overview.parts import MOST_ROWS
from tests.citizens.factories import PHONE, citizen, client_of, notice
from tests.dossiers.factories import dossier, move
from tests.feedback.factories import answered, question

pytestmark = pytest.mark.django_db
OVERVIEW = "/api/v1/me/overview/"


@pytest.fixture
def owner():
    return citizen(PHONE, name="Nguyễn Thị Lan")


@pytest.fixture
def client(owner):
    return client_of(owner)


def test_the_page_says_what_the_single_answers_say(owner, client):
    page = client.get(OVERVIEW).json()
    assert page["citizen"] == client.get("/api/v1/me/").json()
    assert page["consents"] == client.get("/api/v1/me/consents/").json()


def test_unread_notices_are_counted(owner, client):
    notice(owner), notice(owner)
    assert client.get(OVERVIEW).json()["unread_notices"] == 2


def test_only_dossiers_that_need_something_are_shown(owner, client):
    dossier(phone=PHONE)
    waiting = move(dossier(phone=PHONE), "supplement_required")
    (card,) = client.get(OVERVIEW).json()["dossiers_to_act_on"]
    assert (card["code"], card["action_needed"]) == (waiting.code, True)


def test_only_questions_that_have_not_ended_are_shown(owner, client):
    answered(owner)
    asked = question(owner)
    (card,) = client.get(OVERVIEW).json()["open_questions"]
    assert card["id"] == asked.pk


def test_another_citizen_sees_nothing_of_it(owner):
    notice(owner), question(owner), move(dossier(phone=PHONE), "supplement_required")
    page = client_of(citizen(name="Trần Văn Hùng")).get(OVERVIEW).json()
    assert (page["unread_notices"], page["dossiers_to_act_on"], page["open_questions"]) == (
        0,
        [],
        [],
    )


def test_many_rows_cost_the_queries_of_one_and_the_lists_are_bounded(owner, client):
    def add():
        question(owner), notice(owner), move(dossier(phone=PHONE), "supplement_required")

    def ask():
        with CaptureQueriesContext(connection) as captured:
            page = client.get(OVERVIEW).json()
        return len(captured), len(page["open_questions"]), len(page["dossiers_to_act_on"])

    add()
    ask()  # loads the snapshots
    one, *_rows = ask()
    for _number in range(MOST_ROWS - 1):
        add()
    move(dossier(phone=PHONE), "supplement_required")
    assert ask() == (one, MOST_ROWS, MOST_ROWS)
    assert one <= 10  # with what was read of confidential notices, and appointments


def test_the_page_needs_a_session_and_is_never_kept(api, client):
    assert api.get(OVERVIEW).status_code == 401
    assert client.get(OVERVIEW)["Cache-Control"] == "no-store"


def test_a_citizen_without_rows_costs_no_statement_for_each_list(client):
    client.get(OVERVIEW)  # loads the snapshots
    with CaptureQueriesContext(connection) as captured:
        client.get(OVERVIEW)
    assert len(captured) == 3  # the session, what there is, and who reported
