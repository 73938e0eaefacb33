"""The public holidays of a year by law."""

from datetime import date

from offices.working_time.public_holidays import public_days
from tests.for_each import for_each


def days(year, holiday):
    return [
        day.date for day in public_days(year) if day.holiday == holiday and day.kind == "day_off"
    ]


@for_each(
    ("year", "holiday", "expected"),
    [
        (2026, "new_year", ["2026-01-01"]),
        (2026, "tet", ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"]),
        (2026, "hung_kings", ["2026-04-26", "2026-04-27"]),
        (2026, "reunification", ["2026-04-30"]),
        (2026, "labour", ["2026-05-01"]),
        (2026, "national_day", ["2026-09-01", "2026-09-02"]),
        (2026, "culture_day", ["2026-11-24"]),
        (2026, "other", ["2026-08-31"]),
        (2027, "labour", ["2027-05-01", "2027-05-03"]),
        (2027, "culture_day", ["2027-11-24"]),
        (2025, "culture_day", []),
        (2028, "new_year", ["2028-01-01", "2028-01-03"]),
    ],
)
def test_each_holiday_falls_on_its_days(year, holiday, expected):
    assert days(year, holiday) == [date.fromisoformat(day) for day in expected]


def test_tet_2027_takes_five_days_and_two_in_lieu():
    assert len(days(2027, "tet")) == 7


def test_only_make_up_days_of_the_year_are_returned():
    assert [day.date for day in public_days(2026) if day.kind == "working_day"] == [
        date(2026, 8, 22)
    ]
    assert [day.date for day in public_days(2027) if day.kind == "working_day"] == []
