"""The citizen's own page: reports to which something has to be added."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.desk.roles import Role
from reports.actions import officers
from tests.reports.factories import report
from tests.reports.officers import listed, officer_of, received

pytestmark = pytest.mark.django_db
OVERVIEW = "/api/v1/me/overview/"


def asked(row):
    return officers.ask_more(
        received(row), officer_of(row.office, Role.VERIFIER), [listed("ask_more")]
    )


def test_it_shows_the_reports_that_wait_for_the_citizen(as_lan, lan, hung, offices):
    waiting = asked(report(offices, lan))
    report(offices, lan)
    asked(report(offices, hung))
    (card,) = as_lan.get(OVERVIEW).json()["waiting_reports"]
    assert (card["number"], card["status"]) == (waiting.number, "need_more")


def test_it_costs_the_same_for_one_and_ten(as_lan, lan, offices):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            as_lan.get(OVERVIEW)
        return len(captured)

    asked(report(offices, lan))
    queries()  # what is remembered from now on
    of_one = queries()
    for _number in range(9):
        asked(report(offices, lan))
    assert queries() == of_one
