"""How the due state of a dossier is worded for officers."""

from types import SimpleNamespace

import pytest

from dossiers.due import clock
from dossiers.due.state import Now
from dossiers.due.wording import (
    APOLOGY,
    pauses_in_words,
    standing_for_officer,
    text_for_citizen,
)
from offices.working_time.calendar import end_of
from tests.dossiers.due.test_clock import BOTH, calendar
from tests.dossiers.factories import at

RUNNING = {
    "status": "processing",
    "accepted_at": at("2026-11-20 09:00"),
    "paused_at": None,
    "completed_at": None,
    "limit_unit": "working_day",
}


def standing_text(moment, due="2026-12-01", known=BOTH, **values):
    row = SimpleNamespace(
        **{**RUNNING, "due_at": due and end_of(at(f"{due} 00:00").date()), **values}
    )
    now = Now(at(moment), clock.horizon(at(moment), 2, known))
    found = standing_for_officer(row, now, known)
    return found.text, found.tone


def citizen_text(moment, **values):
    row = SimpleNamespace(**{**RUNNING, **values})
    now = Now(at(moment), clock.horizon(at(moment), 2, BOTH))
    return text_for_citizen(row, row.due_at, now)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23 09:00", ("Còn 5 ngày làm việc", "good")),  # 24/11 is a holiday
        ("2026-11-27 09:00", ("Còn 2 ngày làm việc", "warning")),
        ("2026-11-28 09:00", ("Còn 2 ngày làm việc", "warning")),  # a Saturday
        ("2026-12-01 09:00", ("Hạn hôm nay", "warning")),
        ("2026-12-01 23:59", ("Hạn hôm nay", "warning")),
        ("2026-12-02 00:00", ("Quá hạn 1 ngày làm việc", "danger")),
        ("2026-12-07 09:00", ("Quá hạn 4 ngày làm việc", "danger")),
    ],
)
def test_the_time_left_is_counted_in_working_days(moment, expected):
    assert standing_text(moment) == expected


def test_days_off_make_nothing_later():
    assert standing_text("2026-12-05 09:00", due="2026-12-04") == ("Vừa quá hạn", "danger")


def test_without_a_calendar_all_days_are_counted():
    assert standing_text("2026-12-30 09:00", due="2027-01-06", known=calendar(years=(2026,))) == (
        "Còn 7 ngày",
        "good",
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"status": "submitted", "accepted_at": None, "due": None}, ("Chưa tính thời hạn", "info")),
        (
            {"status": "supplement_required", "accepted_at": None, "due": None},
            ("Chưa tính thời hạn", "info"),
        ),
        (
            {"status": "suspended", "paused_at": at("2026-11-23 10:00")},
            ("Tạm dừng thời hạn", "info"),
        ),
        (
            {"status": "suspended", "paused_at": at("2026-12-02 10:00")},
            ("Tạm dừng, đã quá hạn", "danger"),
        ),
        (
            {"status": "completed", "completed_at": at("2026-12-01 10:00")},
            ("Xong, đúng hạn", "good"),
        ),
        (
            {"status": "returned", "completed_at": at("2026-12-02 10:00")},
            ("Xong, trễ hạn", "danger"),
        ),
        ({"status": "withdrawn"}, ("Đã kết thúc", "info")),
        ({"due": None}, ("Chưa có ngày hẹn trả", "warning")),
    ],
)
def test_dossiers_without_a_running_clock_have_their_own_words(values, expected):
    assert standing_text("2026-12-03 09:00", **values) == expected


def test_a_limit_in_hours_names_its_time():
    row = {"due_at": at("2026-11-25 15:30"), "limit_unit": "working_hour"}
    assert standing_text("2026-11-25 09:00", **row) == ("Hạn hôm nay, 15:30", "warning")
    assert standing_text("2026-11-25 15:31", **row) == ("Vừa quá hạn", "danger")


@pytest.mark.parametrize(
    ("moment", "officer", "reader"),
    [
        ("2026-11-25 16:29", "Vừa quá hạn", "Vừa quá hạn."),
        ("2026-11-25 16:30", "Quá hạn 1 giờ làm việc", "Đã quá hạn 1 giờ."),
        ("2026-11-26 15:29", "Quá hạn 7 giờ làm việc", "Đã quá hạn 23 giờ."),
        ("2026-11-26 15:30", "Quá hạn 1 ngày làm việc", "Đã quá hạn 1 ngày."),
    ],
)
def test_hours_late_are_told_as_hours(moment, officer, reader):
    row = {"due_at": at("2026-11-25 15:30"), "limit_unit": "working_hour"}
    assert standing_text(moment, **row)[0] == officer
    assert citizen_text(moment, **row) == f"{reader} {APOLOGY}"


def test_a_moment_that_passed_today_is_not_a_day_late():
    assert citizen_text("2026-12-01 15:00", due_at=at("2026-12-01 14:00")).startswith(
        "Đã quá hạn 1 giờ."
    )


def test_years_late_are_told_in_days():
    assert standing_text("2029-12-01 09:00", due="2026-12-01") == ("Quá hạn 1096 ngày", "danger")


def test_pauses_are_described_by_their_days():
    assert pauses_in_words([(at("2026-11-05 10:00"), at("2026-11-09 08:00"))]) == [
        "05/11/2026 – 09/11/2026"
    ]
