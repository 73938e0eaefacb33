"""Locking a citizen, and refusing those who may not act any more: the one rule of every app.

Every act that writes something of a citizen locks the citizen first, and only then the question
or request itself. Erasing takes its locks in the same order, so the two cannot deadlock. What must
not lead to its writer, reports and ratings, locks no row of the citizen: `stay_without_lock`.
What others write about citizens, such as notices, holds them: `hold_citizens`.
"""

from collections.abc import Collection
from enum import Enum, auto

from django.db import connection

from citizens.models import Citizen
from foundation.api.problems import Problem
from foundation.database.prepared import Given, Prepared
from foundation.records.turns import take_turn


class Act(Enum):
    """Why a citizen is locked. It decides who is refused."""

    NEW_CONTENT = auto()  # the citizen adds something: a question, a rating, a photo, a number
    # The citizen uses a right over their data: requests, consents, the own name, log-out.
    # Law 91/2025/QH15, article 4, gives these rights to everyone, so blocked citizens keep them.
    DATA_RIGHT = auto()
    # An officer or the service acts on what is there. The state of the case decides, not that of
    # the citizen: cases of citizens who are blocked or erased have to be closed too.
    CASE_WORK = auto()
    # The citizen is erased: nobody may hold them meanwhile.
    ERASURE = auto()


_THERE = Prepared(
    lambda: Citizen.objects.filter(pk=Given("pk"), erased_at__isnull=True).values_list(
        "pk", flat=True
    ),
    hold=True,
)
_HELD = Prepared(lambda: Citizen.objects.select_for_update(no_key=True).filter(pk=Given("pk")))
_ALONE = Prepared(lambda: Citizen.objects.select_for_update().filter(pk=Given("pk")))


def lock_citizen(number: int, act: Act = Act.NEW_CONTENT) -> Citizen:
    """Lock the row of the citizen with this id until the transaction ends, and return it.

    Raises Problem `session_ended` if the citizen may not do this: new content is refused to blocked
    and erased citizens, data rights to erased ones. Blocking and erasing end all sessions, so this
    concerns requests that were already under way.

    Only an erasure waits for those who hold the citizen, and they for it. Two acts of the citizen
    wait for each other, but nobody else for them: a closure that holds windows tells those who
    book at that moment.
    """
    citizen = (_ALONE if act is Act.ERASURE else _HELD).first(pk=number)
    if citizen is None or not _may(citizen, act):
        raise Problem("session_ended")
    return citizen


def hold_citizens(numbers: Collection[int]) -> frozenset[int]:
    """Return which of these citizens are not erased, and stay so until the transaction ends.

    For new rows about citizens who may be erasing their data at this moment. The lock is the one
    that PostgreSQL takes for a foreign key: those who hold the same citizen do not wait for each
    other, only for an erasure. In one order for everybody. SQLite has only one writer.
    """
    if not numbers:
        return frozenset()
    rows = Citizen.objects.filter(pk__in=numbers, erased_at__isnull=True)
    keys = rows.order_by("pk").values_list("pk", flat=True)
    if connection.vendor != "postgresql":
        return frozenset(keys)
    sql, parameters = keys.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FOR KEY SHARE", parameters)
        return frozenset(pk for (pk,) in cursor.fetchall())


def hold_citizen(number: int) -> None:
    """Hold one citizen likewise. Raises Problem `session_ended` for an erased one."""
    if _THERE.first(pk=number) is None:
        raise Problem("session_ended")


def stay_without_lock(number: int, mark: str, act: Act = Act.NEW_CONTENT) -> Citizen:
    """Return the citizen with this id, who is not erased until the transaction ends. Locks no row.

    A lock would leave the transaction's id in the citizen's row, and the same id in all that the
    transaction writes: so whoever reads the tables would know who wrote a rating or a report. Here
    erasing waits its turn for `mark`, a keyed hash: the part that erases such rows takes it, too.

    Raises Problem `session_ended` as `lock_citizen`.
    """
    take_turn(mark)
    citizen: Citizen | None = Citizen.objects.filter(pk=number).first()
    if citizen is None or not _may(citizen, act):
        raise Problem("session_ended")
    return citizen


def _may(citizen: Citizen, act: Act) -> bool:
    if act in (Act.CASE_WORK, Act.ERASURE):
        return True
    if act is Act.DATA_RIGHT:
        return citizen.erased_at is None
    return citizen.erased_at is None and citizen.blocked_at is None
