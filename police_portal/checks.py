"""System checks of the settings.

What is wrong in production stops the start, with an id and a hint.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from foundation.records import retention
from foundation.zalo import checks as zalo_checks

MIN_SECRET_LENGTH = 50
MIN_DIFFERENT_CHARACTERS = 10
NEW_KEY = 'Tạo khoá mới: python3 -c "import secrets; print(secrets.token_urlsafe(64))" rồi đặt vào'


@register(Tags.security)
def production_settings(**_kwargs: Any) -> list[CheckMessage]:
    """Return what a production installation must mend; nothing in development."""
    return (
        []
        if settings.DEBUG
        else [
            *_secret(),
            *_hosts(),
            *_proxies(),
            *_origins(),
            *_demo(),
            *_second_factor(),
            *zalo_checks.errors(),
        ]
    )


def signing_key() -> str:
    """Return SECRET_KEY, or an empty text where Django would raise because there is none."""
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


def _secret() -> Iterator[CheckMessage]:
    if is_weak(signing_key()):
        yield Error(
            "SECRET_KEY thiếu hoặc quá yếu.", hint=f"{NEW_KEY} SECRET_KEY.", id="police_portal.E001"
        )


def is_weak(key: str) -> bool:
    """Tell whether a key could be guessed: too short, too uniform, or one that is public."""
    public = key.startswith(("development-only", "django-insecure"))
    return len(key) < MIN_SECRET_LENGTH or len(set(key)) < MIN_DIFFERENT_CHARACTERS or public


def _hosts() -> Iterator[CheckMessage]:
    if not settings.ALLOWED_HOSTS or any(
        "*" in host or host.startswith(".") for host in settings.ALLOWED_HOSTS
    ):
        yield Error(
            "ALLOWED_HOSTS trống hoặc có ký tự đại diện.",
            hint="Ghi đúng tên miền của dịch vụ, ví dụ ALLOWED_HOSTS=dichvu.congan.example.vn.",
            id="police_portal.E002",
        )


def _proxies() -> Iterator[CheckMessage]:
    if settings.NUM_PROXIES is None or settings.NUM_PROXIES < 0:
        yield Error(
            "NUM_PROXIES chưa được đặt.",
            hint="Số máy chủ trung gian đứng trước dịch vụ: 1 nếu chỉ có nginx, 0 nếu không có.",
            id="police_portal.E003",
        )


def _origins() -> Iterator[CheckMessage]:
    if any("*" in origin or "localhost" in origin for origin in settings.CORS_ALLOWED_ORIGINS):
        yield Error(
            "CORS_ALLOWED_ORIGINS cho phép máy phát triển hoặc ký tự đại diện.",
            hint="Giữ giá trị mặc định: https://h5.zdn.vn,zbrowser://h5.zdn.vn.",
            id="police_portal.E005",
        )


def _demo() -> Iterator[CheckMessage]:
    if settings.DEMO_ACCOUNTS:
        yield Error(
            "DEMO_ACCOUNTS đang bật khi DEBUG tắt: ai cũng biết mật khẩu của các tài khoản này.",
            hint="Bỏ DEMO_ACCOUNTS khỏi môi trường.",
            id="police_portal.E004",
        )


def _second_factor() -> Iterator[CheckMessage]:
    if not settings.SECOND_FACTOR:
        yield Error(
            "SECOND_FACTOR đang tắt khi DEBUG tắt: chỉ cần biết mật khẩu là vào được phần quản "
            "trị.",
            hint="Bỏ SECOND_FACTOR khỏi môi trường.",
            id="police_portal.E007",
        )


@register(Tags.security)
def retention_periods(**_kwargs: Any) -> list[CheckMessage]:
    """Find periods that would delete what has to be kept, or what came just now."""
    return [
        Error(
            f"{one.setting} nhỏ hơn {one.minimum_days} ngày: {one.title}.",
            hint=f"Đặt {one.setting} từ {one.minimum_days} ngày trở lên, hoặc bỏ biến này để dùng "
            "mặc định.",
            id="police_portal.E030",
        )
        for one in retention.classes()
        if one.days is not None and one.days < one.minimum_days
    ]


def is_migrated(table: str) -> bool:
    """Tell whether `table` exists.

    `migrate` asks the checks of the database before it makes the first table.
    """
    return table in connection.introspection.table_names()


@register(Tags.database)
def no_demo_accounts_left(
    *, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Find demo officers in a production database, for example one that was copied from a trial."""
    from officers.demo_accounts import open_demo_accounts

    if (
        settings.DEBUG
        or not databases
        or not is_migrated("auth_user")
        or not open_demo_accounts().exists()
    ):
        return []
    return [
        Error(
            "Cơ sở dữ liệu còn tài khoản thử nghiệm với mật khẩu công khai.",
            hint="Xoá các tài khoản có tên bắt đầu bằng «demo.» trong phần quản trị, hoặc: "
            "manage.py delete_demo_accounts.",
            id="police_portal.E006",
        )
    ]


@register(Tags.security, deploy=True)
def sqlite_in_production(**_kwargs: Any) -> list[CheckMessage]:
    """Warn that SQLite is for trials."""
    if settings.DEBUG or settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return []
    return [
        checks.Warning(
            "Đang dùng SQLite.", hint="Đặt DATABASE_URL tới PostgreSQL.", id="police_portal.W001"
        )
    ]


@register(Tags.security, deploy=True)
def zalo_in_production(**_kwargs: Any) -> list[CheckMessage]:
    """Say what a production installation does without Zalo, or without the key of its webhooks."""
    return [] if settings.DEBUG else list(zalo_checks.advice())


def refuse_unsafe_start() -> None:
    """Stop the process, naming each id and hint, when a check finds an error.

    Called by the web server's entry.
    """
    errors = [m for m in run_checks(tags=[Tags.security]) if m.is_serious()]
    if errors:
        sys.exit("\n".join(f"{e.id}: {e.msg}\n    {e.hint}" for e in errors))
