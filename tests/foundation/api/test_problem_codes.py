"""Each operation declares which problems it answers, and answers no others."""

import json

import pytest
from django.test import Client

from foundation.api import problem_codes
from foundation.api.problems import PROBLEMS
from police_portal.documents import problem_table
from tests import openapi
from tests.citizens.factories import citizen, client_of
from tests.for_each import for_each

PROBLEM = openapi.PROBLEM
# Answers to officers, to Zalo, or to forms of the admin: no operation of the API gives them.
ELSEWHERE = {
    "announcement_moved_on",
    "announcement_refused",
    "evidence_not_shown",
    "evidence_not_signed",
    "evidence_unsound",
    "forbidden",
    "form_expired",
    "moved_on",
    "rating_alarm_judged",
}


def operations():
    """Yield (name, status, codes) of each list of the document."""
    for methods in openapi.document()["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    yield operation["operationId"], int(status), codes(answer)


def codes(answer):
    answer, _pointer = openapi.resolved(answer, "")
    schema, _pointer = openapi.resolved(answer["content"][PROBLEM]["schema"], "")
    return schema["allOf"][1]["properties"]["code"]["enum"]


@for_each(("name", "status", "codes"), operations(), ids=str)
def test_every_problem_is_of_the_closed_list_of_its_status(name, status, codes):
    assert codes
    assert {PROBLEMS[code].status for code in codes} == {status}


def test_every_problem_is_answered_by_an_operation_or_elsewhere():
    declared = {code for _name, _status, codes in operations() for code in codes}
    assert PROBLEMS.keys() - declared == ELSEWHERE


@pytest.fixture
def answered(db):
    """Return an answer of `questions/1/` that says it is another problem of its status."""
    answer = client_of(citizen()).get("/api/v1/questions/1/")
    answer.content = json.dumps({**answer.json(), "code": "report_not_found"}).encode()
    return answer


def test_an_answer_with_a_code_that_is_not_declared_is_refused(answered):
    with pytest.raises(openapi.NotAsDocumented, match="report_not_found"):
        openapi.check(answered)


def test_a_public_operation_declares_no_session(db):
    declared = {(name, status) for name, status, _codes in operations()}
    assert Client().get("/api/v1/terms/").status_code == 200
    assert ("terms_retrieve", 401) not in declared


def test_shared_lists_are_sorted_and_registered():
    for shared in problem_codes.SHARED.values():
        assert list(shared) == sorted(shared)
        assert set(shared) <= PROBLEMS.keys()


def test_the_table_says_what_to_do_of_registered_codes_only():
    assert problem_table._OF_CODE.keys() <= PROBLEMS.keys()


def test_the_table_has_the_sentence_and_what_to_do():
    (row,) = [line for line in problem_table.table().splitlines() if "`window_full`" in line]
    assert PROBLEMS["window_full"].detail in row
    assert problem_table.CHOOSE_HOUR in row
    assert problem_table.what_to_do(PROBLEMS["question_moved_on"]) == problem_table.READ_ANEW
    assert problem_table.what_to_do(PROBLEMS["throttled"]) == problem_table.WAIT
