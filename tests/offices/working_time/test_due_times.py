"""The words and the colour of the remaining time, the same on every work list."""

from datetime import date, datetime

import pytest

from offices.working_time import due_times
from offices.working_time.calendar import ZONE, WorkingCalendar
from offices.working_time.due_times import Standing
from tests.offices import factories

KNOWN = WorkingCalendar(frozenset({date(2026, 11, 24)}), frozenset(), frozenset({2026, 2027}))
NEARLY = date(2026, 11, 27)


def left(due, now="2026-11-25 09:00", **options):
    moments = [datetime.fromisoformat(text).replace(tzinfo=ZONE) for text in (due, now)]
    return due_times.time_left(*moments, NEARLY, KNOWN, **options)


@pytest.mark.parametrize(
    ("due", "text", "tone"),
    [
        ("2026-11-24 23:59", "Quá hạn 1 ngày làm việc", "danger"),
        ("2026-11-25 08:59", "Vừa quá hạn", "danger"),
        ("2026-11-25 23:59", "Hạn hôm nay", "warning"),
        ("2026-11-27 23:59", "Còn 2 ngày làm việc", "warning"),
        ("2026-11-30 23:59", "Còn 3 ngày làm việc", "good"),
    ],
)
def test_the_remaining_time_has_one_of_three_colours(due, text, tone):
    assert left(due) == Standing(text, tone)


@pytest.mark.parametrize(
    ("due", "now", "text"),
    [
        ("2026-11-20 13:00", "2026-11-22 10:00", "Quá hạn 4 giờ làm việc"),  # on a Sunday
        ("2026-11-20 23:59", "2026-11-22 10:00", "Vừa quá hạn"),
        ("2026-11-20 13:00", "2026-11-23 08:00", "Quá hạn 1 ngày làm việc"),
        ("2026-11-25 08:00", "2026-11-25 13:30", "Quá hạn 4 giờ làm việc"),
    ],
)
def test_how_late_it_is_is_told_in_working_time_on_days_off_too(due, now, text):
    assert left(due, now).text == text


def test_a_due_day_that_nobody_works_on_is_named():
    assert left("2026-11-22 23:59", "2026-11-21 09:00").text == "Còn đến Chủ nhật, ngày nghỉ"


def test_the_hour_is_shown_on_the_last_day_only():
    assert left("2026-11-25 15:30", by_the_hour=True).text == "Hạn hôm nay, 15:30"
    assert left("2026-11-26 15:30", by_the_hour=True).text == "Còn 1 ngày làm việc"


def test_a_list_shows_the_day_and_the_remaining_time(db, time_machine):
    factories.calendar_2026_2027()
    time_machine.move_to(datetime(2026, 11, 25, 9, tzinfo=ZONE), tick=False)
    cell = due_times.due_cell(date(2026, 11, 25))
    assert "25/11/2026" in cell
    assert 'class="tag tag-warning">Hạn hôm nay' in cell
    assert "–" in due_times.due_cell(None)


def test_working_days_are_counted_after_the_first_day_up_to_the_last():
    friday = date(2026, 11, 20)
    for until, expected in (
        (friday, 0),
        (date(2026, 11, 22), 0),
        (date(2026, 11, 23), 1),
        (date(2026, 11, 25), 2),  # 24/11 is a day off
        (date(2026, 11, 19), 0),  # before
    ):
        assert due_times.working_days(friday, until, KNOWN) == expected, until
    assert (
        due_times.working_days(
            friday, date(2028, 1, 10), WorkingCalendar(years_with_tet=frozenset({2026}))
        )
        is None
    )


def test_working_days_of_more_than_366_days_are_not_counted():
    first = date(2026, 1, 4)  # a Sunday, 366 days before Tuesday
    known = WorkingCalendar(frozenset(), frozenset(), frozenset({2026, 2027}))
    year = due_times.working_days(first, date(2027, 1, 5), known)
    assert year == 262
    assert due_times.working_days(first, date(2027, 1, 6), known) is None
