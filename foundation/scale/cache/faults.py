"""Faults of the shared cache, in words for operators."""

from dataclasses import dataclass
from functools import cache
from itertools import chain


@dataclass(frozen=True)
class Fault:
    """`text` is Vietnamese; `is_wrong` if waiting does not help, because a setting is wrong."""

    name: str
    text: str
    is_wrong: bool = False


UNREACHABLE = Fault("unreachable", "không kết nối được")
SLOW = Fault("slow", "không trả lời kịp")
LOADING = Fault("loading", "đang nạp dữ liệu")
HUNG_UP = Fault(
    "hung_up",
    "nhận kết nối rồi ngắt ngay: không phải Valkey hay Redis, cần TLS (rediss), hoặc trước nó là "
    "máy chủ trung gian không tới được",
)
STRANGER = Fault("stranger", "trả lời những gì Valkey và Redis không trả lời", is_wrong=True)
REFUSED = Fault(
    "refused", "từ chối tài khoản hoặc mật khẩu, hoặc không cho phép lệnh", is_wrong=True
)
TLS = Fault("tls", "không chứng minh được danh tính (TLS)", is_wrong=True)
READ_ONLY = Fault("read_only", "chỉ cho đọc: đó là bản sao, không phải máy chính", is_wrong=True)
FULL = Fault("full", "đã đầy bộ nhớ và không nhận thêm", is_wrong=True)
UNFIT = Fault("unfit", "không chạy được lệnh cần dùng", is_wrong=True)


class HangUp(Exception):
    """The connection was accepted, and lost before any answer."""


def of(error: BaseException) -> Fault:
    """Return the fault behind an error of the library's or of the system's."""
    by_word = (fault for word, fault in _BY_WORD.items() if word in str(error))
    by_kind = (fault for kinds, fault in _by_kind() if isinstance(error, kinds))
    return next(chain(by_word, by_kind), STRANGER)


# Errors that the library does not distinguish: inside a script it ignores the code before the
# engine's message; it reports a refused certificate as a lost connection.
_BY_WORD = {
    "READONLY": READ_ONLY,
    "OOM": FULL,
    "NOAUTH": REFUSED,
    "NOPERM": REFUSED,
    "[SSL": TLS,
}


@cache
def _by_kind() -> tuple[tuple[tuple[type[BaseException], ...], Fault], ...]:
    from redis import exceptions as library  # only with a cache

    # The first match decides, so special kinds come before general ones.
    return (
        ((HangUp,), HUNG_UP),
        ((library.BusyLoadingError,), LOADING),
        ((library.AuthenticationError, library.NoPermissionError), REFUSED),
        ((library.ReadOnlyError,), READ_ONLY),
        ((library.OutOfMemoryError,), FULL),
        ((library.TimeoutError, TimeoutError), SLOW),
        ((library.ConnectionError, OSError), UNREACHABLE),
        ((library.ResponseError,), UNFIT),
    )
