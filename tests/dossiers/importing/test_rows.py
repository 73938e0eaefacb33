"""Whole rows: required cells, and cells that contradict each other."""

from datetime import datetime

import pytest

from dossiers.importing import rows
from dossiers.workflow import Status
from offices.working_time.calendar import ZONE
from tests.for_each import for_each

NOW = datetime(2026, 11, 24, 12, tzinfo=ZONE)
LINE = {
    "code": "g01.899.909-260916-890028",
    "procedure_code": 1.001456,
    "status": "4",
    "applicant": "Nguyễn  Văn A",
    "phone": 912345678,
    "id_number": "025095001234",
    "accepted_at": "16/09/2026 08:30",
    "due_at": "25/09/2026",
}


def wrong(**values):
    row, found = rows.read({**LINE, **values}, NOW)
    assert row is None
    return [(one.key, one.code) for one in found]


def test_a_complete_row_is_read():
    row, found = rows.read(LINE, NOW)
    assert found == []
    assert (row.code, row.procedure_code, row.status) == (
        "G01.899.909-260916-890028",
        "1.001456",
        Status.PROCESSING,
    )
    assert (row.applicant, row.phone, row.id_last4) == ("Nguyễn Văn A", "+84912345678", "1234")
    assert (row.accepted_at.exact, row.due_at.exact) == (True, False)


def test_repr_of_a_row_is_not_personal():
    row, _found = rows.read(LINE, NOW)
    assert not any(personal in repr(row) for personal in ("Nguyễn", "912345678", "1234"))


@for_each(
    ("values", "expected"),
    [
        ({"code": ""}, [("code", "required")]),
        ({"code": "G01-261399-0001"}, [("code", "invalid_code")]),
        ({"procedure_code": None}, [("procedure_code", "required")]),
        ({"status": ""}, [("status", "required")]),
        ({"status": "12"}, [("status", "invalid_status")]),
        ({"phone": "12345"}, [("phone", "invalid_phone")]),
        ({"id_number": "12345"}, [("id_number", "invalid_id")]),
        ({"accepted_at": "tháng trước"}, [("accepted_at", "invalid_date")]),
        ({"accepted_at": "25/11/2026"}, [("accepted_at", "in_future"), ("due_at", "wrong_order")]),
        ({"accepted_at": None}, [("accepted_at", "required")]),
        ({"submitted_at": "17/09/2026"}, [("accepted_at", "wrong_order")]),
        ({"due_at": "15/09/2026"}, [("due_at", "wrong_order")]),
        ({"status": "9"}, [("completed_at", "required")]),
        ({"status": "9", "completed_at": "15/09/2026"}, [("completed_at", "wrong_order")]),
        ({"status": "10", "completed_at": "20/09/2026"}, [("returned_at", "required")]),
        (
            {"status": "10", "completed_at": "20/09/2026", "returned_at": "19/09/2026"},
            [("returned_at", "wrong_order")],
        ),
        ({"completed_at": "20/09/2026"}, [("completed_at", "wrong_status")]),
        ({"returned_at": "20/09/2026"}, [("returned_at", "wrong_status")]),
        (
            {"applicant": "a" * 201, "phone": "x"},
            [("applicant", "too_long"), ("phone", "invalid_phone")],
        ),
    ],
)
def test_invalid_rows_are_refused(values, expected):
    assert wrong(**values) == expected


def test_a_date_without_time_is_not_before_its_day():
    row, found = rows.read({**LINE, "status": "9", "completed_at": "16/09/2026"}, NOW)
    assert (row is not None, found) == (True, [])


@pytest.mark.parametrize(
    ("ended", "status"), [(None, Status.SUSPENDED), ("20/09/2026", Status.STOPPED)]
)
def test_status_8_means_stopped_if_processing_ended(ended, status):
    row, _found = rows.read({**LINE, "status": "8", "completed_at": ended}, NOW)
    assert row.status is status


def test_a_submitted_dossier_is_not_accepted_on_receipt():
    row, _found = rows.read({**LINE, "status": "1"}, NOW)
    assert (row.accepted_at, row.submitted_at.at.day) == (None, 16)


def test_a_returned_row_needs_no_day_of_completion():
    row, found = rows.read({**LINE, "status": "10", "returned_at": "20/09/2026"}, NOW)
    assert (found, row.completed_at) == ([], None)
