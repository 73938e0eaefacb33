"""A status or a channel in one cell, by its number or its name."""

from functools import lru_cache

from dossiers.workflow import MEANINGS, Status
from foundation.importing.cells import text
from foundation.importing.tables import Cell, CellRefused
from foundation.records.vietnamese import syllables


def _plain(words: str) -> str:
    return " ".join(syllables(words))


# Number 8 and «dừng xử lý» may mean either; `rows` decides by whether the processing has ended.
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

    SUSPENDED_OR_STOPPED if it may be either.
    """
    return _status(text(cell))


@lru_cache(maxsize=256)
def _status(written: str) -> Status | str | None:
    words = _plain(written)
    if not words:
        return None
    if written.startswith("-"):
        words = written  # a minus sign, not a dash before a name
    number, _, name = words.partition(" ")
    found = _numbered(number, name) if number.isdecimal() else _named(words)
    if found is None:
        raise CellRefused(
            "Không có trạng thái này. Ghi số từ 1 đến 10 hoặc tên trạng thái.", "invalid_status"
        )
    return found


def _numbered(number: str, name: str) -> Status | str | None:
    """Return the status of a number. A name beside it («9. Đã xử lý xong») must agree."""
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
