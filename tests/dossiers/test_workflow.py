"""The table of transitions, whole: who may make which move, what it needs, what is refused."""

from datetime import timedelta
from itertools import product

import pytest

from dossiers.workflow import (
    FINAL,
    MAIN_WAY,
    MEANINGS,
    OPEN,
    PAUSED,
    RUNNING,
    TRANSITIONS,
    Actor,
    Facts,
    Need,
    State,
    Status,
    correction_refusals,
    offers,
    path,
    refusals,
)
from tests.dossiers.factories import at, facts
from tests.for_each import for_each

NOW = at("2026-11-20 10:00")
S = Status
# The domain's own words, written down a second time: source, accepted or not, targets.
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
def test_the_whole_table(status, accepted, target, role):
    allowed = target in DOMAIN.get((status, accepted), set())
    found = refusals(State(status, accepted), target, role, facts(target, at=NOW), NOW)
    assert (not found) is allowed
    assert (target in {offer.target for offer in offers(State(status, accepted), role)}) is allowed
    if not allowed:
        assert codes(found) == ["same_status" if status is target else "transition_impossible"]
        assert found[0].text[-1] == "."


def test_every_status_has_a_meaning_and_a_place():
    assert set(MEANINGS) == set(S)
    assert {meaning.number for meaning in MEANINGS.values()} == set(range(1, 11))
    assert (MEANINGS[S.SUSPENDED].number, MEANINGS[S.STOPPED].number) == (8, 8)
    assert {S.ACCEPTED, S.PROCESSING} == RUNNING
    assert {S.SUPPLEMENT_REQUIRED, S.PAYMENT_REQUIRED, S.SUSPENDED} == PAUSED
    assert set(OPEN) | set(FINAL) | {S.COMPLETED} == set(S)
    assert [MEANINGS[status].number for status in MAIN_WAY] == [1, 2, 4, 9, 10]


def test_no_move_leaves_a_final_status():
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
def test_papers_are_asked_for_a_second_time_by_a_manager_only(role, expected):
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


ACCEPTED = State(S.ACCEPTED, accepted=True, last_at=NOW - timedelta(days=1))


@for_each(
    ("target", "wrong", "code", "field"),
    [
        (S.SUSPENDED, {"reason": ""}, "reason_missing", "reason"),
        (S.STOPPED, {"reason": "  \n"}, "reason_missing", "reason"),
        (S.SUPPLEMENT_REQUIRED, {"reason": ""}, "reason_missing", "reason"),
        (S.SUPPLEMENT_REQUIRED, {"papers": ()}, "papers_missing", "papers"),
        (S.SUPPLEMENT_REQUIRED, {"papers": ("Ảnh", " ")}, "papers_missing", "papers"),
        (S.SUPPLEMENT_REQUIRED, {"papers": ("x",) * 31}, "too_long", "papers"),
        (S.SUPPLEMENT_REQUIRED, {"papers": ("x" * 301,)}, "too_long", "papers"),
        (
            S.SUPPLEMENT_REQUIRED,
            {"supplement_due": None},
            "supplement_due_missing",
            "supplement_due",
        ),
        (
            S.SUPPLEMENT_REQUIRED,
            {"supplement_due": NOW.date()},
            "supplement_due_passed",
            "supplement_due",
        ),
        (
            S.SUPPLEMENT_REQUIRED,
            {"supplement_due": NOW.date() + timedelta(days=400)},
            "supplement_due_far",
            "supplement_due",
        ),
        (S.PAYMENT_REQUIRED, {"fee": None}, "fee_missing", "fee"),
        (S.PAYMENT_REQUIRED, {"fee": 0}, "fee_missing", "fee"),
        (S.PAYMENT_REQUIRED, {"fee": -5}, "fee_missing", "fee"),
        (S.PROCESSING, {"reason": "x" * 2001}, "too_long", "reason"),
        (S.PROCESSING, {"internal_note": "x" * 2001}, "too_long", "internal_note"),
        (S.PROCESSING, {"at": NOW + timedelta(seconds=1)}, "in_future", "at"),
        (S.PROCESSING, {"at": NOW - timedelta(days=2)}, "before_last", "at"),
    ],
)
def test_what_a_move_brings_wrongly_is_named_by_its_field(target, wrong, code, field):
    brought = facts(target, **{"at": NOW, **wrong})
    found = refusals(ACCEPTED, target, Actor.MANAGER, brought, NOW)
    assert [(refusal.code, refusal.name) for refusal in found] == [(code, field)]


def test_a_declined_dossier_needs_a_reason():
    assert codes(refusals(State(S.SUBMITTED), S.DECLINED, Actor.OFFICER, Facts(NOW), NOW)) == [
        "reason_missing"
    ]
    assert codes(
        refusals(State(None), S.ACCEPTED, Actor.OFFICER, Facts(NOW + timedelta(days=1)), NOW)
    ) == ["in_future"]


@pytest.mark.parametrize("status", sorted(FINAL))
def test_a_final_status_is_corrected_with_a_reason(status):
    state = State(status, accepted=True)
    assert codes(correction_refusals(state, S.PROCESSING, Facts(NOW), NOW)) == ["reason_missing"]
    assert correction_refusals(state, S.PROCESSING, Facts(NOW, reason="Nhập nhầm"), NOW) == []


@pytest.mark.parametrize(
    ("state", "target", "brought", "expected"),
    [
        (
            State(S.DECLINED),
            S.PROCESSING,
            {"reason": "Nhầm"},
            ["not_accepted"],
        ),  # no clock would run
        (State(S.DECLINED), S.ACCEPTED, {"reason": "Nhầm"}, []),
        (State(S.RETURNED, accepted=True), S.RETURNED, {"reason": "Nhầm"}, ["same_status"]),
        (
            State(S.RETURNED, accepted=True),
            S.SUPPLEMENT_REQUIRED,
            {"reason": "Nhầm"},
            ["papers_missing", "supplement_due_missing"],
        ),
        (State(S.RETURNED, accepted=True), S.STOPPED, {}, ["reason_missing"]),  # said once
    ],
)
def test_what_a_correction_needs(state, target, brought, expected):
    assert codes(correction_refusals(state, target, Facts(NOW, **brought), NOW)) == expected


@pytest.mark.parametrize(
    ("state", "target", "expected"),
    [
        (State(None), S.COMPLETED, [S.ACCEPTED, S.PROCESSING, S.COMPLETED]),
        (State(S.SUBMITTED), S.RETURNED, [S.ACCEPTED, S.PROCESSING, S.COMPLETED, S.RETURNED]),
        (State(S.SUSPENDED, accepted=True), S.COMPLETED, [S.PROCESSING, S.COMPLETED]),
        (
            State(S.SUBMITTED),
            S.STOPPED,
            [S.ACCEPTED, S.STOPPED],
        ),  # whether it has a reason is for its own check
        (State(S.PROCESSING, accepted=True), S.SUBMITTED, None),  # backwards
        (State(S.RETURNED, accepted=True), S.PROCESSING, None),
    ],
)
def test_the_way_to_a_status_takes_no_step_that_needs_what_is_not_known(state, target, expected):
    steps = path(state, target, Actor.IMPORT)
    assert steps == expected
    assert not any(MEANINGS[step].needs & set(Need) for step in (steps or [])[:-1])
