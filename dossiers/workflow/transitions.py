"""The table of lawful moves between statuses, and who may make them.

No official graph was found: the table is derived from practice. Pure: no database, no clock.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import lru_cache

from dossiers.workflow.statuses import FINAL, MEANINGS, Need, Status


class Actor(Enum):
    """Who makes a move."""

    OFFICER = "officer"  # of the dossier's office, or of one above it
    MANAGER = "manager"  # an officer with the permission `manage_dossier`
    IMPORT = "import"  # a file of the ministry's system, loaded by an officer
    MACHINE = "machine"  # the province's connector


class When(Enum):
    """Whether a move needs a dossier that is accepted, or one that is not."""

    ALWAYS = "always"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True)
class Move:
    """One lawful move. `source` is None for a new dossier."""

    source: Status | None
    target: Status
    when: When = When.ALWAYS
    by: frozenset[Actor] = frozenset(Actor)


def _moves(source: Status | None, *targets: Status, when: When = When.ALWAYS) -> tuple[Move, ...]:
    return tuple(Move(source, target, when) for target in targets)


S = Status
_TO_ANYWHERE = (S.SUPPLEMENT_REQUIRED, S.PAYMENT_REQUIRED, S.WITHDRAWN)
TRANSITIONS: tuple[Move, ...] = (
    *_moves(None, S.SUBMITTED, S.ACCEPTED),
    *_moves(S.SUBMITTED, S.ACCEPTED, S.DECLINED, *_TO_ANYWHERE),
    *_moves(S.ACCEPTED, S.PROCESSING, *_TO_ANYWHERE, S.SUSPENDED, S.STOPPED),
    *_moves(S.PROCESSING, *_TO_ANYWHERE, S.SUSPENDED, S.STOPPED, S.COMPLETED),
    *_moves(S.SUPPLEMENT_REQUIRED, S.SUBMITTED, S.ACCEPTED, when=When.NOT_ACCEPTED),
    # Before acceptance there is no clock to suspend, and processing has to wait.
    *_moves(S.SUPPLEMENT_REQUIRED, S.PROCESSING, S.SUSPENDED, when=When.ACCEPTED),
    *_moves(S.SUPPLEMENT_REQUIRED, S.DECLINED, S.WITHDRAWN, S.STOPPED),
    *_moves(S.PAYMENT_REQUIRED, S.ACCEPTED, S.WITHDRAWN, S.STOPPED),
    *_moves(S.PAYMENT_REQUIRED, S.PROCESSING, S.SUSPENDED, S.COMPLETED, when=When.ACCEPTED),
    *_moves(S.SUSPENDED, S.PROCESSING, S.WITHDRAWN),
    *_moves(S.COMPLETED, S.RETURNED),
)
# Papers are asked for once, all in one notice; asking again needs a manager (NĐ 61/2018 Đ17). An
# import and the connector only report what the ministry's system has already done.
SECOND_SUPPLEMENT = frozenset({Actor.MANAGER, Actor.IMPORT, Actor.MACHINE})


@dataclass(frozen=True)
class State:
    """What the table needs to know of a dossier. `status` is None before it exists.

    `last_at` is the last moment of a change that somebody stated, `began_at` when it was accepted,
    or else submitted.
    """

    status: Status | None
    accepted: bool = False
    supplements: int = 0
    last_at: datetime | None = None
    began_at: datetime | None = None


@dataclass(frozen=True)
class Offer:
    """A move that somebody may make now, and what it needs."""

    target: Status
    needs: frozenset[Need] = field(default_factory=frozenset)


def offers(state: State, actor: Actor) -> list[Offer]:
    """Return the moves that `actor` may make from `state`, in the order of the statuses."""
    found = [
        move
        for move in TRANSITIONS
        if _fits(move, state) and actor in permitted_actors(move, state)
    ]
    return sorted(
        (Offer(move.target, MEANINGS[move.target].needs) for move in found),
        key=lambda offer: list(Status).index(offer.target),
    )


def path(state: State, target: Status, actor: Actor) -> list[Status] | None:
    """Return the shortest lawful way to `target`, or None.

    For files that tell only the last status: known «submitted», told «completed». Every step but
    the last must need nothing, since a reason, papers or a fee cannot be guessed.
    """
    waiting: list[tuple[State, list[Status]]] = [(state, [])]
    seen = {(state.status, state.accepted)}
    for current, steps in waiting:
        for offer in offers(current, actor):
            if offer.target is target:
                return [*steps, target]
            following = State(
                offer.target,
                current.accepted or offer.target is Status.ACCEPTED,
                current.supplements,
            )
            if (
                not offer.needs
                and offer.target not in FINAL
                and (following.status, following.accepted) not in seen
            ):
                seen.add((following.status, following.accepted))
                waiting.append((following, [*steps, offer.target]))
    return None


@lru_cache(maxsize=512)  # more than there are arguments; a long file repeats a few of them
def find_move(source: Status | None, accepted: bool, target: Status) -> Move | None:  # noqa: FBT001  # a part of the state
    """Return the move between two statuses, if the table has it."""
    state = State(source, accepted)
    return next(
        (move for move in TRANSITIONS if move.target is target and _fits(move, state)), None
    )


def _fits(move: Move, state: State) -> bool:
    return move.source == state.status and (
        move.when is When.ALWAYS or (move.when is When.ACCEPTED) == state.accepted
    )


def permitted_actors(move: Move, state: State) -> frozenset[Actor]:
    """Return who may make the move; asking for papers again needs a manager (NĐ 61/2018 Đ17)."""
    second = move.target is Status.SUPPLEMENT_REQUIRED and state.supplements > 0
    return move.by & SECOND_SUPPLEMENT if second else move.by
