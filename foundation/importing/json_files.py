"""JSON in files that operators import: read strictly, each fault with its place in Vietnamese."""

import json
import unicodedata
from collections import Counter
from typing import Any

import orjson

from foundation.importing.tables import FileRefused


def parse(raw: bytes) -> Any:
    """Return the JSON in `raw`, its texts in NFC.

    Raises FileRefused for other encodings, NUL, broken JSON (with line and column), repeated keys,
    and values that JSON does not have.
    """
    text = _decode(raw)
    try:
        orjson.loads(text)  # stricter: reports line and column, refuses NaN and lone surrogates
        return json.loads(text, object_pairs_hook=_compose_object)
    except orjson.JSONDecodeError as error:
        where = f"dòng {error.lineno}, cột {error.colno}"
        raise FileRefused(f"JSON hỏng hoặc bị cắt ở {where}.") from error
    except (RecursionError, ValueError) as error:
        raise FileRefused("JSON lồng nhau quá sâu hoặc có số quá dài.") from error


def _decode(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(f"Tệp không phải UTF-8 (byte thứ {error.start}).") from error
    if not text.strip():
        raise FileRefused("Tệp trống.")
    if "\\u0000" in text:
        raise FileRefused("Tệp có ký tự NUL.")
    return text


def _compose_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    composed = {_compose(key): _compose(value) for key, value in pairs}
    if len(composed) < len(pairs):
        repeated = Counter(_compose(key) for key, _value in pairs).most_common(1)[0][0]
        raise FileRefused(f"Trường «{repeated}» xuất hiện nhiều lần trong một đối tượng JSON.")
    return composed


def _compose(value: Any) -> Any:
    """Return the texts of `value` in NFC; objects inside a list are composed already."""
    if isinstance(value, list):
        return [_compose(item) for item in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
