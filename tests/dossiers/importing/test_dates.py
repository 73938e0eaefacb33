"""Reading dates and moments."""

from datetime import date, datetime

import pytest

from dossiers.importing import dates
from foundation.importing.tables import CellRefused
from offices.working_time.calendar import ZONE
from tests.for_each import for_each

AT = datetime(2026, 9, 16, 8, 30, tzinfo=ZONE)
PLAIN = AT.replace(tzinfo=None)  # as workbooks have them
DAY = datetime(2026, 9, 16, tzinfo=ZONE)


@for_each(
    "cell",
    [
        "16/09/2026 08:30",
        "16/9/2026 8:30",
        "16/09/2026 08:30:00",
        "16-09-2026 08:30",
        "16.09.2026, 08:30",
        "08:30 16/09/2026",
        "08:30:00 ngày 16/09/2026",
        "8h30 16/09/2026",
        "16/09/2026 8:30 SA",
        "16/09/2026 08:30:00 AM",
        "2026-09-16T08:30",
        "2026-09-16 08:30:00.000",
        "2026-09-16T01:30:00Z",
        "2026-09-16T08:30:00+07:00",
        "20260916083000",
        " 16/09/2026 08:30 ",
        PLAIN,
        46281 + 8.5 / 24,
    ],
)
def test_moments_are_read_in_every_format(cell):
    assert dates.moment(cell) == (AT, True)


@pytest.mark.parametrize(
    "cell",
    [
        "16/09/2026",
        "16-9-2026",
        "2026-09-16",
        "20260916",
        date(2026, 9, 16),
        PLAIN.replace(hour=0, minute=0),
        46281,
        46281.0,
    ],
)
def test_a_date_is_not_a_moment(cell):
    assert dates.moment(cell) == (DAY, False)


def test_vietnamese_am_and_pm_are_read():
    assert dates.moment("16/09/2026 1:05 CH").at.hour == 13
    assert dates.moment("16/09/2026 12:05 SA").at.hour == 0


def test_serial_dates_respect_the_1904_setting():
    assert dates.moment(46281 - 1462, epoch_1904=True) == (DAY, False)


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_empty_cells_are_no_date(cell):
    assert dates.moment(cell) is None


@for_each(
    ("cell", "words"),
    [
        ("09/16/2026", "Ngày viết trước"),
        ("31/02/2026", "Không có ngày"),
        ("16/09/26", "chưa đúng"),
        ("16/09/1899", "Năm phải"),
        ("46281", "con số"),
        (5, "chưa đúng"),
        ("hôm qua", "chưa đúng"),
        ("16/09/2026 25:00", "Không có ngày"),
        ("16/09/2026 13:00 CH", "Giờ"),
        ("#VALUE!", "lỗi công thức"),
        (True, "đúng/sai"),
        ("9" * 40, "chưa đúng"),
    ],
)
def test_invalid_or_ambiguous_dates_are_refused(cell, words):
    with pytest.raises(CellRefused) as refused:
        dates.moment(cell)
    assert words in refused.value.text
