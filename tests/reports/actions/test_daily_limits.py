"""How many reports one sender may send on one day."""

import pytest

from foundation.api.problems import Problem
from reports.actions.acting import allowance_of

ADDRESS, TOO_MANY = "203.0.113.7", "reports_too_many"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits(settings, now):
    settings.REPORTS_PER_DAY, settings.REPORTS_PER_DAY_OF_ADDRESS = 2, 3
    now("2026-11-23 09:00")


def send(who, address=ADDRESS):
    """Send one more; return why it was not taken, empty if it was."""
    try:
        allowance_of(who, address).use()
    except Problem as problem:
        return problem.type.code
    return ""


def test_a_citizen_may_send_as_many_as_the_settings_say(lan):
    assert [send(lan) for _time in range(4)] == ["", "", TOO_MANY, TOO_MANY]


def test_an_address_without_a_session_has_an_allowance_of_its_own(lan):
    assert [send(None) for _time in range(4)] == ["", "", "", TOO_MANY]
    assert not send(lan)
    assert not send(None, "203.0.113.8")


def test_the_day_is_that_of_vietnam_and_the_next_one_is_free(lan, now):
    now("2026-11-23 23:59")
    assert [send(lan) for _time in range(3)] == ["", "", TOO_MANY]
    now("2026-11-24 00:00")
    assert not send(lan)


def test_a_limit_that_was_lowered_holds_at_once(lan, settings):
    settings.REPORTS_PER_DAY = 5
    assert [send(lan) for _time in range(3)] == ["", "", ""]
    settings.REPORTS_PER_DAY = 2
    assert send(lan) == TOO_MANY


def test_the_database_learns_nothing_of_it(lan, django_assert_num_queries):
    with django_assert_num_queries(0):
        send(lan)
        send(None)
