"""What one cell says.

Text and numbers that stand for each other are both read; what could mean two things is refused.

Every function returns None (or "") for an empty cell and raises CellRefused.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from dossiers.importing.faults import CellRefused
from dossiers.importing.tables import Cell, is_blank
from dossiers.workflow import MAX_FEE, MEANINGS, Status
from foundation.records.formulas import undefused
from foundation.records.vietnamese import syllables
from offices.calendar import ZONE

MAX_TEXT = 2000
_YEARS = range(2000, 2100)
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  # Excel's days have no zone
_SERIALS = range(34_000, 75_000)

_TIME = r"(?P<hour>\d{1,2})(?:[:hg](?P<minute>\d{2}))(?::(?P<second>\d{2})(?:\.\d+)?)?"
_HALF = r"(?:\s*(?P<half>am|pm|sa|ch))?"
_DAY = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}(?:[\s,]+{_TIME}{_HALF})?",
        rf"{_TIME}{_HALF}(?:[\s,-]+|\s+ngày\s+){_DAY}",
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:[T\s]+{_TIME}\s*(?P<zone>Z|[+-]\d{{2}}:?\d{{2}})?)?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2}))?",
    )
)
_NOON = 12


class Moment(NamedTuple):
    """A moment with its zone.

    `exact` is False when only the day was said, and `at` is then its midnight in Vietnam.
    """

    at: datetime
    exact: bool


def text(cell: Cell) -> str:
    """Return a cell as text.

    Whole numbers without a decimal point, single spaces at the ends gone.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        raise CellRefused("Ô chứa giá trị đúng/sai, không phải chữ.")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        raise CellRefused("Ô chứa ngày, không phải chữ.")
    plain = undefused(str(cell).strip())
    if len(plain) > MAX_TEXT:
        raise CellRefused(f"Quá dài (tối đa {MAX_TEXT} ký tự).", "too_long")
    if plain.startswith("#") and plain.rstrip("!?").isupper():
        raise CellRefused("Ô có lỗi công thức của Excel.")
    return plain


MASK = "•"


def digits(cell: Cell) -> str:
    """Return a long number as text. Refuses what Excel has rounded («9,12E+08»)."""
    plain = text(cell)
    if re.fullmatch(r"\d+([.,]\d+)?E\+?\d+", plain, re.IGNORECASE):
        raise CellRefused(
            "Số bị Excel rút gọn (dạng 9,12E+08). Hãy định dạng cột là chữ (Text) rồi xuất lại."
        )
    return plain


def phone(cell: Cell) -> str:
    """Return a phone number with the zero that a number cell has lost.

    The rules of numbers are the validator's.
    """
    plain = digits(cell)
    if MASK in plain:  # our own export: it says nothing
        return ""
    # Without zero and country code a mobile number has nine digits; what begins with 2 and has ten
    # is a land line.
    return f"0{plain}" if re.fullmatch(r"[35-9]\d{8}|2\d{9}", plain) else plain


def id_number(cell: Cell) -> str:
    """Return an ID number with the zeros that a number cell has lost.

    CCCD has twelve digits, CMND nine, the last ones four.
    """
    plain = digits(cell)
    if isinstance(cell, int | float) and plain.isdecimal():
        return next((plain.zfill(length) for length in (4, 9, 12) if len(plain) <= length), plain)
    return plain


def procedure_code(cell: Cell) -> str:
    """Return a national code; the number 1.00145 is 1.001450, whose zero a number cell has lost."""
    if isinstance(cell, float) and not isinstance(cell, bool):
        return f"{cell:.6f}"
    plain = text(cell).upper()
    return plain.ljust(8, "0") if re.fullmatch(r"\d\.\d{3,5}", plain) else plain


def money(cell: Cell) -> int | None:
    """Return an amount in đồng. «150.000», «150,000 đ» and 150000.0 are the same."""
    plain = re.sub(r"\s*(đồng|vnđ|vnd|đ|₫)\.?$", "", text(cell), flags=re.IGNORECASE)
    if not plain:
        return None
    whole = (
        plain
        if plain.isdecimal()
        else re.sub(r"[.,\s]", "", plain)
        if re.fullmatch(r"\d{1,3}([.,\s]\d{3})+", plain)
        else ""
    )
    if not whole.isascii() or not whole.isdecimal() or int(whole[:20]) > MAX_FEE:
        raise CellRefused("Số tiền chưa đúng, ví dụ đúng: 150000.")
    return int(whole)


def lines(cell: Cell) -> tuple[str, ...]:
    """Return the entries of a list in one cell, separated by lines or semicolons."""
    return tuple(
        part for part in (" ".join(part.split()) for part in re.split(r"[;\n]", text(cell))) if part
    )


def moment(cell: Cell, *, epoch_1904: bool = False) -> Moment | None:
    """Return a date as Vietnamese exports write it.

    Dd/mm/yyyy with or without time, ISO, yyyymmddhhmmss, Excel's own.

    A bare number is a date only in a workbook, which says from when it counts.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, datetime):
        return _checked(
            cell if cell.tzinfo else cell.replace(tzinfo=ZONE), exact=cell.time() != time(0)
        )
    if isinstance(cell, date):
        return _checked(datetime.combine(cell, time(0), ZONE), exact=False)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        found = _EPOCHS[epoch_1904] + timedelta(seconds=round(cell * 86400))
        return _checked(found.replace(tzinfo=ZONE), exact=found.time() != time(0))
    return _written(text(cell))


@lru_cache(maxsize=4096)  # a file has the same few days a hundred thousand times
def _written(plain: str) -> Moment:
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _from_parts({name: value for name, value in found.groupdict().items() if value})
    if plain.isdecimal() and int(plain[:9]) in _SERIALS:
        raise CellRefused(
            "Ô là một con số, không phải ngày. Hãy định dạng cột là ngày rồi xuất lại.",
            "invalid_date",
        )
    raise CellRefused(
        "Ngày chưa đúng, ví dụ đúng: 16/09/2026 08:30 hoặc 2026-09-16.", "invalid_date"
    )


def _from_parts(parts: dict[str, str]) -> Moment:
    zone = parts.pop("zone", "")
    hour = _hour(int(parts.get("hour", 0)), parts.pop("half", "").lower())
    numbers = {name: int(value) for name, value in parts.items()}
    try:
        local = datetime(
            numbers["year"],
            numbers["month"],
            numbers["day"],
            hour,
            numbers.get("minute", 0),
            numbers.get("second", 0),
            tzinfo=ZONE,
        )
    except ValueError:
        raise CellRefused(
            "Không có ngày giờ này trong lịch. Ngày viết trước, tháng viết sau: 16/09/2026.",
            "invalid_date",
        ) from None
    return _checked(_in_zone(local, zone), exact="hour" in parts)


def _hour(hour: int, half: str) -> int:
    """Return an hour of the day; SA (sáng) and CH (chiều) are the morning and the afternoon."""
    if half and not 1 <= hour <= _NOON:
        raise CellRefused("Giờ chưa đúng.", "invalid_date")
    if half in {"pm", "ch"}:
        return hour % _NOON + _NOON
    return hour % _NOON if half else hour


def _in_zone(local: datetime, zone: str) -> datetime:
    if not zone:
        return local
    if zone.upper() == "Z":
        return local.replace(tzinfo=UTC).astimezone(ZONE)
    return datetime.strptime(
        f"{local:%Y%m%d%H%M%S}{zone.replace(':', '')}", "%Y%m%d%H%M%S%z"
    ).astimezone(ZONE)


def _checked(at: datetime, *, exact: bool) -> Moment:
    if at.year not in _YEARS:
        raise CellRefused("Năm phải từ 2000 đến 2099.", "invalid_date")
    return Moment(at.replace(microsecond=0), exact)


# --- statuses ------------------------------------------------------------------------------------


def _plain(words: str) -> str:
    return " ".join(syllables(words))


# Number 8 and «dừng xử lý» may mean both; `rows` decides by whether the processing has ended.
SUSPENDED_OR_STOPPED = "8"
_NAMES: dict[str, Status] = {
    **{_plain(status.label): status for status in Status},
    **{
        _plain(name): status
        for status, names in {
            Status.SUBMITTED: ("Mới đăng ký", "Chờ tiếp nhận", "Mới nộp"),
            Status.ACCEPTED: ("Đã tiếp nhận", "Tiếp nhận"),
            Status.DECLINED: ("Từ chối tiếp nhận", "Từ chối", "Không tiếp nhận"),
            Status.PROCESSING: ("Đang giải quyết", "Đang thụ lý"),
            Status.SUPPLEMENT_REQUIRED: (
                "Yêu cầu bổ sung",
                "Chờ bổ sung",
                "Bổ sung hồ sơ",
                "Yêu cầu bổ sung hồ sơ",
            ),
            Status.PAYMENT_REQUIRED: (
                "Nghĩa vụ tài chính",
                "Yêu cầu nghĩa vụ tài chính",
                "Chờ nộp phí",
                "Chờ thanh toán",
            ),
            Status.WITHDRAWN: ("Rút hồ sơ", "Đã rút", "Công dân rút hồ sơ"),
            Status.SUSPENDED: ("Tạm dừng",),
            Status.COMPLETED: (
                "Đã xử lý",
                "Đã giải quyết",
                "Đã có kết quả",
                "Đã giải quyết xong",
                "Xử lý xong",
            ),
            Status.RETURNED: ("Đã trả", "Trả kết quả"),
        }.items()
        for name in names
    },
}
_NUMBERS = {
    str(meaning.number): status
    for status, meaning in MEANINGS.items()
    if str(meaning.number) != SUSPENDED_OR_STOPPED
}


def status(cell: Cell) -> Status | str | None:
    """Return a status by its national number or its name, with marks or without.

    SUSPENDED_OR_STOPPED where it may be either.
    """
    return _status(text(cell))


@lru_cache(maxsize=256)
def _status(written: str) -> Status | str | None:
    words = _plain(written)
    if not words:
        return None
    if written.startswith("-"):
        words = written  # a minus is no dash before a name
    number, _, name = words.partition(" ")
    found = _numbered(number, name) if number.isdecimal() else _named(words)
    if found is None:
        raise CellRefused(
            "Không có trạng thái này. Ghi số từ 1 đến 10 hoặc tên trạng thái.", "invalid_status"
        )
    return found


def _numbered(number: str, name: str) -> Status | str | None:
    """Return the status of a number; a name beside it («9. Đã xử lý xong») has to agree."""
    found = (
        SUSPENDED_OR_STOPPED
        if number.lstrip("0") == SUSPENDED_OR_STOPPED
        else _NUMBERS.get(number.lstrip("0"))
    )
    if not name or _named(name) == found:
        return found
    return (
        Status.SUSPENDED
        if found == SUSPENDED_OR_STOPPED and _named(name) is Status.SUSPENDED
        else None
    )


def _named(words: str) -> Status | str | None:
    return SUSPENDED_OR_STOPPED if words in {"dung xu ly", "dung"} else _NAMES.get(words)


# --- channels ------------------------------------------------------------------------------------

_CHANNELS = {
    "direct": ("1", "direct", "truc tiep", "nop truc tiep"),
    "online": ("2", "online", "truc tuyen", "nop truc tuyen", "dich vu cong", "qua mang"),
    "postal": ("3", "postal", "buu chinh", "buu chinh cong ich", "qua buu chinh", "buu dien"),
}


def channel(cell: Cell) -> str:
    """Return how the dossier was filed, by the exchange's number or by name."""
    words = _plain(text(cell))
    found = next((kind for kind, names in _CHANNELS.items() if words in names), "")
    if words and not found:
        raise CellRefused(
            "Không có kênh nộp này. Ghi 1 (trực tiếp), 2 (trực tuyến) hoặc 3 (bưu chính).",
            "invalid_channel",
        )
    return found
