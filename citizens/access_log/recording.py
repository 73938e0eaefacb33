"""The only writer of the access log."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import structlog
from django.contrib.auth.models import User
from django.db import transaction

from citizens.access_log.kinds import Key
from citizens.locking import hold_citizen
from citizens.models import AccessEntry, Citizen
from foundation.api import logs
from foundation.api.problems import Problem
from foundation.counting import windows
from foundation.database.inserting import insert
from foundation.desk.change_log.recording import office_of

log = structlog.get_logger("police_portal.access")

Action = AccessEntry.Action
Where = AccessEntry.Where
MAX_KEYS = 1000  # kept in one entry; `count` tells the whole number
MAX_KEY = 2**63 - 1
REFUSALS_AN_HOUR = 60  # of one citizen: a flood must not fill the disk


@dataclass(frozen=True)
class Machine:
    """A connector, named by the public id of its key, or a command, named as it is called."""

    name: str


Actor = User | Citizen | Machine | None  # None: the system itself


def record(  # noqa: PLR0913  # one argument for each part of the sentence that an entry is
    *,
    actor: Actor,
    action: AccessEntry.Action,
    subject: tuple[str, Iterable[Key]],
    where: AccessEntry.Where,
    allowed: bool = True,
    request_id: str = "",
    count: int | None = None,
) -> AccessEntry:
    """Append an entry and return it.

    Call it before the data is shown, so that nothing is shown if the entry cannot be written.

    `subject` is the kind and the internal ids. The first 1,000 ids are kept. `count` is the number
    of rows, if it is not the number of ids. Raises TypeError for an id that is neither a number nor
    a UUID, because any other id could be personal, and Problem `session_ended` for a citizen who
    erased their data meanwhile.
    """
    kind, keys = subject[0], list(subject[1])
    if not all(isinstance(key, int | UUID) and not isinstance(key, bool) for key in keys):
        raise TypeError("only internal ids are logged")
    with _held(actor):
        entry = AccessEntry(
            **_columns_of(actor),
            action=action,
            allowed=allowed,
            subject_kind=kind,
            subjects=" ".join(str(key) for key in keys[:MAX_KEYS]),
            count=len(keys) if count is None else count,
            where=where,
            request_id=request_id or logs.request_id.get() or "",
        )
        insert(entry)
    return entry


@contextmanager
def _held(actor: Actor) -> Iterator[None]:
    """Keep an erasure of the actor away; of others one statement needs no transaction."""
    if not isinstance(actor, Citizen):
        yield
        return
    with transaction.atomic():
        hold_citizen(actor.pk)
        yield


def _columns_of(actor: Actor) -> dict[str, object]:
    match actor:
        case None:
            return {"actor_kind": AccessEntry.Actor.SYSTEM}
        case Machine():
            return {"actor_kind": AccessEntry.Actor.MACHINE, "machine": actor.name}
        case Citizen():
            return {"actor_kind": AccessEntry.Actor.CITIZEN, "citizen": actor}
    return {
        "actor_kind": AccessEntry.Actor.OFFICER,
        "officer": actor,
        "office_id": office_of(actor),
    }


def record_refusal(citizen: Citizen, kind: str, *keys: Key) -> Problem:
    """Record that a citizen asked for what is not theirs; return the `not_found` to raise.

    Call it for rows that do not exist and for rows of others alike, so that the time taken tells
    nothing. After 60 in an hour only the first is noted, in the server's log.
    """
    times = windows.count("access-refused", citizen.pk, windows.HOUR).times
    if times <= REFUSALS_AN_HOUR:
        # No row has a number above MAX_KEY.
        possible = [key for key in keys if isinstance(key, UUID) or key <= MAX_KEY]
        record(
            actor=citizen,
            action=Action.SEEN,
            subject=(kind, possible),
            where=Where.API,
            allowed=False,
        )
    elif times == REFUSALS_AN_HOUR + 1:
        log.warning("access_refusals_no_longer_recorded", citizen=citizen.pk)
    return Problem("not_found")
