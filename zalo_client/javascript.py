"""JSON text as JavaScript's `JSON.stringify` writes it, for values that were parsed from JSON.

Zalo signs webhooks over such text, so numbers, escapes and the order of keys must be JavaScript's.
Sources: ECMA-262, Number::toString, QuoteJSONString, OrdinaryOwnPropertyKeys.
"""

import json
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

MAX_SAFE_INTEGER = 2**53 - 1
_PLAIN_BELOW = 21  # numbers of up to 21 digits before the point are written without an exponent
_PLAIN_ABOVE = -6  # and so are those with up to 5 zeros after it
_MAX_INDEX = 2**32 - 2
_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def stringify(value: Any) -> str:
    """Return `value` (None, bool, int, float, str, list, dict) as JSON.stringify writes it.

    Raises RecursionError if it is nested too deeply for Python.
    """
    match value:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case int() | float():
            return number(value)
        case str():
            return _quoted(value)
        case Mapping():
            return (
                "{"
                + ",".join(f"{_quoted(key)}:{stringify(value[key])}" for key in _own_keys(value))
                + "}"
            )
        case _:
            return "[" + ",".join(map(stringify, value)) + "]"


def number(value: float) -> str:
    """Return a number as JavaScript writes it.

    It is a double: integers beyond 2^53 are rounded, infinity becomes null.
    """
    if isinstance(value, int) and abs(value) <= MAX_SAFE_INTEGER:
        return str(value)
    try:
        double = float(value)
    except OverflowError:
        return "null"
    if not math.isfinite(double):
        return "null"
    if double == 0:
        return "0"
    return ("-" if double < 0 else "") + _digits(abs(double))


def _digits(double: float) -> str:
    """Return a positive double as text.

    Python's repr finds the same shortest digits; JavaScript places the point differently.
    """
    _sign, digits, exponent = Decimal(repr(double)).normalize().as_tuple()
    text, point = "".join(map(str, digits)), len(digits) + int(exponent)
    if len(text) <= point <= _PLAIN_BELOW:
        return text.ljust(point, "0")
    if 0 < point <= _PLAIN_BELOW:
        return f"{text[:point]}.{text[point:]}"
    if _PLAIN_ABOVE < point <= 0:
        return f"0.{'0' * -point}{text}"
    mantissa = text if len(text) == 1 else f"{text[0]}.{text[1:]}"
    return f"{mantissa}e{point - 1:+d}"


def _quoted(text: str) -> str:
    return _LONE_SURROGATE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _own_keys(mapping: Mapping[str, Any]) -> list[str]:
    """Return the keys in JavaScript's order: array indexes ascending, then the others."""
    indexes = sorted(
        (key for key in mapping if _INDEX.fullmatch(key) and int(key) <= _MAX_INDEX), key=int
    )
    found = set(indexes)
    return indexes + [key for key in mapping if key not in found]


def sort_key(text: str) -> bytes:
    """Return the key that JavaScript's `sort()` compares: UTF-16 units."""
    return text.encode("utf-16-be", "surrogatepass")


def utf8(text: str) -> bytes:
    """Return `text` as Node hashes it: surrogate pairs are joined, lone ones become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
