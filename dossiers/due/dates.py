"""When a dossier is due, and which of its three moments moves when. Reads and writes no database.

`reckoned_at` is what its limit gives, `promised_at` what the source said last, or we first, and
`due_at` holds. A pause moves it later, never earlier:

    what happens                    reckoned_at    due_at                          promised_at
    accepted; a pause ends          limit          latest of: as it was, the       due_at, if it is
    (`settle`)                                     limit, moved as the limit       the first
                                                   moved
    the source promises a day       as it was,     that day                        that day
    (`promise_due`)                 or limit (*)
    an apology (`effects.extend`)   the new day    the new day                     as it was
    days off change                 limit          moved as the limit moved        as it was
    (`recomputing`)

(*) Without a limit the days until the promised one are its limit, so that pauses can move it.
"""

from collections.abc import Sequence
from datetime import datetime

from dossiers.due import clock
from dossiers.models import Dossier
from dossiers.workflow import FINAL, Status
from offices.working_time.calendar import WorkingCalendar, YearNotLoaded

_NO_RESULT = FINAL - {Status.RETURNED}


def due_of(
    dossier: Dossier, pauses: Sequence[clock.Pause], calendar: WorkingCalendar
) -> datetime | None:
    """Return when the dossier is due by its limit; without a limit the date stays as it is.

    Raises YearNotLoaded.
    """
    if dossier.accepted_at is None or dossier.limit_value is None:
        return dossier.due_at
    terms = clock.Terms(
        dossier.accepted_at,
        dossier.limit_value,
        dossier.limit_unit,
        dossier.same_day_cutoff,
        dossier.extended_at,
        dossier.extended_to,
    )
    return clock.due(terms, pauses, calendar)


def reckoned(
    dossier: Dossier, pauses: Sequence[clock.Pause], calendar: WorkingCalendar
) -> datetime | None:
    """Return what the limit gives; None while a year that it needs is missing."""
    try:
        return due_of(dossier, pauses, calendar)
    except YearNotLoaded:
        return None


def settle(dossier: Dossier, pauses: Sequence[clock.Pause], calendar: WorkingCalendar) -> None:
    """Set when a dossier is due whose clock runs, or has ended.

    Raises YearNotLoaded, unless the date decides nothing: of what ended without a result, and of a
    result that was there in time before the pause was counted.
    """
    before, old, completed = dossier.due_at, dossier.reckoned_at, dossier.completed_at
    try:
        dossier.reckoned_at = due_of(dossier, pauses, calendar)
    except YearNotLoaded:
        in_time = completed is not None and before is not None and completed <= before
        if not in_time and dossier.status not in _NO_RESULT:
            raise
        return
    found = [moment for moment in (before, dossier.reckoned_at) if moment]
    if before and old and dossier.reckoned_at:
        found.append(clock.follow(before, old, dossier.reckoned_at))
    dossier.due_at = max(found, default=None)
    dossier.promised_at = dossier.promised_at or dossier.due_at


def promise_due(dossier: Dossier, due_at: datetime, calendar: WorkingCalendar) -> None:
    """Set a due moment that the source promised.

    Without a limit it counts as one in days, so that pauses can move it. It stays as it is while
    the limit gives what it gives now.
    """
    dossier.due_at = dossier.promised_at = due_at
    if dossier.limit_value is None and dossier.accepted_at:
        days = (clock.local_day(due_at) - clock.local_day(dossier.accepted_at)).days
        dossier.limit_value, dossier.limit_unit = max(days, 0), "day"
        dossier.reckoned_at = reckoned(dossier, (), calendar)


def due_details(before: datetime | None, after: datetime | None) -> dict[str, str | None]:
    """Return the details of an event that moved the due date."""
    return {
        "due_from": before.isoformat() if before else None,
        "due_to": after.isoformat() if after else None,
    }
