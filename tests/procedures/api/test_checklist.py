"""The checklist as plain functions over a published document."""

from datetime import datetime

import pytest

from offices.working_time.calendar import ZONE, WorkingCalendar
from procedures.api.checklist import condition_id, conditions_of, due_of
from tests.for_each import for_each

CALENDAR = WorkingCalendar(years_with_tet=frozenset({2026, 2027}))
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=ZONE)


def document(status):
    return {"fee": {"status": status, "reductions": []}}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Bị mất", "bị mất", True), ("Bị mất", "Bi mat", True), ("Bị mất", "Bị hỏng", False)],
)
def test_the_id_of_a_condition_depends_on_its_words(one, other, same):
    assert (condition_id(one) == condition_id(other)) is same


def test_conditions_are_listed_once_with_everything_they_affect():
    channel = {
        "kind": "direct",
        "time_relation": "alternatives",
        "fees": [{"condition": "Bị mất"}, {"condition": "Trẻ em"}],
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
        "kind": "direct",
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
