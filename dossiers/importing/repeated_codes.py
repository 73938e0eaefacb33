"""Codes that occur more than once in a file: nobody can tell which row is right."""

import hashlib
from typing import NamedTuple

from django.core.exceptions import ValidationError

from dossiers.importing import blocks
from dossiers.models import DossierImport
from dossiers.validators import clean_code
from foundation.importing.tables import Cell, FileRefused

MAX_REPEATED = 20_000
SHOWN = 5


class _Place(NamedTuple):
    row: int
    content: int


def find_repeated_codes(batch: DossierImport) -> dict[str, str]:
    """Return the rows that are refused because another row has their code, with the reason.

    Of equal rows the first is accepted; of different ones none. The keys are row numbers as text.
    Raises FileRefused when there are too many to be a mistake.
    """
    position = batch.keys.index("code")
    places: dict[int, _Place | list[_Place]] = {}
    for block in batch.blocks.order_by("number").iterator(chunk_size=1):
        for number, cells in blocks.unpack(block.content):
            _note(places, number, cells, position)
    several = [found for found in places.values() if isinstance(found, list)]
    if sum(map(len, several)) > MAX_REPEATED:
        raise FileRefused(
            f"Tệp có hơn {MAX_REPEATED} dòng trùng mã hồ sơ. Hãy kiểm tra lại cách xuất tệp."
        )
    return {str(row): text for found in several for row, text in _explained(found)}


def _note(
    places: dict[int, _Place | list[_Place]], number: int, cells: list[Cell], position: int
) -> None:
    """Note where a code occurs.

    Hashes instead of texts: 200,000 codes have to fit into memory beside a web server.
    """
    code = _code(cells[position] if position < len(cells) else None)
    if not code:
        return
    place = _Place(number, _hash(repr(cells)))
    key = _hash(code)
    before = places.get(key)
    if before is None:
        places[key] = place
    elif isinstance(before, list):
        before.append(place)
    else:
        places[key] = [before, place]


def _code(cell: Cell) -> str:
    try:
        return clean_code(cell) if isinstance(cell, str) else ""
    except ValidationError:
        return ""  # reported as a bad code


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _explained(places: list[_Place]) -> list[tuple[int, str]]:
    if len({place.content for place in places}) == 1:
        return [
            (place.row, f"Trùng hoàn toàn với dòng {places[0].row}; chỉ dòng đầu được nhận.")
            for place in places[1:]
        ]
    listed = ", ".join(str(place.row) for place in places[:SHOWN]) + (
        "…" if len(places) > SHOWN else ""
    )
    return [
        (
            place.row,
            f"Mã hồ sơ này có nhiều dòng khác nhau trong tệp (dòng {listed}); không nhận dòng nào.",
        )
        for place in places
    ]
