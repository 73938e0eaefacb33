"""System checks of the settings: mistakes in production stop the start, with an id and a hint."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register, run_checks

from foundation.media.storage_checks import fault_of_owner
from foundation.records.secret_keys import NEW_KEY_HINT, is_weak, signing_key
from offices.installation import is_example
from police_portal.environment import constants


@register(Tags.security)
def check_production_settings(**_options: object) -> list[CheckMessage]:
    """Return the errors of a production installation; none in development."""
    return [] if settings.DEBUG else [*_secret(), *_hosts(), *_proxies()]


def _secret() -> Iterator[CheckMessage]:
    if is_weak(signing_key()):
        yield Error(
            "SECRET_KEY thiếu hoặc quá yếu.",
            hint=f"{NEW_KEY_HINT} SECRET_KEY.",
            id="police_portal.E001",
        )


def _hosts() -> Iterator[CheckMessage]:
    hosts = settings.ALLOWED_HOSTS
    if not hosts or any("*" in host or host.startswith(".") for host in hosts):
        yield Error(
            "ALLOWED_HOSTS trống hoặc có ký tự đại diện.",
            hint="Ghi đúng tên miền của dịch vụ, ví dụ ALLOWED_HOSTS=dichvu.congan.example.vn.",
            id="police_portal.E002",
        )


def _proxies() -> Iterator[CheckMessage]:
    # Our server waits for the rest of a body without limit, with a thread for each: sixteen
    # half-sent bodies stopped two processes of four threads. nginx reads the whole body before it
    # forwards it.
    if settings.NUM_PROXIES is None or settings.NUM_PROXIES < 1:
        yield Error(
            "NUM_PROXIES chưa được đặt hoặc nhỏ hơn 1: trước dịch vụ phải có máy chủ trung gian, "
            "nếu không vài yêu cầu gửi dở là đủ làm dịch vụ dừng.",
            hint="Số máy chủ trung gian đứng trước dịch vụ: 1 nếu chỉ có nginx "
            "(deploy/nginx.conf).",
            id="police_portal.E003",
        )


@register(Tags.security, deploy=True)
def check_measuring(**_options: object) -> list[CheckMessage]:
    """Refuse a service whose throttles refuse nobody; the units run this before they start."""
    if settings.DEBUG or not settings.MEASURING:
        return []
    return [
        Error(
            "MEASURING đang bật: không giới hạn nào còn hiệu lực.",
            hint="Bỏ MEASURING khỏi môi trường; biến này chỉ dùng để đo.",
            id="police_portal.E008",
        )
    ]


@register(Tags.security, deploy=True)
def check_former_settings(**_options: object) -> list[CheckMessage]:
    """Refuse a value that is no longer read, such as a longer period: its data would be deleted."""
    lost = {} if settings.DEBUG else constants.overruled(os.environ)
    if _is_mounted(os.environ.get("SEALED_DIR", "")):
        lost.pop("SEALED_DIR", None)
    if not lost:
        return []
    told = ", ".join(f"{name} (dịch vụ dùng {used})" for name, used in sorted(lost.items()))
    return [
        Error(
            f"Không còn đọc từ môi trường: {told}.",
            hint=" ".join(_remedies(lost)),
            id="police_portal.E009",
        )
    ]


def _is_mounted(former: str) -> bool:
    """Return whether the originals of a former SEALED_DIR are where they are looked for now.

    A link does not do: `police-portal backup` follows none.
    """
    now = Path(settings.SEALED_ROOT)
    try:
        return not now.is_symlink() and now.samefile(former)
    except OSError:
        return False


def _remedies(lost: Iterable[str]) -> Iterator[str]:
    yield "Bỏ các dòng này khỏi tệp environment trong /etc/police-portal."
    if any(name.endswith("_DAYS") for name in lost):
        yield (
            "…_DAYS: ngay đêm sau khi nâng cấp, dữ liệu quá thời hạn mới bị xoá hẳn. Phải giữ lâu "
            "hơn thì chưa nâng cấp: cần một bản có thời hạn khác (docs/kept.md)."
        )
    if "SEALED_DIR" in lost:
        yield (
            f"SEALED_DIR: để nguyên dòng này, gắn thư mục ấy vào {settings.SEALED_ROOT} (mount "
            "--bind, ghi cả vào /etc/fstab); đừng chuyển tệp khi bản cũ còn chạy."
        )


@register(Tags.security, deploy=True)
def check_database_engine(**_options: object) -> list[CheckMessage]:
    """Warn that SQLite is for trials."""
    if settings.DEBUG or settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return []
    return [
        checks.Warning(
            "Đang dùng SQLite.", hint="Đặt DATABASE_URL tới PostgreSQL.", id="police_portal.W001"
        )
    ]


@register(Tags.security, deploy=True)
def check_name(**_options: object) -> list[CheckMessage]:
    """Refuse the name of the example: citizens would read it."""
    if settings.DEBUG or not is_example():
        return []
    hint = "Đặt POLICE_NAME là tên của Công an tỉnh, hoặc để trống để lấy tên trong danh bạ đơn vị."
    return [Error("POLICE_NAME còn là tên mẫu.", hint=hint, id="police_portal.E010")]


def refuse_unsafe_start() -> None:
    """Stop the process if a check finds an error, and print each with its hint.

    Called by the web server's entry.
    """
    _exit_if_any(m for m in run_checks(tags=[Tags.security]) if m.is_serious())


def refuse_foreign_files() -> None:
    """Stop the process if the files may be another database's; called by the web server's entry."""
    _exit_if_any(fault_of_owner())


def _exit_if_any(found: Iterable[CheckMessage]) -> None:
    errors = list(found)
    if errors:
        sys.exit("\n".join(f"{e.id}: {e.msg}\n    {e.hint}" for e in errors))
