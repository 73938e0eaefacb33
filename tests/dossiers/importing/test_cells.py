"""Single cells: everything that Vietnamese exports write, and what could mean two things."""

import unicodedata
from datetime import date, datetime

import pytest

from dossiers.importing import cells, dates, status_names
from dossiers.importing.faults import CellRefused
from dossiers.workflow import MEANINGS, Status
from offices.calendar import ZONE
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
def test_a_moment_is_read_however_it_is_written(cell):
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
def test_a_day_is_told_from_a_moment(cell):
    assert dates.moment(cell) == (DAY, False)


def test_the_afternoon_is_read_in_vietnamese_too():
    assert dates.moment("16/09/2026 1:05 CH").at.hour == 13
    assert dates.moment("16/09/2026 12:05 SA").at.hour == 0


def test_serials_count_from_1904_where_the_workbook_says_so():
    assert dates.moment(46281 - 1462, epoch_1904=True) == (DAY, False)


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_nothing_is_no_date(cell):
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
def test_what_is_no_date_or_two_dates_is_refused(cell, words):
    with pytest.raises(CellRefused) as refused:
        dates.moment(cell)
    assert words in refused.value.text


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (912345678.0, "0912345678"),
        ("912345678", "0912345678"),
        (2103846123, "02103846123"),
        ("0912 345 678", "0912 345 678"),
        ("84912345678", "84912345678"),
    ],
)
def test_a_phone_gets_back_the_zero_that_a_number_lost(cell, phone):
    assert cells.phone(cell) == phone


@pytest.mark.parametrize("cell", ["9,12E+08", "9.12E+08", "1E+11"])
def test_a_number_that_excel_rounded_is_refused(cell):
    with pytest.raises(CellRefused, match="rút gọn"):
        cells.phone(cell)


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        (12.0, "0012"),
        (25095001234, "025095001234"),
        ("025095001234", "025095001234"),
        (131234567, "131234567"),
        ("0012", "0012"),
    ],
)
def test_an_id_number_gets_back_its_zeros(cell, digits):
    assert cells.id_number(cell) == digits


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1.001456, "1.001456"),
        (1.00145, "1.001450"),
        ("1.00145", "1.001450"),
        (2.0002, "2.000200"),
        ("1.001456.h54", "1.001456.H54"),
    ],
)
def test_a_procedure_code_gets_back_its_zeros(cell, code):
    assert cells.procedure_code(cell) == code


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("150.000 đ", 150_000),
        ("150,000", 150_000),
        ("1 500 000 VNĐ", 1_500_000),
        (150000.0, 150_000),
        ("", None),
    ],
)
def test_money_is_read_however_it_is_grouped(cell, amount):
    assert cells.money(cell) == amount


@pytest.mark.parametrize("cell", ["150,5", "-1", "1.5.0", 10.5, "miễn phí", "9" * 30])
def test_what_is_no_amount_is_refused(cell):
    with pytest.raises(CellRefused):
        cells.money(cell)


@for_each("status", [s for s in Status if MEANINGS[s].number != 8])
@for_each("form", ["number", "float", "zero", "label", "NFD", "unmarked", "both"])
def test_a_status_is_read_by_number_and_by_name(status, form):
    number, label = MEANINGS[status].number, status.label
    unmarked = "".join(
        c for c in unicodedata.normalize("NFD", label) if not unicodedata.combining(c)
    )
    written = {
        "number": str(number),
        "float": float(number),
        "zero": f"{number:02d}",
        "label": label.upper(),
        "NFD": unicodedata.normalize("NFD", label),
        "unmarked": unmarked.replace("Đ", "D").replace("đ", "d"),
        "both": f"{number}. {label}",
    }[form]  # fmt: skip
    assert status_names.status(written) is status


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        (8, "8"),
        ("Dừng xử lý", "8"),
        ("8 - Dừng xử lý", "8"),
        ("Tạm dừng xử lý", Status.SUSPENDED),
        ("8. Tạm dừng xử lý", Status.SUSPENDED),
    ],
)
def test_number_8_may_mean_two_things(cell, status):
    assert status_names.status(cell) == status


@pytest.mark.parametrize("cell", ["0", "11", "9. Tạm dừng", "Xong hết", "-1", "4.5"])
def test_what_is_no_status_is_refused(cell):
    with pytest.raises(CellRefused):
        status_names.status(cell)


@pytest.mark.parametrize(
    ("cell", "channel"), [(2, "online"), ("Trực tiếp", "direct"), ("buu chinh", "postal"), ("", "")]
)
def test_a_channel_is_read_by_number_and_by_name(cell, channel):
    assert status_names.channel(cell) == channel


def test_a_list_in_one_cell_is_split():
    assert cells.lines("Bản sao giấy khai sinh;  Ảnh 3x4\nĐơn ") == (
        "Bản sao giấy khai sinh",
        "Ảnh 3x4",
        "Đơn",
    )
