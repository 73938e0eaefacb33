"""The table of moves, written down a second time."""

import pytest

from announcements.workflow import (
    LISTED,
    PUBLIC,
    RULES,
    Kind,
    Move,
    Party,
    State,
    end_of,
    is_allowed,
)

M, S, P = Move, State, Party
STANDING = {S.PUBLISHED, S.CORRECTING}
# Move: who, from which states, to which.
DOMAIN = {
    M.SUBMIT: (P.EDITOR, {S.DRAFT}, S.SUBMITTED),
    M.RETURN: (P.APPROVER, {S.SUBMITTED, S.APPROVED}, S.DRAFT),
    M.APPROVE: (P.OTHER_APPROVER, {S.SUBMITTED}, S.APPROVED),
    M.PUBLISH: (P.WORKER, {S.APPROVED}, S.PUBLISHED),
    M.PROPOSE: (P.EDITOR, {S.PUBLISHED}, S.CORRECTING),
    M.TURN_DOWN: (P.APPROVER, {S.CORRECTING}, S.PUBLISHED),
    M.CORRECT: (P.OTHER_APPROVER, {S.CORRECTING}, S.PUBLISHED),
    M.PIN: (P.APPROVER, STANDING, "same"),
    M.UNPIN: (P.APPROVER, STANDING, "same"),
    M.PROLONG: (P.APPROVER, {S.APPROVED, *STANDING}, "same"),
    M.RECONFIRM: (P.APPROVER, STANDING, "same"),
    M.EXPIRE: (P.WORKER, STANDING, S.EXPIRED),
    M.WITHDRAW: (P.APPROVER, {S.APPROVED, *STANDING, S.EXPIRED}, S.WITHDRAWN),
    M.REVOKE: (P.REVOKER, {*STANDING, S.EXPIRED}, S.WITHDRAWN),
    M.DISCARD: (P.EDITOR, {S.DRAFT}, S.DISCARDED),
    M.ERASE: (P.WORKER, {S.DRAFT, S.SUBMITTED, S.APPROVED, S.DISCARDED}, S.DISCARDED),
}
# What citizens were shown leaves a tombstone.
ERASED_TO_A_TOMBSTONE = {S.EXPIRED, S.WITHDRAWN}
ONLY_FOR = {M.RECONFIRM: {Kind.WANTED}, M.REVOKE: {Kind.WANTED, Kind.MISSING}}


def lawful(kind):
    return {(move, state) for move in Move for state in State if is_allowed(move, state, kind)}


@pytest.mark.parametrize("kind", Kind)
def test_the_table_of_moves_is_that_of_the_domain(kind):
    of_kind = [move for move in DOMAIN if kind in ONLY_FOR.get(move, {kind})]
    expected = {(move, state) for move in of_kind for state in DOMAIN[move][1]}
    assert lawful(kind) == expected | {(M.ERASE, state) for state in ERASED_TO_A_TOMBSTONE}


@pytest.mark.parametrize("move", Move)
def test_each_move_ends_where_the_domain_says(move):
    party, starts, end = DOMAIN[move]
    assert RULES[move].party is party
    assert {end_of(move, at) for at in starts} == (starts if end == "same" else {end})
    assert all(end != "same" or end_of(move, at) == at for at in starts)


def test_what_citizens_were_shown_is_erased_to_a_tombstone():
    assert {end_of(M.ERASE, at) for at in ERASED_TO_A_TOMBSTONE} == {S.WITHDRAWN}


def test_an_expired_announcement_keeps_its_page_and_leaves_the_lists():
    assert set(LISTED) == STANDING
    assert set(PUBLIC) == {*STANDING, S.EXPIRED}
