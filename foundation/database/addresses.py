"""Addresses of databases: what is wrong with one, and what Django is told of it.

Several hosts stand for one database: a primary and its standbys. Each connection looks for the one
that takes writes, so a promoted standby is found without any change here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from psycopg.pq import Conninfo

from foundation.database import ENGINE

SCHEMES = ("postgres", "postgresql", "pgsql", "psql", "sqlite")
WRITES = "read-write"  # the value of target_session_attrs that looks for a primary
PORTS = range(1, 65_536)

# A request waits 5 s (DATABASE_WAIT_SECONDS). Connecting tries one host after the other, and a
# machine that is cut off takes the whole of its time: with three hosts of which two are gone,
# 2 x 2 s, and one second is left to be answered. psycopg knows no shorter time than 2 s.
MAX_HOSTS = 3
CONNECT_SECONDS, CONNECT_SECONDS_EACH = 3, 2
# A command has no such bound. That the machine at the other end is gone, it notices by what is not
# acknowledged within 10 s, and while it waits for an answer after 10 + 3 x 3 s. Linux's own times
# are 15 minutes and two hours.
LOST_MACHINE: Mapping[str, int] = {
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
}
# Options that Django understands beside those of libpq, and settings that may stand in an address.
_DJANGO = {"isolation_level", "prepare_threshold", "server_side_binding", "assume_role", "pool"}
_BASE = {"conn_max_age", "conn_health_checks", "atomic_requests", "autocommit", "test", "time_zone"}
# A pooler refuses these, or leaks them to the next client of the connection.
SESSION_OPTIONS = frozenset({"options", "isolation_level", "assume_role", "prepare_threshold"})
# What is there, so that all modules can be loaded, where the address itself is no use.
UNUSABLE: Mapping[str, Any] = {"ENGINE": ENGINE, "NAME": "unusable", "HOST": "/nonexistent"}


@dataclass(frozen=True)
class Fault:
    """What is wrong with an address, and what to do; neither holds a password."""

    text: str
    hint: str


EXAMPLE = (
    "Ví dụ: postgres://user:password@127.0.0.1/portal; mật khẩu chỉ gồm chữ và số, hoặc mã hoá "
    "phần trăm."
)
SEVERAL = (
    "Ví dụ: postgres://user:password@10.0.0.1,10.0.0.2/portal?target_session_attrs=read-write."
)


_PLACE = re.compile(r"(?<=://)(?P<who>[^/?#]*@)?(?P<hosts>[^/?#]*)")


def with_one_host(url: str) -> str:
    """Return an address for those who know only addresses of one host, such as Python's `urlsplit`.

    Debian 13's Python refuses brackets around any host but an only one. Raises ValueError if a
    bracket has no partner.
    """
    place = hosts_text(url)
    if "," not in place:
        return url
    if place.count("[") != place.count("]"):
        raise ValueError(place)
    return _PLACE.sub(r"\g<who>several", url, count=1)


def hosts_text(url: str) -> str:
    """Return what names the hosts and their ports in an address, as it is written."""
    found = _PLACE.search(url)
    return found["hosts"] if found else ""


def hosts(url: str) -> list[tuple[str, str]]:
    """Return host and port of each server in an address; a port that is not named is empty.

    >>> hosts("postgres://u:p@10.0.0.1:5433,[::1],%2Frun%2Fpg/portal")
    [('10.0.0.1', '5433'), ('::1', ''), ('/run/pg', '')]
    """
    return [_host_and_port(part) for part in hosts_text(url).split(",")]


def _host_and_port(part: str) -> tuple[str, str]:
    if part.startswith("["):
        host, _bracket, port = part[1:].partition("]")
        return host, port.removeprefix(":")
    host, _colon, port = part.partition(":")
    return unquote(host), port


def is_postgresql(url: str) -> bool:
    """Return True unless the address is one of SQLite."""
    return not url.startswith("sqlite:")


def format_faults(url: str) -> Iterator[Fault]:
    """Yield what keeps an address from being read at all."""
    try:
        parts, places = urlsplit(with_one_host(url)), hosts(url)
    except ValueError:
        yield Fault("không đọc được.", EXAMPLE)
        return
    if parts.scheme not in SCHEMES:
        yield Fault("phải bắt đầu bằng postgres:// hoặc sqlite:///.", EXAMPLE)
    elif parts.scheme != "sqlite":
        if not parts.path.strip("/"):
            yield Fault("thiếu tên cơ sở dữ liệu.", EXAMPLE)
        if any(port and not _is_port(port) for _host, port in places):
            yield Fault("có cổng không phải là số từ 1 đến 65535.", EXAMPLE)
        for name in sorted(set(options(url)) - _knownoptions()):
            yield Fault(f"có tham số không rõ: {name}.", "Sửa tên tham số hoặc bỏ đi.")


def hosts_faults(url: str) -> Iterator[Fault]:
    """Yield what is half-configured in an address that names several hosts."""
    places = hosts(url)
    if not all(host for host, _port in places) or len(set(places)) < len(places):
        yield Fault("có máy để trống hoặc ghi hai lần.", SEVERAL)
    if len(places) > MAX_HOSTS:
        yield Fault(
            f"có hơn {MAX_HOSTS} máy: thử lần lượt thì quá {CONNECT_SECONDS_EACH} giây mỗi máy.",
            "Ghi máy chính và nhiều nhất hai máy dự phòng, hoặc đặt HAProxy phía trước.",
        )
    if options(url).get("target_session_attrs") != WRITES:
        yield Fault(
            "có nhiều máy nhưng thiếu target_session_attrs=read-write: có thể nối vào máy dự "
            "phòng, mọi thao tác ghi sẽ bị từ chối.",
            SEVERAL,
        )


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text) in PORTS


def options(url: str) -> dict[str, str]:
    """Return what stands in an address after the question mark."""
    return {
        name: values[0] for name, values in parse_qs(urlsplit(with_one_host(url)).query).items()
    }


def _knownoptions() -> set[str]:
    names = {option.keyword.decode() for option in Conninfo.get_defaults()}
    return names | _DJANGO | _BASE | {name.upper() for name in _BASE}


def is_readable(url: str) -> bool:
    """Return True if nothing keeps the address from being read."""
    return next(format_faults(url), None) is None


def described(config: Mapping[str, Any], url: str) -> dict[str, Any]:
    """Return `config`, as environ reads the address `url` of a PostgreSQL, made complete.

    Connections persist. What the address itself says of times is kept.
    """
    places = hosts(url)
    several = len(places) > 1
    seconds = CONNECT_SECONDS_EACH if several else CONNECT_SECONDS
    ports = ",".join(port or "5432" for _host, port in places) if several else config["PORT"]
    given = config.get("OPTIONS", {})
    return {
        **config,
        "ENGINE": ENGINE,
        # A Unix socket's folder is percent-encoded in the address.
        "HOST": ",".join(host for host, _port in places) or config["HOST"],
        "PORT": ports,
        "OPTIONS": {**LOST_MACHINE, **given, "connect_timeout": seconds},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
