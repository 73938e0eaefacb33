"""The checklist as plain functions over a published document."""

from datetime import datetime

import pytest

from offices.calendar import ZONE, WorkingCalendar
from procedures.checklist import FEE_REASONS, condition_id, conditions_of, due_of, fee_of
from procedures.choices import FINAL_FEES, FeeStatus
from tests.for_each import for_each

CALENDAR = WorkingCalendar(years_with_tet=frozenset({2026, 2027}))
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=ZONE)


def fee(amount, condition=""):
    return {"amount": amount, "condition": condition, "text": f"{amount} đồng"}


def document(status, summary="tóm tắt"):
    return {"fee": {"status": status, "final": status in FINAL_FEES, "summary": summary}}


def ticked(*conditions):
    return frozenset(map(condition_id, conditions))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Bị mất", "bị mất", True), ("Bị mất", "Bi mat", True), ("Bị mất", "Bị hỏng", False)],
)
def test_the_id_of_a_condition_depends_on_its_words(one, other, same):
    assert (condition_id(one) == condition_id(other)) is same


def test_every_provisional_status_has_a_reason():
    assert FEE_REASONS.keys() == set(FeeStatus) - FINAL_FEES


@pytest.mark.parametrize("status", sorted(set(FeeStatus) - FINAL_FEES))
def test_an_uncertain_fee_is_provisional_with_a_reason(status):
    found = fee_of(document(status), [fee(5)], frozenset())
    assert (found["verified"], found["text"], found["reason"]) == (
        False,
        "Chưa xác minh",
        FEE_REASONS[status],
    )


@for_each(
    ("fees", "ticks", "verified", "text"),
    [
        ([fee(5)], (), True, "5 đồng"),
        ([fee(5), fee(2)], (), True, "5 đồng + 2 đồng"),
        ([fee(5, "A"), fee(9, "B")], ("B",), True, "9 đồng"),
        ([fee(5, "A"), fee(9, "B")], ("A", "B"), True, "5 đồng + 9 đồng"),
        ([fee(5), fee(9, "B")], (), True, "5 đồng"),
        ([fee(5), fee(9, "B")], ("B",), True, "5 đồng + 9 đồng"),
        ([fee(5, "A"), fee(9, "B")], (), True, "tóm tắt"),
        ([fee(5, "A")], (), True, "5 đồng"),
        ([], (), False, "Chưa xác minh"),
    ],
)
def test_a_confirmed_fee_follows_the_case(fees, ticks, verified, text):
    found = fee_of(document("confirmed"), fees, ticked(*ticks))
    assert (found["verified"], found["text"]) == (verified, text)


def test_a_free_procedure_has_no_amounts():
    assert fee_of(document("free"), [fee(0)], frozenset()) == {
        "verified": True,
        "text": "Miễn phí",
        "reason": "",
        "amounts": [],
    }


def test_conditions_are_listed_once_with_all_that_they_affect():
    channel = {
        "time_relation": "alternatives",
        "fees": [fee(1, "Bị mất"), fee(2, "Trẻ em")],
        "time_limits": [{"condition": "Cần xác minh"}, {"condition": "bị mất"}, {"condition": ""}],
    }
    documents = [
        {"name": "Đơn", "requirement": "conditional", "condition": "Bị mất"},
        {"name": "Tờ khai", "requirement": "required", "condition": ""},
        {"name": "Ảnh", "requirement": "required", "condition": "Cỡ 4 x 6"},
        {"name": "Bản sao", "requirement": "conditional", "condition": "Bị mất"},
    ]
    found = conditions_of(document("confirmed"), channel, documents).values()
    assert [(condition.text, condition.affects, condition.documents) for condition in found] == [
        ("Bị mất", ["documents", "fee", "time"], ["Đơn", "Bản sao"]),
        ("Trẻ em", ["fee"], []),
        ("Cần xác minh", ["time"], []),
    ]


@pytest.mark.parametrize("relation", ["single", "stages", "none"])
def test_limits_without_alternatives_have_no_condition(relation):
    channel = {
        "time_relation": relation,
        "fees": [],
        "time_limits": [{"condition": "Cần xác minh"}],
    }
    assert conditions_of(document("confirmed"), channel, []) == {}


@for_each(
    ("value", "unit", "due"),
    [
        (0.5, "working_day", "2026-11-02 14:30"),
        (1.5, "working_day", "2026-11-03 14:30"),
        (0.1, "working_day", "2026-11-02 10:00"),
        (1, "working_day", "2026-11-03"),
        (0.5, "day", "2026-11-03"),
        (1.5, "day", "2026-11-04"),
        (1.5, "month", "2027-01-04"),
        (0.5, "hour", "2026-11-02 10:00"),
        (2.5, "working_hour", "2026-11-02 13:30"),
    ],
)
def test_fractions_of_a_unit_are_never_due_too_early(value, unit, due):
    found, note = due_of({"value": value, "unit": unit}, MONDAY, CALENDAR, same_day_cutoff=False)
    assert (
        found.strftime("%Y-%m-%d %H:%M") if isinstance(found, datetime) else found.isoformat(),
        note,
    ) == (due, "")
