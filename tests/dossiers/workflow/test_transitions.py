"""The table of transitions: who may make which move, and what it needs."""

from itertools import product

import pytest

from dossiers.workflow import (
    FINAL,
    MEANINGS,
    TRANSITIONS,
    Actor,
    Need,
    State,
    Status,
    offers,
    path,
    refusals,
)
from tests.dossiers.factories import at, facts
from tests.for_each import for_each

NOW = at("2026-11-20 10:00")
S = Status
# The table of the domain, written down a second time: source, accepted or not, targets.
DOMAIN = {
    (None, False): {S.SUBMITTED, S.ACCEPTED},
    (S.SUBMITTED, False): {
        S.ACCEPTED,
        S.DECLINED,
        S.SUPPLEMENT_REQUIRED,
        S.PAYMENT_REQUIRED,
        S.WITHDRAWN,
    },
    (S.ACCEPTED, True): {
        S.PROCESSING,
        S.SUPPLEMENT_REQUIRED,
        S.PAYMENT_REQUIRED,
        S.WITHDRAWN,
        S.SUSPENDED,
        S.STOPPED,
    },
    (S.PROCESSING, True): {
        S.SUPPLEMENT_REQUIRED,
        S.PAYMENT_REQUIRED,
        S.WITHDRAWN,
        S.SUSPENDED,
        S.STOPPED,
        S.COMPLETED,
    },
    (S.SUPPLEMENT_REQUIRED, False): {S.SUBMITTED, S.ACCEPTED, S.DECLINED, S.WITHDRAWN, S.STOPPED},
    (S.SUPPLEMENT_REQUIRED, True): {S.PROCESSING, S.DECLINED, S.WITHDRAWN, S.SUSPENDED, S.STOPPED},
    (S.PAYMENT_REQUIRED, False): {S.ACCEPTED, S.WITHDRAWN, S.STOPPED},
    (S.PAYMENT_REQUIRED, True): {
        S.ACCEPTED,
        S.PROCESSING,
        S.WITHDRAWN,
        S.SUSPENDED,
        S.STOPPED,
        S.COMPLETED,
    },
    (S.SUSPENDED, True): {S.PROCESSING, S.WITHDRAWN},
    (S.COMPLETED, True): {S.RETURNED},
}
NEVER_ACCEPTED = {None, S.SUBMITTED}
ONLY_ACCEPTED = {S.ACCEPTED, S.PROCESSING, S.SUSPENDED, S.COMPLETED, S.RETURNED}
REACHABLE = [
    (status, accepted)
    for status, accepted in product([None, *S], (False, True))
    if status not in (NEVER_ACCEPTED if accepted else ONLY_ACCEPTED)
]


def codes(found):
    return [refusal.code for refusal in found]


@for_each("role", Actor)
@for_each("target", S)
@for_each(("status", "accepted"), REACHABLE, ids=str)
def test_transitions_match_the_domain_table(status, accepted, target, role):
    allowed = target in DOMAIN.get((status, accepted), set())
    found = refusals(State(status, accepted), target, role, facts(target, at=NOW), NOW)
    assert (not found) is allowed
    assert (target in {offer.target for offer in offers(State(status, accepted), role)}) is allowed
    if not allowed:
        assert codes(found) == ["same_status" if status is target else "transition_impossible"]
        assert found[0].text[-1] == "."


def test_no_transition_leaves_a_final_status():
    assert [move for move in TRANSITIONS if move.source in FINAL] == []


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Actor.OFFICER, ["manager_needed"]),
        (Actor.MANAGER, []),
        (Actor.IMPORT, []),
        (Actor.MACHINE, []),
    ],
)
def test_a_second_supplement_needs_a_manager(role, expected):
    state = State(S.PROCESSING, accepted=True, supplements=1)
    assert (
        codes(
            refusals(state, S.SUPPLEMENT_REQUIRED, role, facts(S.SUPPLEMENT_REQUIRED, at=NOW), NOW)
        )
        == expected
    )
    assert (S.SUPPLEMENT_REQUIRED in {offer.target for offer in offers(state, role)}) is not bool(
        expected
    )


@pytest.mark.parametrize(
    ("state", "target", "expected"),
    [
        (State(None), S.COMPLETED, [S.ACCEPTED, S.PROCESSING, S.COMPLETED]),
        (State(S.SUBMITTED), S.RETURNED, [S.ACCEPTED, S.PROCESSING, S.COMPLETED, S.RETURNED]),
        (State(S.SUSPENDED, accepted=True), S.COMPLETED, [S.PROCESSING, S.COMPLETED]),
        # the reason has its own check
        (
            State(S.SUBMITTED),
            S.STOPPED,
            [S.ACCEPTED, S.STOPPED],
        ),
        (State(S.PROCESSING, accepted=True), S.SUBMITTED, None),  # backwards
        (State(S.RETURNED, accepted=True), S.PROCESSING, None),
    ],
)
def test_paths_avoid_steps_that_need_unknown_facts(state, target, expected):
    steps = path(state, target, Actor.IMPORT)
    assert steps == expected
    assert not any(MEANINGS[step].needs & set(Need) for step in (steps or [])[:-1])
