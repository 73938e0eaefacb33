"""Parsing of CACHE_URL, and the names of our counts in the shared cache."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

SCHEMES = ("redis", "rediss", "unix")
# Allowed options after the question mark; others could change how long we wait.
_QUERY = {"redis": set(), "rediss": {"ssl_ca_certs"}, "unix": {"db"}}
_PREFIX = re.compile(r"[a-z0-9-]{1,40}")
MOST_DATABASES = 16  # the default of an engine; a greater number can only be a mistake


def faults() -> list[str]:
    """Return the faults in CACHE_URL and CACHE_PREFIX, in Vietnamese."""
    found = []
    if settings.CACHE_URL and not _is_address(settings.CACHE_URL):
        found.append("CACHE_URL không phải địa chỉ của Valkey hoặc Redis.")
    elif (authorities := _authorities(settings.CACHE_URL)) and not Path(authorities).is_file():
        found.append("Tệp chứng thư gốc (ssl_ca_certs) trong CACHE_URL không có.")
    if not _PREFIX.fullmatch(settings.CACHE_PREFIX):
        found.append("CACHE_PREFIX chỉ gồm chữ thường không dấu, số và gạch nối.")
    return found


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in SCHEMES or parts.fragment or set(query) - _QUERY[parts.scheme]:
        return False
    if parts.scheme == "unix":
        number = query.get("db", ["0"])[0]
        return not parts.hostname and len(parts.path) > 1 and _is_database(number)
    return bool(parts.hostname) and port != 0 and _is_database(parts.path.strip("/") or "0")


def _is_database(number: str) -> bool:
    return number.isascii() and number.isdigit() and int(number) < MOST_DATABASES


def _authorities(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("ssl_ca_certs", [""])[0] if url else ""


def is_open_on_network(url: str) -> bool:
    """Return True if the cache is open to others on a network: no password, no TLS."""
    parts = urlsplit(url)
    local = parts.scheme == "unix" or parts.hostname in {"127.0.0.1", "::1", "localhost"}
    return not local and not (parts.password and parts.scheme == "rediss")


def options(url: str) -> dict[str, Any]:
    """Return the arguments of the library's connection to `url`, and its `connection_class`."""
    from redis.connection import Connection, parse_url  # only with a cache

    # The older protocol needs no greeting, and we read only numbers.
    parts = parse_url(url)  # type: ignore[no-untyped-call]  # it has no types
    return {"connection_class": Connection, "protocol": 2, **parts, "driver_info": None}


def key(kind: str, who: Hashable) -> str:
    """Return the name of a count, which does not reveal the caller.

    Provinces that share an engine have different names, because their keys differ.
    """
    mark = salted_hmac("foundation.counting", f"{kind}:{who}", algorithm="sha256").hexdigest()
    return f"{settings.CACHE_PREFIX}:{kind}:{mark[:32]}"
