"""Zalo's JSON: sizes, types and characters are checked before use."""

import json
import re
import unicodedata
from datetime import UTC, datetime
from typing import Any, NoReturn

MAX_NAME_LENGTH = 200
MAX_ADDRESS_LENGTH = 1000
MAX_NUMBER = 10**9  # error numbers are small; longer ones are invalid
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
_INTEGER = re.compile(r"-?[0-9]{1,9}")
_ADDRESS = re.compile(r"https://[!-~]+")


class Malformed(ValueError):
    """A reply does not follow Zalo's documents; the text names the member, never its value."""


def parse_object(raw: bytes) -> dict[str, Any]:
    """Return the JSON object in `raw` (UTF-8); integers keep all digits. Also reads webhook bodies.

    Raises Malformed for anything else: other encodings, NaN, deep nesting, an array.
    """
    try:
        value = json.loads(raw.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Malformed("body")
    return value


def _refuse(_constant: str) -> NoReturn:
    raise Malformed("constant")


def error_number(body: dict[str, Any]) -> int:
    """Return the `error` of a reply; 0 is success.

    A reply without one is a success whose content is checked next.
    """
    return _number(body.get("error", 0))


def stated_error_number(body: dict[str, Any]) -> int:
    """Return the `err` or `error` of a reply that must have one; 0 is success.

    The Mini App's host uses `err`. If the two differ, the failure counts.
    """
    numbers = [_number(body[name]) for name in ("err", "error") if name in body]
    if not numbers:
        raise Malformed("err")
    return next((number for number in numbers if number), 0)


def _number(value: object) -> int:
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MAX_NUMBER:
        raise Malformed("error")
    return value


def identifier(value: object, member: str) -> str:
    """Return an id as text, from text or integer; raises Malformed."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not _ID.fullmatch(text) or not text.strip("0"):  # an id of zeros would match everybody
        raise Malformed(member)
    return text


def optional_identifier(value: object) -> str | None:
    """Return an id as text, None if it is not valid."""
    try:
        return identifier(value, "")
    except Malformed:
        return None


def optional_text(value: object) -> str | None:
    """Return a display text of at most 200 characters that every database can store.

    None if nothing is left.
    """
    if not isinstance(value, str):
        return None
    kept = "".join(
        letter for letter in value if unicodedata.category(letter) not in {"Cc", "Cs", "Cn", "Co"}
    )
    return unicodedata.normalize("NFC", kept).strip()[:MAX_NAME_LENGTH].rstrip() or None


def optional_address(value: object) -> str | None:
    """Return an https address of at most 1000 characters, None if it is not valid."""
    fits = isinstance(value, str) and len(value) <= MAX_ADDRESS_LENGTH and _ADDRESS.fullmatch(value)
    return str(value) if fits else None


def optional_flag(value: object) -> bool | None:
    """Return a boolean, None if it is not valid."""
    return value if isinstance(value, bool) else None


def optional_count(value: object) -> int | None:
    """Return a number, from an integer or a text of up to 18 digits, None otherwise."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def optional_moment(value: object) -> datetime | None:
    """Return milliseconds since 1970, text or integer, as a moment in UTC, None if not valid."""
    milliseconds = optional_count(value)
    try:
        return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def member(body: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the object at `name`, an empty one if it is missing or of another type."""
    value = body.get(name)
    return value if isinstance(value, dict) else {}
