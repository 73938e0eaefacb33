"""Makes the moves of a workflow: lock, version seen, table, right, effect, write, event, tell.

A room describes itself in a subclass of `Flow`. What an officer does is an effect, registered by
`Flow.does`: it gets the locked row and returns what changes. Nothing else writes a state.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import update_wrapper
from inspect import Parameter, signature
from typing import Any, ClassVar, Concatenate, Generic, NoReturn, ParamSpec, TypeVar, cast

import structlog
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from foundation.api.problems import Problem
from foundation.database.inserting import update
from foundation.events.recording import News, record
from foundation.moves.table import M, P, S, T, Table

R = TypeVar("R", bound=Model)  # the row that moves
E = TypeVar("E", bound=Model)  # the event that is appended for each move
A = ParamSpec("A")  # what an effect takes besides row and officer


@dataclass(frozen=True)
class Change:
    """What a move changes.

    `values` are columns besides those that every move sets, `words` are read by the other side,
    `internal` by officers only. `after` is called when the event is written and everybody told.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    words: str = field(default="", repr=False)
    internal: str = field(default="", repr=False)
    after: Callable[[], object] | None = None


NOTHING = Change()


@dataclass(frozen=True)
class Step(Generic[M, S]):
    """One move while it is made. `was` holds the columns that `Flow.compared` names, before it."""

    move: M
    start: S
    end: S
    at: datetime
    officer: User | None
    change: Change
    was: Mapping[str, Any]


class Refused(Problem):
    """A rule forbids what the table of moves allows: who asks can mend it and ask again."""


class Versioned(Generic[R]):
    """Rows that officers see, and which version of a row an officer has seen.

    `version` is the column that each change raises by one, "" if there is none. `moved_on` is the
    code of the Problem if somebody was faster.
    """

    version: ClassVar[str] = "events_count"
    moved_on: ClassVar[str] = "moved_on"

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[R]:
        """Return the rows that an officer may see."""
        raise NotImplementedError

    def seen_of(self, row: R) -> int | None:
        """Return the version of a row that an officer sees, None if there is none."""
        return getattr(row, self.version) if self.version else None

    def require_seen(self, row: R, seen: int | None) -> None:
        """Raise Problem `moved_on` if something happened to a locked row since it was read."""
        if seen is not None and seen != self.seen_of(row):
            raise Problem(self.moved_on)


class Flow(Versioned[R], Generic[R, M, P, S, T, E]):
    """What a room says of its workflow.

    `refused` is the code of the Problem if a rule forbids what the table allows, `log_event` the
    name in the log, `row_name` how the log calls the row's key.
    """

    table: Table[M, P, S, T]
    refused: ClassVar[str] = "moved_on"
    log_event: ClassVar[str]
    row_name: ClassVar[str]
    state: ClassVar[str] = "status"
    before: ClassVar[str] = ""  # the column of the state to which `Back.BEFORE` leads
    compared: ClassVar[tuple[str, ...]] = ()  # columns whose values before a move `tell` asks for

    # --- what a room says ------------------------------------------------------------------------

    def may_act_as(self, user: User | AnonymousUser, party: P) -> bool:
        """Return True if the roles of a user make them this party, whatever the row."""
        raise NotImplementedError

    def lock(self, row: R, *_others: R) -> R:
        """Lock the row and read it anew, with the rows of the same table that an effect takes."""
        return type(row)._default_manager.select_for_update().get(pk=row.pk)

    def traits_of(self, _row: R) -> T:
        """Return what the rules may ask, None if they ask nothing."""
        return cast("T", None)

    def rights_of(self, _row: R, officer: User) -> Callable[[M], bool]:
        """Return the question whether the officer may make a move, in whatever state the row is."""
        return lambda move: self.may_act_as(officer, self.table.rules[move].party)

    def values_of(self, _row: R, _step: Step[M, S]) -> dict[str, Any]:
        """Return the columns that follow from the move alone, besides the state."""
        return {}

    def derive(self, _row: R, _step: Step[M, S]) -> tuple[str, ...]:
        """Set columns that follow from the others, as deadlines do, and return their names."""
        return ()

    def append(self, row: R, step: Step[M, S]) -> E:
        """Append the event."""
        raise NotImplementedError

    def tell(self, _row: R, _step: Step[M, S], _event: E) -> None:
        """Queue notices and count, in the transaction of the move."""

    def news_of(self, _row: R, _step: Step[M, S], _event: E) -> News | None:
        """Return what other systems are told of the move, None if it is none of their business."""
        return None

    def admit(self, row: R, officer: User) -> None:
        """Refuse an officer for whom a locked row is out of sight, before anything is asked."""

    def forbid(self, _row: R, _move: M) -> NoReturn:
        """Refuse a move to which the officer has no right."""
        raise PermissionDenied

    def log(self, row: R, step: Step[M, S]) -> None:
        """Log the move, without words."""
        logger = structlog.get_logger(f"police_portal.{row._meta.app_label}")
        logger.info(self.log_event, **{self.row_name: row.pk}, move=str(step.move))

    # --- the engine ------------------------------------------------------------------------------

    def does(self, *moves: M) -> Callable[[Callable[Concatenate[R, User, A], Change]], "Act[R, A]"]:
        """Make a function the effect of a move; of several the one that the table allows.

        Raises TypeError if a state allows two of them.
        """
        starts = [state for move in moves for state in self.table.rules[move].ends]
        if len(starts) > len(set(starts)):
            raise TypeError(f"{moves}: a state allows two of them")

        def register(effect: Callable[Concatenate[R, User, A], Change]) -> Act[R, A]:
            return Act(self, moves, effect)

        return register

    def lawful_moves(self, row: R, officer: User) -> set[M]:
        """Return what the officer may do with the row now."""
        state, may = getattr(row, self.state), self.rights_of(row, officer)
        return self.table.lawful(state, self.traits_of(row), may)

    def refuse(self, detail: str) -> NoReturn:
        """Refuse what the table of moves allows, and say why."""
        raise Refused(self.refused, detail)

    def choose(self, row: R, *moves: M) -> M:
        """Return the first move that the table allows. Raises Problem `moved_on` for none."""
        state, traits = getattr(row, self.state), self.traits_of(row)
        for move in moves:
            if self.table.allows(move, state, traits):
                return move
        raise Problem(self.moved_on)

    def make_move(
        self, row: R, move: M, officer: User | None = None, change: Change = NOTHING
    ) -> E:
        """Write a lawful move of a locked row and everything that follows from it.

        Officers' moves come through an `Act`, which checked their right. Raises Problem `moved_on`.
        """
        before = getattr(row, self.before) if self.before else ""
        end = self.table.end_of(self.choose(row, move), self._state_of(row), before)
        step = self._step(row, move, end, officer, change)
        values = {self.state: step.end, **self.values_of(row, step), **change.values}
        if self.version:
            values[self.version] = getattr(row, self.version) + 1
        for name, value in values.items():
            setattr(row, name, value)
        update(row, [*values, *self.derive(row, step)])
        return self._record(row, step)

    def record(self, row: R, move: M, officer: User | None = None) -> E:
        """Append what is no move of the table: how a row came to be."""
        return self._record(row, self._step(row, move, self._state_of(row), officer, NOTHING))

    def _record(self, row: R, step: Step[M, S]) -> E:
        event = self.append(row, step)
        self.tell(row, step, event)
        if news := self.news_of(row, step, event):
            record([news])
        if step.change.after:
            step.change.after()
        self.log(row, step)
        return event

    def _state_of(self, row: R) -> S:
        return self.table.states(getattr(row, self.state))

    def _step(self, row: R, move: M, end: S, officer: User | None, change: Change) -> Step[M, S]:
        was = {name: getattr(row, name) for name in self.compared}
        return Step(move, self._state_of(row), end, timezone.now(), officer, change, was)


class Act(Generic[R, A]):
    """A move as an officer makes it, in one transaction.

    Raises Problem if somebody was faster or a rule forbids it, and PermissionDenied.
    """

    def __init__(
        self,
        flow: Flow[R, Any, Any, Any, Any, Any],
        moves: tuple[Any, ...],
        effect: Callable[Concatenate[R, User, A], Change],
    ) -> None:
        self.flow, self.moves, self.effect = flow, moves, effect
        update_wrapper(self, effect)

    def __call__(self, row: R, officer: User, *args: A.args, **kwargs: A.kwargs) -> R:
        """Make the move, whatever the officer has seen."""
        return self.seen(None)(row, officer, *args, **kwargs)

    def seen(self, version: int | None) -> Callable[Concatenate[R, User, A], R]:
        """Return the act of an officer who has seen this version of the row."""

        @transaction.atomic
        def make(row: R, officer: User, /, *args: A.args, **kwargs: A.kwargs) -> R:
            flow = self.flow
            others = (one for one in (*args, *kwargs.values()) if isinstance(one, type(row)))
            locked = flow.lock(row, *others)
            flow.admit(locked, officer)
            flow.require_seen(locked, version)
            move = flow.choose(locked, *self.moves)
            if not flow.rights_of(locked, officer)(move):
                flow.forbid(locked, move)
            flow.make_move(locked, move, officer, self.effect(locked, officer, *args, **kwargs))
            return locked

        return make

    @property
    def parameters(self) -> dict[str, bool]:
        """What the effect takes besides row and officer, by name; True where it has to be given."""
        taken = list(signature(self.effect).parameters.values())[2:]
        return {one.name: one.default is Parameter.empty for one in taken}
