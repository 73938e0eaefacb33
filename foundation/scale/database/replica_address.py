"""What is wrong with DATABASE_REPLICA_URL as it is written, before anybody connects; pure."""

import re
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from foundation.database.addresses import hosts_text, with_one_host

ENGINES = {"postgres", "postgresql"}
# By which libpq chooses, among the hosts of an address, one that takes no writes.
STANDBYS = {"standby", "prefer-standby"}
_PORT = "5432"
_HIGHEST = 65_535
# A name, an address, or a folder of a Unix socket in percents; then perhaps a port.
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.%]+\]|[^:\[\]]+)(?::(?P<port>\d{1,5}))?")


class Fault(StrEnum):
    """A mistake of the operator's."""

    OTHER_ENGINE = "other_engine"
    PRIMARY_ENGINE = "primary_engine"
    INCOMPLETE = "incomplete"
    SAME = "same"


def fault_of(url: str, primary: str) -> Fault | None:
    """Return the fault of the replica's `url`, None if it is valid.

    >>> fault_of("postgres://db/portal", "postgres://db:5432/portal")
    <Fault.SAME: 'same'>
    """
    try:
        parts, other = (urlsplit(with_one_host(one)) for one in (url, primary))
    except ValueError:
        return Fault.INCOMPLETE
    if parts.scheme not in ENGINES:
        return Fault.OTHER_ENGINE
    if other.scheme not in ENGINES:
        return Fault.PRIMARY_ENGINE
    hosts, name = _hosts(url), parts.path.strip("/")
    if not hosts or not name:
        return Fault.INCOMPLETE
    chosen = STANDBYS.intersection(parse_qs(parts.query).get("target_session_attrs", []))
    if (hosts, name) == (_hosts(primary), other.path.strip("/")) and not chosen:
        return Fault.SAME
    return None


def _hosts(url: str) -> frozenset[tuple[str, str]]:
    """Return the hosts with their ports; none if one of them cannot be."""
    found = [_HOST.fullmatch(one) for one in hosts_text(url).split(",")]
    hosts = [(one["host"].lower(), one["port"] or _PORT) for one in found if one]
    if len(hosts) < len(found) or any(int(port) > _HIGHEST for _host, port in hosts):
        return frozenset()
    return frozenset(hosts)
