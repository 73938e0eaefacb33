"""What a move is refused for."""

from datetime import timedelta

import pytest

from dossiers.workflow import (
    FINAL,
    Actor,
    Facts,
    State,
    Status,
    correction_refusals,
    refusals,
)
from tests.dossiers.factories import at, facts
from tests.for_each import for_each

NOW = at("2026-11-20 10:00")
S = Status
ACCEPTED = State(S.ACCEPTED, accepted=True, last_at=NOW - timedelta(days=1))


def codes(found):
    return [refusal.code for refusal in found]


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
def test_a_wrong_value_names_its_field(target, wrong, code, field):
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
def test_correcting_a_final_status_needs_a_reason(status):
    state = State(status, accepted=True)
    assert codes(correction_refusals(state, S.PROCESSING, Facts(NOW), NOW)) == ["reason_missing"]
    assert correction_refusals(state, S.PROCESSING, Facts(NOW, reason="Nhập nhầm"), NOW) == []


@pytest.mark.parametrize(
    ("state", "target", "brought", "expected"),
    [
        # the clock would not run
        (
            State(S.DECLINED),
            S.PROCESSING,
            {"reason": "Nhầm"},
            ["not_accepted"],
        ),
        (State(S.DECLINED), S.ACCEPTED, {"reason": "Nhầm"}, []),
        (State(S.RETURNED, accepted=True), S.RETURNED, {"reason": "Nhầm"}, ["same_status"]),
        (
            State(S.RETURNED, accepted=True),
            S.SUPPLEMENT_REQUIRED,
            {"reason": "Nhầm"},
            ["papers_missing", "supplement_due_missing"],
        ),
        (State(S.RETURNED, accepted=True), S.STOPPED, {}, ["reason_missing"]),  # reported once
    ],
)
def test_a_correction_needs_the_facts_of_its_status(state, target, brought, expected):
    assert codes(correction_refusals(state, target, Facts(NOW, **brought), NOW)) == expected


@for_each(
    ("target", "longest", "too_long"),
    [
        (S.SUSPENDED, {"reason": "x" * 2000}, {"reason": "x" * 2001}),
        (S.SUSPENDED, {"internal_note": "x" * 2000}, {"internal_note": "x" * 2001}),
        (S.SUPPLEMENT_REQUIRED, {"papers": ("x",) * 30}, {"papers": ("x",) * 31}),
        (S.SUPPLEMENT_REQUIRED, {"papers": ("x" * 300,)}, {"papers": ("x" * 301,)}),
        (
            S.SUPPLEMENT_REQUIRED,
            {"supplement_due": NOW.date() + timedelta(days=366)},
            {"supplement_due": NOW.date() + timedelta(days=367)},
        ),
        (
            S.SUPPLEMENT_REQUIRED,
            {"supplement_due": NOW.date() + timedelta(days=1)},
            {"supplement_due": NOW.date()},
        ),
        (S.PAYMENT_REQUIRED, {"fee": 10**12}, {"fee": 10**12 + 1}),
        (S.PAYMENT_REQUIRED, {"fee": 1}, {"fee": 0}),
        (S.PROCESSING, {"at": ACCEPTED.last_at}, {"at": ACCEPTED.last_at - timedelta(seconds=1)}),
        (S.PROCESSING, {"at": NOW}, {"at": NOW + timedelta(seconds=1)}),
    ],
)
def test_limits_hold_up_to_their_edge(target, longest, too_long):
    for values, expected in ((longest, 0), (too_long, 1)):
        found = refusals(
            ACCEPTED, target, Actor.MANAGER, facts(target, **{"at": NOW, **values}), NOW
        )
        assert len(found) == expected, values
