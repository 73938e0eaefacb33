"""The settings STORAGE_URL and its companions; nothing here uses the network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[A-Za-z0-9._/-]*")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True)
class Address:
    """A bucket: the address of its server, its name, and the prefix of its objects."""

    endpoint: str
    bucket: str
    prefix: str
    is_encrypted: bool


def is_set() -> bool:
    """Return True if files are in a bucket, False if on this machine."""
    return bool(settings.STORAGE_URL)


def address() -> Address:
    """Return the parts of STORAGE_URL. Raises ValueError with a Vietnamese reason."""
    return read_address(settings.STORAGE_URL)


def read_address(url: str) -> Address:
    """Return the parts of an address. Raises ValueError with a Vietnamese reason.

    >>> read_address("https://s3.example.vn:9000/portal-files/hung-yen")
    Address(endpoint='https://s3.example.vn:9000', bucket='portal-files', prefix='hung-yen', \
is_encrypted=True)
    """
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise ValueError("không phải một địa chỉ") from None
    bucket, _slash, prefix = parts.path.strip("/").partition("/")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("phải bắt đầu bằng https:// và có tên máy chủ")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("không được chứa khoá, tham số")
    if not _NAME.fullmatch(bucket):
        raise ValueError("sau tên máy chủ phải có tên bucket: 3–63 ký tự a–z, 0–9, chấm, gạch nối")
    if not _PREFIX.fullmatch(prefix) or ".." in prefix:
        raise ValueError("thư mục trong bucket chỉ gồm chữ không dấu, số, chấm, gạch")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    encrypted = parts.scheme == "https" or parts.hostname in LOOPBACK
    return Address(f"{parts.scheme}://{host}{port}", bucket, prefix, encrypted)


def faults() -> Iterator[str]:
    """Yield in Vietnamese the faults in the settings, also for a half of them."""
    given = {
        "STORAGE_URL": settings.STORAGE_URL,
        "STORAGE_KEY_ID": settings.STORAGE_KEY_ID,
        "STORAGE_SECRET_KEY": settings.STORAGE_SECRET_KEY,
    }
    missing = [name for name, value in given.items() if not value]
    if missing and len(missing) < len(given):
        yield f"Thiếu {', '.join(missing)}."
    if settings.STORAGE_URL:
        try:
            address()
        except ValueError as error:
            yield f"STORAGE_URL {error}."
    if settings.STORAGE_CA_FILE and not Path(settings.STORAGE_CA_FILE).is_file():
        yield "Không đọc được tệp STORAGE_CA_FILE."
