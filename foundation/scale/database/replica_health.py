"""Checks, warnings and metrics of the replica for operators."""

import time
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004  # Django's name
from django.db import connections

from foundation.database import REPLICA
from foundation.metrics.states import Reading, State
from foundation.scale.database import replica
from foundation.scale.database.following import Standing, follower
from foundation.scale.database.replica_address import Fault, fault_of

_FAULTS: Mapping[Fault, tuple[str, str, str]] = {
    Fault.OTHER_ENGINE: (
        "police_portal.E050",
        "DATABASE_REPLICA_URL không phải địa chỉ PostgreSQL.",
        "Ghi dạng postgres://user:password@replica.example.vn/portal, hoặc bỏ biến này.",
    ),
    Fault.PRIMARY_ENGINE: (
        "police_portal.E051",
        "Có DATABASE_REPLICA_URL nhưng DATABASE_URL không phải PostgreSQL.",
        "Chỉ PostgreSQL có bản sao: đặt DATABASE_URL tới PostgreSQL, hoặc bỏ DATABASE_REPLICA_URL.",
    ),
    Fault.INCOMPLETE: (
        "police_portal.E052",
        "DATABASE_REPLICA_URL thiếu máy chủ hoặc tên cơ sở dữ liệu, hoặc sai cổng.",
        "Ghi đủ máy chủ, cổng (nếu khác 5432) và tên cơ sở dữ liệu của bản sao.",
    ),
    Fault.SAME: (
        "police_portal.E053",
        "DATABASE_REPLICA_URL trỏ tới chính DATABASE_URL.",
        "Ghi địa chỉ của bản sao. Khi hai biến có cùng các máy chủ: ?target_session_attrs=standby.",
    ),
}
LOOKS, PAUSE = 3, 0.2
_STANDINGS: Mapping[Standing, CheckMessage] = {
    Standing.AWAY: Error(
        "Bản sao trong DATABASE_REPLICA_URL không trả lời.",
        hint="Kiểm tra địa chỉ, mật khẩu, pg_hba.conf và máy chủ đó. Trong lúc này mọi thứ đọc từ "
        "cơ sở dữ liệu chính.",
        id="police_portal.E055",
    ),
    Standing.NO_REPLICA: Error(
        "Máy chủ trong DATABASE_REPLICA_URL không phải bản sao: nó tự nhận ghi.",
        hint="Dựng lại bằng pg_basebackup -R; sau khi chuyển máy chính, sửa cả DATABASE_URL.",
        id="police_portal.E056",
    ),
    Standing.FOREIGN: Error(
        "Bản sao trong DATABASE_REPLICA_URL là của một cơ sở dữ liệu khác, hoặc của một tỉnh khác.",
        hint="Ghi bản sao của chính DATABASE_URL; sau khi khôi phục máy chính, dựng lại bản sao "
        "bằng pg_basebackup -R.",
        id="police_portal.E057",
    ),
    Standing.LATE: Warning(
        "Bản sao trong DATABASE_REPLICA_URL chậm hơn 10 giây.",
        hint="Xem pg_stat_replication trên máy chính. Trong lúc này mọi thứ đọc từ cơ sở dữ liệu "
        "chính.",
        id="police_portal.W050",
    ),
    Standing.UNKNOWN: Warning(
        "Chưa biết bản sao theo kịp đến đâu: cơ sở dữ liệu chính không trả lời.",
        hint="Kiểm tra DATABASE_URL, rồi chạy lại.",
        id="police_portal.W051",
    ),
}


@register(Tags.security)
def check_replica_settings(**_options: object) -> list[CheckMessage]:
    """Find faults in the setting. Nothing connects: a start must not need the replica."""
    if not settings.DATABASE_REPLICA_URL:
        return []
    fault = fault_of(settings.DATABASE_REPLICA_URL, settings.DATABASE_URL)
    if fault is None:
        return []
    name, text, hint = _FAULTS[fault]
    return [Error(text, hint=hint, id=name)]


@register(Tags.security, deploy=True)
def check_replica(**_options: object) -> list[CheckMessage]:
    """Connect, and check that it is a replica of this database that keeps up."""
    if not replica.is_set():
        return []
    message = _STANDINGS.get(_look())
    return [message] if message else []


def warnings() -> Iterator[str]:
    """Yield the replica's state as known to this process; waits for nothing."""
    if not replica.is_set():
        return
    follower.watch()
    standing = follower.seen().standing
    if standing is not Standing.UNKNOWN and standing in _STANDINGS:
        yield f"{_STANDINGS[standing].msg} Dịch vụ vẫn chạy với cơ sở dữ liệu chính."


def _look() -> Standing:
    """Repeat for as long as the last write may be on its way."""
    try:
        for _time in range(LOOKS):
            standing = follower.look().standing
            if standing is not Standing.LATE:
                break
            time.sleep(PAUSE)
        return standing
    finally:
        connections[REPLICA].close()  # metrics are read by threads that end


def _follows() -> Iterator[Reading]:
    yield (), float(_look() is Standing.FOLLOWS)


def _late() -> Iterator[Reading]:
    late = follower.seen().late  # `_follows` has just read it
    if late is not None:
        yield (), late


def states() -> Iterator[State]:
    """Yield the replica's metrics: none without one."""
    if replica.is_set():
        yield State("replica_follows", "1 while the replica is read from.", _follows)
        yield State("replica_late_seconds", "How late the replica is at most.", _late)
