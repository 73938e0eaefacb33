"""System checks of the settings for Zalo."""

import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Info, Tags, register

from foundation.zalo.configuration import current
from zalo_client.configuration import Configuration

SECRETS = (
    "ZALO_APP_ID",
    "ZALO_APP_SECRET",
    "ZALO_MINI_APP_ID",
    "ZALO_OPENAPI_KEY",
    "ZALO_OA_ID",
    "ZALO_OA_SECRET",
)


@register(Tags.security)
def check_zalo_settings(**_options: object) -> list[CheckMessage]:
    """Return the errors of a production installation; none in development."""
    return [] if settings.DEBUG else list(errors())


@register(Tags.security, deploy=True)
def advise_on_zalo(**_options: object) -> list[CheckMessage]:
    """Return what a production installation cannot do with its settings."""
    return [] if settings.DEBUG else list(advice())


def errors() -> Iterator[CheckMessage]:
    """Yield mistakes: half a configuration, the simulator, no threads."""
    configuration = current()
    yield from _pair(configuration)
    yield from _official_account(configuration)
    yield from _simulator()
    yield from _proxy(configuration)
    yield from _authorities(configuration)
    yield from _threads(configuration)
    yield from _characters()


def advice() -> Iterator[CheckMessage]:
    """Yield advice for an operator before going live; it may be intended."""
    configuration = current()
    if not configuration.app_id and not configuration.app_secret:
        yield Info(
            "Chưa cấu hình Zalo: dịch vụ chỉ phục vụ danh mục, đăng nhập trả lời 503.",
            hint="Nếu cần đăng nhập, đặt ZALO_APP_ID và ZALO_APP_SECRET rồi chạy: manage.py "
            "check_zalo.",
            id="police_portal.I020",
        )
    elif not configuration.openapi_key:
        yield checks.Warning(
            "ZALO_OPENAPI_KEY trống: không xác thực được thông báo của Mini App, kể cả yêu cầu "
            "xoá dữ liệu.",
            hint="Lấy Open API key trong trang quản lý Mini App. Zalo yêu cầu có địa chỉ nhận "
            "thông báo trước khi xét duyệt.",
            id="police_portal.W020",
        )


def _pair(configuration: Configuration) -> Iterator[CheckMessage]:
    if bool(configuration.app_id) != bool(configuration.app_secret):
        missing = "ZALO_APP_SECRET" if configuration.app_id else "ZALO_APP_ID"
        yield Error(
            f"{missing} chưa được đặt.",
            hint="Đặt cả ZALO_APP_ID và ZALO_APP_SECRET, hoặc để trống cả hai nếu chỉ phục vụ "
            "danh mục.",
            id="police_portal.E020",
        )


def _official_account(configuration: Configuration) -> Iterator[CheckMessage]:
    if bool(configuration.oa_id) != bool(configuration.oa_secret):
        missing = "ZALO_OA_SECRET" if configuration.oa_id else "ZALO_OA_ID"
        yield Error(
            f"{missing} chưa được đặt.",
            hint="Đặt cả ZALO_OA_ID và ZALO_OA_SECRET, hoặc để trống cả hai nếu không dùng "
            "Official Account.",
            id="police_portal.E021",
        )


def _simulator() -> Iterator[CheckMessage]:
    if settings.ZALO_SIMULATOR_URL:
        yield Error(
            "ZALO_SIMULATOR_URL đang đặt khi DEBUG tắt: máy mô phỏng không phải Zalo.",
            hint="Bỏ ZALO_SIMULATOR_URL khỏi môi trường.",
            id="police_portal.E022",
        )


def _proxy(configuration: Configuration) -> Iterator[CheckMessage]:
    if configuration.proxy and not _is_proxy(configuration.proxy):
        yield Error(
            "ZALO_PROXY không đúng dạng.",
            hint="Ví dụ: ZALO_PROXY=http://10.0.0.5:3128; để trống nếu máy chủ ở Việt Nam ra "
            "Internet trực tiếp.",
            id="police_portal.E023",
        )


def _authorities(configuration: Configuration) -> Iterator[CheckMessage]:
    """Yield an error if the file of authorities cannot be read, or is empty."""
    if not configuration.ca_file:
        return
    try:
        ssl.create_default_context(cafile=configuration.ca_file)
    except OSError:  # an SSLError is one too
        yield Error(
            "ZALO_CA_FILE không đọc được, hoặc không phải tệp chứng thư gốc dạng PEM.",
            hint="Kiểm tra đường dẫn và quyền đọc của người dùng police-portal; để trống nếu mạng "
            "của đơn vị không có thiết bị chặn TLS.",
            id="police_portal.E026",
        )


def _is_proxy(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and bool(parts.port)
            and parts.path in {"", "/"}
        )
    except ValueError:
        return False


def _threads(configuration: Configuration) -> Iterator[CheckMessage]:
    if configuration.threads < 1:
        yield Error(
            "WEB_THREADS nhỏ hơn 1.", hint="Bỏ WEB_THREADS, hoặc đặt từ 1.", id="police_portal.E024"
        )


def _characters() -> Iterator[CheckMessage]:
    wrong = [name for name in SECRETS if not _is_plain(getattr(settings, name).strip())]
    if wrong:
        yield Error(
            f"{', '.join(wrong)} có ký tự lạ.",
            hint="Sao chép lại từ trang quản lý của Zalo: chỉ gồm chữ không dấu, số và dấu, không "
            "có khoảng trắng.",
            id="police_portal.E025",
        )


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text
