"""How many reports one sender may send on one day."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from foundation.api.problems import Problem
from reports.daily_limits import allowance_of
from tests.dossiers.factories import at

MORNING = at("2026-11-23 09:00")
ADDRESS, TOO_MANY = "203.0.113.7", "reports_too_many"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.REPORTS_PER_DAY, settings.REPORTS_PER_DAY_OF_ADDRESS = 2, 3


def send(allowance):
    """Send one more; return why it was not taken, empty if it was."""
    try:
        with transaction.atomic():
            allowance.require()
            allowance.use()
    except Problem as problem:
        return problem.type.code
    return ""


def test_a_citizen_may_send_as_many_as_the_settings_say(lan):
    allowance = allowance_of(lan, ADDRESS, MORNING)
    assert [send(allowance) for _time in range(4)] == ["", "", TOO_MANY, TOO_MANY]


def test_an_address_without_a_session_has_an_allowance_of_its_own(lan):
    mine, nameless = allowance_of(lan, ADDRESS, MORNING), allowance_of(None, ADDRESS, MORNING)
    assert [send(nameless) for _time in range(4)] == ["", "", "", TOO_MANY]
    assert not send(mine)
    assert not send(allowance_of(None, "203.0.113.8", MORNING))


def test_the_day_is_that_of_vietnam_and_the_next_one_is_free(lan):
    late, after = at("2026-11-23 23:59"), at("2026-11-24 00:00")
    assert allowance_of(lan, ADDRESS, late).day == date(2026, 11, 23)
    assert [send(allowance_of(lan, ADDRESS, late)) for _time in range(3)] == ["", "", TOO_MANY]
    assert allowance_of(lan, ADDRESS, after).day == date(2026, 11, 24)
    assert not send(allowance_of(lan, ADDRESS, after))


def test_a_mark_leads_neither_to_the_sender_nor_from_day_to_day(lan):
    first, next_day = (
        allowance_of(lan, ADDRESS, moment) for moment in (MORNING, at("2026-11-24 09:00"))
    )
    assert first.mark != replace(next_day, day=first.day).mark
    assert len(first.mark) == 64
    assert ADDRESS not in allowance_of(None, ADDRESS, MORNING).mark


def test_a_limit_that_was_lowered_holds_at_once(lan, settings):
    settings.REPORTS_PER_DAY = 5
    assert [send(allowance_of(lan, ADDRESS, MORNING)) for _time in range(3)] == ["", "", ""]
    settings.REPORTS_PER_DAY = 2
    assert send(allowance_of(lan, ADDRESS, MORNING)) == TOO_MANY
