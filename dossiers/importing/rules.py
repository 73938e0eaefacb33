"""What a row says against what is known, and what happens then: the tables of decision 54.

A moment is stated where the source or an officer gave it. It is inferred where a file or a delivery
only shows that something had happened by then: that never outranks a stated one. The two tables
cover every case; `deciding` carries them out.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, auto
from typing import NamedTuple

from dossiers.due.clock import local_day
from dossiers.importing.dates import Moment
from dossiers.importing.rows import Row
from dossiers.importing.run import Run
from dossiers.models import Dossier
from dossiers.workflow import Status


class Told(Enum):
    """The status of a row, seen from the one that is known."""

    SAME = auto()
    AHEAD = auto()  # the table of transitions leads there
    ELSEWHERE = auto()


class Date(Enum):
    """The due date of a row, seen from the one that holds."""

    UNSAID = auto()  # or of no use, before the acceptance
    FIRST = auto()  # none was known
    AS_BEFORE = auto()  # as the source said before: what moved since was moved here
    AS_OURS = auto()  # the source follows us
    ANOTHER = auto()


class Age(Enum):
    """Whether a row is newer than what is known, or only as old."""

    NEWER = auto()
    OLDER = auto()


class Then(Enum):
    """What happens."""

    NOTHING = auto()
    MOVE = auto()  # the steps up to the status are taken; the citizen is told of the last one
    RENEW = auto()  # another fee, other papers, another reason: taken over, and told
    PROMISE = auto()  # the date is promised; told if the status is not
    REMEMBER = auto()  # what the source says now is noted, no more
    ASK = auto()  # an officer decides


STATUS: Mapping[tuple[Told, Age], Then] = {
    (Told.SAME, Age.NEWER): Then.RENEW,
    (Told.SAME, Age.OLDER): Then.NOTHING,
    (Told.AHEAD, Age.NEWER): Then.MOVE,
    (Told.AHEAD, Age.OLDER): Then.ASK,
    (Told.ELSEWHERE, Age.NEWER): Then.ASK,
    (Told.ELSEWHERE, Age.OLDER): Then.ASK,
}
# None of these holds the status back.
DUE: Mapping[tuple[Date, Age], Then] = {
    (Date.UNSAID, Age.NEWER): Then.NOTHING,
    (Date.UNSAID, Age.OLDER): Then.NOTHING,
    (Date.FIRST, Age.NEWER): Then.PROMISE,
    (Date.FIRST, Age.OLDER): Then.PROMISE,
    (Date.AS_BEFORE, Age.NEWER): Then.NOTHING,
    (Date.AS_BEFORE, Age.OLDER): Then.NOTHING,
    (Date.AS_OURS, Age.NEWER): Then.REMEMBER,
    (Date.AS_OURS, Age.OLDER): Then.NOTHING,
    (Date.ANOTHER, Age.NEWER): Then.ASK,
    (Date.ANOTHER, Age.OLDER): Then.NOTHING,
}


class Stated(NamedTuple):
    """The moment that a row states for a step, and whether it is of the step itself."""

    moment: Moment
    inferred: bool = False


_ENDED = (Status.DECLINED, Status.WITHDRAWN, Status.STOPPED)


def stated(target: Status, row: Row, *, accepted: bool) -> Stated | None:
    """Return what a row states of a step to `target`; `accepted` if the dossier is by then.

    An accepted dossier that comes back to «accepted» does so at a moment that no column has. A
    result that was handed over was there by then.
    """
    found = {
        Status.ACCEPTED: None if accepted else row.accepted_at,
        Status.COMPLETED: row.completed_at,
        Status.RETURNED: row.returned_at,
        **dict.fromkeys(_ENDED, row.completed_at or row.returned_at),
    }.get(target)
    if found is None and target is Status.COMPLETED and row.returned_at:
        return Stated(row.returned_at, inferred=True)
    return Stated(found) if found else None


def told(row: Row, dossier: Dossier, *, is_ahead: bool) -> Told:
    """Return where the row's status is; number 8 may be either of two."""
    either = row.either_eight and dossier.status in {Status.SUSPENDED, Status.STOPPED}
    if either or dossier.status == row.status:
        return Told.SAME
    return Told.AHEAD if is_ahead else Told.ELSEWHERE


def age_of_status(where: Told, row: Row, dossier: Dossier, run: Run) -> Age:
    """Return whether the status is news: a stated moment against stated ones, else the file's age.

    A day without an hour is as old as its day, an hour without a second as its minute.
    """
    found = stated(row.status, row, accepted=dossier.accepted_at is not None)
    if where is not Told.AHEAD or found is None:
        return age_of_row(dossier, run)
    last = dossier.stated_at
    if last is None:
        return Age.NEWER
    return Age.OLDER if found.moment.at < found.moment.cut(last) else Age.NEWER


def age_of_row(dossier: Dossier, run: Run) -> Age:
    """Return whether the file or delivery is as new as what is known."""
    known = max(dossier.status_since, dossier.known_as_of or dossier.status_since)
    return Age.OLDER if run.as_of < known else Age.NEWER


def date(due: datetime | None, dossier: Dossier) -> Date:
    """Return where the row's due date is."""
    if due is None or dossier.accepted_at is None:
        return Date.UNSAID
    if dossier.due_at is None:
        return Date.FIRST if due >= dossier.accepted_at else Date.UNSAID
    day = local_day(due)
    if dossier.promised_at and day == local_day(dossier.promised_at):
        return Date.AS_BEFORE
    return Date.AS_OURS if day == local_day(dossier.due_at) else Date.ANOTHER
