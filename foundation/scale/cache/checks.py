"""System checks of the shared cache, and the warning of readiness.

The service starts and serves without its cache, so only settings that can never work stop it.
"""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

from foundation.scale.cache import addresses, engine

HINT = (
    "Ví dụ CACHE_URL=rediss://:MẬT-KHẨU@cache.example.vn:6379/0, redis://127.0.0.1:6379/0 hoặc "
    "unix:///run/valkey/valkey.sock?db=0; để trống nếu chỉ có một máy."
)


@register(Tags.security)
def check_settings(**_options: object) -> list[CheckMessage]:
    """Return the errors in the settings of the shared cache."""
    return [Error(text, hint=HINT, id="counting.E001") for text in addresses.faults()]


@register(Tags.security, deploy=True)
def check_engine(**_options: object) -> list[CheckMessage]:
    """Check the shared cache: unavailable is a warning, unable to ever count an error."""
    if addresses.faults() or not settings.CACHE_URL:
        return []
    return [*_answer(), *_network()]


def _answer() -> Iterator[CheckMessage]:
    fault = engine.fault()
    if fault is None:
        return
    text = f"Bộ đệm chung (CACHE_URL) {fault.text}."
    if fault.is_wrong:
        hint = "Kiểm tra địa chỉ, cổng, tài khoản trong CACHE_URL; xem docs/large.md."
        yield Error(text, hint=hint, id="counting.E003")
    else:
        hint = "Dịch vụ vẫn chạy, mỗi tiến trình tự đếm. Kiểm tra Valkey hoặc Redis và đường mạng."
        yield checks.Warning(text, hint=hint, id="counting.W001")


def _network() -> Iterator[CheckMessage]:
    if addresses.is_open_on_network(settings.CACHE_URL):
        yield checks.Warning(
            "CACHE_URL ở máy khác mà không có mật khẩu hoặc không mã hoá (rediss).",
            hint="Ai vào được mạng ấy có thể xoá hoặc làm sai số đếm. Đặt mật khẩu và TLS, hoặc "
            "một mạng riêng giữa các máy.",
            id="counting.W002",
        )


def warnings() -> Iterable[str]:
    """Return the warnings about the shared cache; none of them stops the service."""
    fault = engine.fault()
    if fault:
        yield f"Bộ đệm chung {fault.text}: mỗi tiến trình tự đếm."
