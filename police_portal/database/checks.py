"""System checks of the database's addresses, and of the pooler and the hosts behind them.

A wrong address stops every process. `check --deploy`, which the units run before they start, and
readiness also query the servers; not for a single host without a pooler.
"""

from collections.abc import Iterator

import psycopg
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Warned

from foundation.database import addresses
from foundation.database.addresses import Fault
from foundation.scale.database import probing
from police_portal.database.databases import database
from police_portal.database.web_process import statement_timeout

URL, DIRECT = "DATABASE_URL", "DATABASE_DIRECT_URL"
BOTH = "Đặt cả ba: DATABASE_POOLED=true, DATABASE_URL tới PgBouncer, DATABASE_DIRECT_URL tới "
BOTH += "PostgreSQL; hoặc bỏ DATABASE_POOLED và DATABASE_DIRECT_URL."


@register(Tags.security)
def check_database_addresses(**_options: object) -> list[CheckMessage]:
    """Return the faults in the addresses as written."""
    written = [(name, getattr(settings, name)) for name in (URL, DIRECT)]
    unreadable = [
        _error("E060", name, fault)
        for name, url in written
        if url
        for fault in addresses.format_faults(url)
    ]
    if unreadable:
        return unreadable
    several = [
        _error("E061", name, fault)
        for name, url in written
        if _has_several(url) and not (settings.DATABASE_POOLED and name == URL)
        for fault in addresses.hosts_faults(url)
    ]
    pooled = [Error(text, hint=hint, id="police_portal.E062") for text, hint in _pooled_faults()]
    return [*several, *pooled]


def _error(number: str, name: str, fault: Fault) -> CheckMessage:
    return Error(f"{name} {fault.text}", hint=fault.hint, id=f"police_portal.{number}")


def _pooled_faults() -> Iterator[tuple[str, str]]:
    url, direct = settings.DATABASE_URL, settings.DATABASE_DIRECT_URL
    if bool(direct) != settings.DATABASE_POOLED:
        missing = "DATABASE_DIRECT_URL" if settings.DATABASE_POOLED else "DATABASE_POOLED"
        yield f"Thiếu {missing}: thiết lập PgBouncer mới làm một nửa.", BOTH
    elif direct:
        if not (addresses.is_postgresql(url) and addresses.is_postgresql(direct)):
            yield "DATABASE_POOLED không dùng được với SQLite.", BOTH
        elif addresses.hosts(url) == addresses.hosts(direct):
            yield "DATABASE_URL và DATABASE_DIRECT_URL tới cùng một nơi.", BOTH
        if _has_several(url):
            # PgBouncer accepts clients while its own server is unavailable or a standby: none would
            # try the next host.
            yield (
                "DATABASE_URL tới PgBouncer phải chỉ có một máy.",
                "Sau PgBouncer là HAProxy dẫn tới máy chính; nhiều máy ghi ở DATABASE_DIRECT_URL.",
            )
        if refused := sorted(addresses.SESSION_OPTIONS & set(addresses.options(url))):
            yield (
                f"DATABASE_URL tới PgBouncer không được có {', '.join(refused)}.",
                "Bỏ tham số đó; giới hạn thời gian đặt bằng ALTER ROLE (docs/large.md).",
            )


@register(Tags.security, deploy=True)
def check_database_servers(**_options: object) -> list[CheckMessage]:
    """Return the faults of the servers at these addresses, if the addresses are valid."""
    return [] if check_database_addresses() else list(findings())


def are_asked() -> bool:
    """Return True if there is a pooler, or more than one host."""
    return settings.DATABASE_POOLED or _has_several(settings.DATABASE_URL)


def _has_several(url: str) -> bool:
    return addresses.is_postgresql(url) and len(addresses.hosts(url)) > 1


def findings() -> Iterator[CheckMessage]:
    """Query pooler and servers; yield the faults. Takes some seconds if one does not answer."""
    if settings.DATABASE_POOLED:
        yield from _of_pooler()
    for name in (URL, DIRECT):
        if _has_several(getattr(settings, name)):
            yield from _of_hosts(name)


# --- The pooler ----------------------------------------------------------------------------------


def _of_pooler() -> Iterator[CheckMessage]:
    try:
        mode = probing.mode(database(settings.DATABASE_URL))
        behind = probing.server(database(settings.DATABASE_URL))
    except psycopg.Error as error:
        yield _no_answer(URL, error)
        return
    if mode is not probing.Mode.TRANSACTION:
        yield _wrong_mode(mode)
    if behind.statement_timeout != statement_timeout():
        yield _wrong_timeout(behind.statement_timeout)
    try:
        direct = probing.server(database(settings.DATABASE_DIRECT_URL))
    except psycopg.Error as error:
        yield _no_answer(DIRECT, error)
        return
    if direct.identity != behind.identity:
        yield Error(
            "DATABASE_URL và DATABASE_DIRECT_URL tới hai cơ sở dữ liệu khác nhau.",
            hint="Sửa [databases] của pgbouncer.ini hoặc DATABASE_DIRECT_URL.",
            id="police_portal.E066",
        )


def _no_answer(name: str, error: psycopg.Error) -> CheckMessage:
    # The text of the error may contain the address; its class is enough.
    return Error(
        f"Không nối được tới cơ sở dữ liệu theo {name} ({type(error).__name__}).",
        hint="Xem máy chủ, tên, mật khẩu và quyền vào; thử bằng psql với cùng địa chỉ.",
        id="police_portal.E063",
    )


def _wrong_mode(mode: probing.Mode) -> CheckMessage:
    if mode is probing.Mode.STATEMENT:
        text = "PgBouncer chạy ở chế độ statement: mọi giao dịch đều bị từ chối."
    else:
        text = "DATABASE_URL không tới PgBouncer, hoặc PgBouncer chạy ở chế độ session: mỗi tiến "
        text += "trình giữ riêng một kết nối."
    hint = "pool_mode = transaction trong pgbouncer.ini (deploy/pgbouncer.ini), rồi khởi động lại."
    return Error(text, hint=hint, id="police_portal.E064")


def _wrong_timeout(found: int) -> CheckMessage:
    return Error(
        f"Sau PgBouncer statement_timeout là {found} ms (0 là không giới hạn), phải là "
        f"{statement_timeout()} ms theo DATABASE_WAIT_SECONDS.",
        hint=f"ALTER ROLE … SET statement_timeout = {statement_timeout()}; rồi RECONNECT trong "
        "bảng điều khiển của PgBouncer; ignore_startup_parameters không được có options.",
        id="police_portal.E065",
    )


# --- Several hosts -------------------------------------------------------------------------------


def _of_hosts(name: str) -> Iterator[CheckMessage]:
    servers: dict[str, probing.Server] = {}
    for host, description in probing.hosts(database(getattr(settings, name))):
        try:
            servers[host] = probing.server(description)
        except psycopg.Error:
            yield Warned(
                f"{name}: máy {host} không trả lời.",
                hint="Mất thêm máy chính là ngừng ghi: sửa máy này.",
                id="police_portal.W063",
            )
    yield from _of_cluster(name, list(servers.values()))


def _of_cluster(name: str, servers: list[probing.Server]) -> Iterator[CheckMessage]:
    primaries = [server for server in servers if not server.is_standby]
    if len(primaries) != 1 or len({server.identity for server in servers}) > 1:
        yield Error(
            f"{name}: các máy không phải một máy chính và các máy dự phòng của nó "
            f"({len(primaries)} máy nhận ghi).",
            hint="Tắt ngay máy chính cũ nếu có hai; dựng lại máy dự phòng bằng pg_basebackup.",
            id="police_portal.E067",
        )
    elif not primaries[0].keeps_writes_twice:
        yield Warned(
            f"{name}: máy chính không đợi máy dự phòng, mất máy chính có thể mất thao tác đã báo "
            "thành công.",
            hint="Đặt synchronous_standby_names (docs/large.md).",
            id="police_portal.W067",
        )
