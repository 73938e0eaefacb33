"""When an office has to act on a report. Pure.

The clock of a stage runs from the first receipt, whoever received the report and however it is
classified later; that of a verification from taking it on (Decree 61/2026/NĐ-CP, article 21.1). It
does not pause while the sender is asked for more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from offices.working_time.calendar import ZONE, WorkingCalendar, YearNotLoaded, end_of
from reports.models.clock_rule import ClockRule, Stage, Unit
from reports.workflow import ACKNOWLEDGE_DAYS, Status

# Which stage a status is in: the first of which the kind has a rule.
STAGES: dict[Status, tuple[Stage, ...]] = {
    Status.SENT: (Stage.CLASSIFY, Stage.ANSWER, Stage.PASS_ON),
    Status.RECEIVED: (Stage.ANSWER, Stage.PASS_ON, Stage.CLASSIFY),
    Status.VERIFYING: (Stage.VERIFY, Stage.ANSWER),
    Status.DISPUTED: (Stage.VERIFY, Stage.ANSWER),
}


@dataclass(frozen=True)
class Deadline:
    """The moment by which the office has to act, and the text that says so."""

    at: datetime
    citation: str


@dataclass(frozen=True)
class Times:
    """What a deadline is computed from: first receipt, entry into the status, extension."""

    first_received_at: datetime
    entered_at: datetime
    extended: bool = False


def deadline_of(
    status: Status, rules: Iterable[ClockRule], times: Times, calendar: WorkingCalendar
) -> Deadline | None:
    """Return the deadline of a report in `status`; None where no rule of its kind bounds it.

    Rules are those of the kind; the one in force on the day of the first receipt counts.
    """
    day = times.first_received_at.astimezone(ZONE).date()
    in_force = {Stage(rule.stage): rule for rule in rules if rule.holds(day)}
    for stage in STAGES.get(status, ()):
        if stage in in_force:
            rule = in_force[stage]
            start = times.entered_at if stage is Stage.VERIFY else times.first_received_at
            length = (rule.extended_length if times.extended else None) or rule.length
            return Deadline(_add(start, length, Unit(rule.unit), calendar), rule.citation)
    return None


def acknowledgement_due(
    rules: Iterable[ClockRule], handed_over_at: datetime, calendar: WorkingCalendar
) -> datetime:
    """Return by when a body outside has to acknowledge a report handed over to it.

    By the kind's rule that is in force on that day, else within ACKNOWLEDGE_DAYS.
    """
    day = handed_over_at.astimezone(ZONE).date()
    for rule in rules:
        if rule.stage == Stage.RECEIPT and rule.holds(day):
            return _add(handed_over_at, rule.length, Unit(rule.unit), calendar)
    return _add(handed_over_at, ACKNOWLEDGE_DAYS, Unit.DAY, calendar)


def _add(start: datetime, length: int, unit: Unit, calendar: WorkingCalendar) -> datetime:
    """Return the end of a limit. Hours run on; days end with the last day.

    If a year's days off are not entered yet, all its weekdays count as worked: that only makes the
    deadline earlier, while refusing the report would be worse.
    """
    if unit in {Unit.MINUTE, Unit.HOUR}:
        return start + timedelta(**{f"{unit.value}s": length})
    local = start.astimezone(ZONE)
    try:
        day = _last_day(local.date(), length, unit, calendar)
    except YearNotLoaded:
        years = calendar.years_with_tet | {local.year, local.year + 1}
        day = _last_day(local.date(), length, unit, replace(calendar, years_with_tet=years))
    return end_of(day)


def _last_day(start: date, length: int, unit: Unit, calendar: WorkingCalendar) -> date:
    if unit is Unit.WORKING_DAY:
        return calendar.add_working_days(start, length)
    if unit is Unit.MONTH:
        return calendar.add_months(start, length)
    return calendar.add_calendar_days(start, length)
