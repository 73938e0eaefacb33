"""Opening hours as people write them in one cell."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from offices.working_time.weeks import read_week
from tests.for_each import for_each

WEEK = {day: ["07:30-11:30", "13:00-17:00"] for day in range(1, 6)}


def read(text):
    week = {}
    for day, opens, closes in read_week(text):
        week.setdefault(day, []).append(f"{opens:%H:%M}-{closes:%H:%M}")
    return week


@for_each(
    "text",
    [
        "Thứ 2 – thứ 6: 7h30–11h30, 13h–17h",
        "T2-T6 07:30-11:30, 13:00-17:00",
        "thứ hai đến thứ sáu: sáng từ 7h30 đến 11h30, chiều từ 13h00 đến 17h00",
        "7 giờ 30 - 11 giờ 30 và 13 giờ - 17 giờ, từ thứ 2 đến thứ 6",
        "Thứ 2-6: 7.30-11.30; thứ 2-6: 13.00-17.00",
    ],
)
def test_a_usual_week_is_read_however_it_is_written(text):
    assert read(text) == WEEK


def test_each_line_has_days_of_its_own():
    assert read("T2, T4: 8h-11h\nchủ nhật 8h-9h") == {
        1: ["08:00-11:00"],
        3: ["08:00-11:00"],
        7: ["08:00-09:00"],
    }
    assert read_week("T7: sáng từ 7h30 đến 11h") == [(6, time(7, 30), time(11))]
    assert set(read("hằng ngày 7h-17h")) == set(range(1, 8))


@for_each(
    ("text", "code"),
    [
        ("giờ hành chính", "hours_not_understood"),
        ("thứ 2 – thứ 6", "hours_not_understood"),
        ("7h-11h", "hours_not_understood"),
        ("thứ 2: 7h-11h trừ ngày lễ", "hours_not_understood"),
        ("thứ 2: 25h-26h", "no_such_time"),
        ("thứ 6 – thứ 2: 7h-11h", "days_backwards"),
        ("thứ 2: 11h-7h", "closes_before_opens"),
        ("thứ 2: 7h-11h; thứ 2: 10h-12h", "overlap"),
    ],
)
def test_nothing_is_guessed(text, code):
    with pytest.raises(ValidationError) as error:
        read_week(text)
    assert error.value.code == code
