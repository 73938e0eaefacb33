"""When an office has to act on a report."""

from datetime import date

import pytest

from offices.working_time.calendar import WorkingCalendar
from reports.deadlines.clock import Times, acknowledgement_due, deadline_of
from reports.models import ClockRule
from reports.workflow import Status
from tests.dossiers.factories import at

RECEIVED = at("2026-11-23 09:00")  # a Monday
CALENDAR = WorkingCalendar(
    days_off=frozenset({date(2026, 11, 24)}), years_with_tet=frozenset({2026})
)


def rule(stage="verify", length=30, unit="day", **values):
    values = {"citation": "Đ21k1", "valid_from": date(2026, 4, 1), **values}
    return ClockRule(stage=stage, length=length, unit=unit, **values)


def due(status, *rules, entered="2026-11-23 09:00", extended=False):
    times = Times(RECEIVED, at(entered), extended)
    found = deadline_of(Status(status), rules, times, CALENDAR)
    return found and found.at


@pytest.mark.parametrize(
    ("length", "unit", "end"),
    [
        (24, "hour", "2026-11-24 09:00:00"),
        (15, "minute", "2026-11-23 09:15:00"),
        (3, "working_day", "2026-11-27 23:59:59"),  # not on Tuesday, a holiday
        (20, "day", "2026-12-14 23:59:59"),  # the 13th is a Sunday
        (2, "month", "2027-01-25 23:59:59"),  # the 23rd is a Saturday
    ],
)
def test_limits_run_from_the_first_receipt(length, unit, end):
    assert due("sent", rule("classify", length, unit), entered="2026-12-01 09:00") == at(end)


def test_a_verification_runs_from_taking_on_and_longer_if_extended():
    limits = rule(extended_length=60)
    assert due("verifying", limits, entered="2026-12-01 10:00") == at("2026-12-31 23:59:59")
    extended = due("verifying", limits, entered="2026-12-01 10:00", extended=True)
    assert extended == at("2027-02-01 23:59:59")  # the 30th is a Saturday


def test_the_rule_in_force_on_the_day_of_receipt_counts():
    old = rule(length=30, valid_to=date(2026, 11, 23))
    new = rule(length=10, valid_from=date(2026, 11, 24))
    assert due("verifying", old, new) == at("2026-12-23 23:59:59")


def test_a_kind_without_a_rule_for_the_stage_has_no_deadline():
    assert due("received") is None
    assert due("concluded", rule()) is None


def test_a_year_whose_days_off_are_unknown_only_makes_the_deadline_earlier():
    assert due("sent", rule("answer", 40, "working_day")) == at("2027-01-19 23:59:59")


@pytest.mark.parametrize(
    ("rules", "end"),
    [
        ([], "2026-12-08 23:59:59"),  # fifteen days
        ([rule("receipt", 3, "working_day")], "2026-11-27 23:59:59"),
        ([rule("verify", 3, "day")], "2026-12-08 23:59:59"),  # another stage
        ([rule("receipt", 3, "day", valid_from=date(2026, 11, 24))], "2026-12-08 23:59:59"),
    ],
)
def test_a_body_outside_acknowledges_by_the_kinds_clock_or_within_fifteen_days(rules, end):
    assert acknowledgement_due(rules, RECEIVED, CALENDAR) == at(end)
