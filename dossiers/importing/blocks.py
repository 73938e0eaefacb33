"""Rows of a file as they are stored: a thousand at a time, packed; their column encrypts them."""

import base64
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

import orjson

from foundation.importing.tables import Cell

ROWS = 1_000
Line = tuple[int, list[Cell]]


def pack(lines: Iterable[Line]) -> str:
    """Return the lines as text. Moments are tagged, so that no text is taken for one."""
    plain = orjson.dumps([[number, *map(_tagged, cells)] for number, cells in lines])
    return base64.b64encode(zlib.compress(plain, 6)).decode()


def unpack(content: str) -> list[Line]:
    """Return the lines that `pack` was given."""
    return [
        (number, [_untagged(cell) for cell in cells])
        for number, *cells in orjson.loads(zlib.decompress(base64.b64decode(content)))
    ]


def _tagged(cell: Cell) -> object:
    return {"at": cell.isoformat()} if isinstance(cell, datetime | date) else cell


def _untagged(cell: Any) -> Cell:
    return datetime.fromisoformat(cell["at"]) if isinstance(cell, dict) else cell


def cut(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the lines a block at a time."""
    rest = iter(lines)
    while block := tuple(islice(rest, ROWS)):
        yield block
