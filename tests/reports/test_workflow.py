"""The table of moves, written down a second time."""

import pytest

from reports.workflow import (
    CONCLUSIONS,
    DUE,
    ENDED,
    OPEN,
    RULES,
    Desk,
    Move,
    Outcome,
    Party,
    Status,
    Traits,
    end_of,
    is_allowed,
)

M, S, P = Move, Status, Party
# Move: who, from which statuses, to which (None: where it was before).
DOMAIN = {
    M.RECEIVE: (P.RECEIVER, {S.SENT}, S.RECEIVED),
    M.RECLASSIFY: (P.RECEIVER, {S.SENT, S.RECEIVED}, "same"),
    M.ASK_MORE: (P.VERIFIER, {S.RECEIVED, S.VERIFYING}, S.NEED_MORE),
    M.SUPPLY: (P.CITIZEN, {S.NEED_MORE}, None),
    M.REMIND: (P.WORKER, {S.NEED_MORE}, None),
    M.TAKE: (P.VERIFIER, {S.RECEIVED, S.NEED_MORE, S.VERIFYING}, "same"),
    M.ASSIGN: (P.VERIFIER, {S.RECEIVED, S.NEED_MORE, S.VERIFYING, S.DISPUTED}, "same"),
    M.PASS_ON: (P.RECEIVER, {S.RECEIVED}, "same"),
    M.ACCEPT: (P.RECEIVER, {S.RECEIVED}, "same"),
    M.SEND_BACK: (P.RECEIVER, {S.RECEIVED}, "same"),
    M.TAKE_ON: (P.LEADER, {S.RECEIVED}, S.VERIFYING),
    M.EXTEND: (P.LEADER, {S.VERIFYING}, "same"),
    M.PROPOSE: (P.VERIFIER, {S.VERIFYING}, "same"),
    M.CONCLUDE: (P.LEADER, {S.VERIFYING}, S.CONCLUDED),
    M.HAND_OVER: (P.LEADER, {S.RECEIVED, S.VERIFYING}, S.CONCLUDED),
    M.ACKNOWLEDGE: (P.RECEIVER, {S.CONCLUDED}, "same"),
    M.DECLINE: (P.LEADER, {S.RECEIVED}, S.DECLINED),
    M.MERGE: (P.RECEIVER, {S.RECEIVED, S.VERIFYING}, S.MERGED),
    M.SPLIT: (P.RECEIVER, {S.MERGED}, None),
    M.WITHDRAW: (P.CITIZEN, {S.SENT, S.RECEIVED, S.NEED_MORE, S.VERIFYING}, S.WITHDRAWN),
    M.DISPUTE: (P.CITIZEN, {S.CONCLUDED, S.DECLINED, S.MERGED}, S.DISPUTED),
    M.REOPEN: (P.OTHER_LEADER, {S.DISPUTED}, S.VERIFYING),
    M.UPHOLD: (P.OTHER_LEADER, {S.DISPUTED}, None),
}
# What a crime report may not do, and what only it may.
NEVER_OF_CRIME = {M.ASK_MORE, M.DECLINE, M.WITHDRAW}
ORDINARY, CRIME = Traits(), Traits(is_crime=True)
PLAIN = Traits(plain=True)


def lawful(traits):
    return {
        (move, status) for move in Move for status in Status if is_allowed(move, status, traits)
    }


def test_the_table_of_moves_is_that_of_the_domain():
    assert lawful(ORDINARY) == {(move, at) for move, row in DOMAIN.items() for at in row[1]}


def test_crime_is_never_declined_and_a_wish_to_withdraw_is_only_noted():
    wished = {(M.WISH_WITHDRAWN, at) for at in (S.SENT, S.RECEIVED, S.NEED_MORE, S.VERIFYING)}
    never = {(move, at) for move in NEVER_OF_CRIME for at in DOMAIN[move][1]}
    assert lawful(CRIME) == (lawful(ORDINARY) - never) | wished


def test_a_wish_to_withdraw_is_the_senders_and_moves_nothing():
    rule = RULES[M.WISH_WITHDRAWN]
    assert rule.party is P.CITIZEN
    assert all(end is start for start, end in rule.ends.items())


def test_opinions_and_site_reports_are_concluded_without_verification():
    assert lawful(PLAIN) - lawful(ORDINARY) == {(M.CONCLUDE, S.RECEIVED), (M.PROPOSE, S.RECEIVED)}


def test_what_somebody_holds_nobody_takes():
    held = lawful(Traits(held=True))
    assert lawful(ORDINARY) - held == {(M.TAKE, at) for at in DOMAIN[M.TAKE][1]}


def test_only_what_was_proposed_is_given_back():
    assert lawful(Traits(proposed=True)) - lawful(ORDINARY) == {
        (M.GIVE_BACK, S.RECEIVED),
        (M.GIVE_BACK, S.VERIFYING),
    }


def test_returning_a_proposal_is_a_leaders_and_moves_nothing():
    rule = RULES[M.GIVE_BACK]
    assert rule.party is P.LEADER
    assert all(end is start for start, end in rule.ends.items())


@pytest.mark.parametrize("move", DOMAIN)
def test_each_move_ends_where_the_domain_says(move):
    party, starts, end = DOMAIN[move]
    assert RULES[move].party is party
    for start in starts:
        expected = {"same": start, None: S.VERIFYING}.get(end, end)
        assert end_of(move, start, before=S.VERIFYING) == expected


def test_a_hand_over_is_no_conclusion_of_a_leader():
    assert set(CONCLUSIONS) == set(Outcome) - {Outcome.HANDED_OVER}


def test_the_clock_runs_in_every_status_that_is_not_decided():
    decided = {S.CONCLUDED, S.DECLINED, S.MERGED, S.WITHDRAWN}
    assert set(DUE) == set(OPEN) == set(Status) - decided
    assert set(ENDED) == decided


def test_every_desk_but_the_general_one_asks_for_a_permission():
    from reports.querysets import DESK_PERMISSIONS

    assert set(Desk) - set(DESK_PERMISSIONS) == {Desk.GENERAL}
