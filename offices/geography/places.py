"""Find offices by the names of places, current or former, and distances between points.

In 2025 communes were merged and district police ended, so people know their office by the name of a
commune that no longer exists. A name is found with or without marks, and with or without the kind
of place («phường»). A name shared by several offices finds all of them.
"""

import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foundation.records.vietnamese import syllables
from offices.geography.readings import (
    DISTRICT,
    LONGEST_NAME,
    Words,
    bare_name,
    readings,
    run_together,
)

EARTH_RADIUS_M = 6_371_009
_WORD = re.compile(r"[^\W_]+")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


class Point(NamedTuple):
    """A point on the Earth in degrees."""

    latitude: float
    longitude: float


def distance_m(a: Point, b: Point) -> int:
    """Return the great-circle distance in metres (haversine formula).

    >>> distance_m(Point(21.0, 105.0), Point(21.0, 106.0))
    103809
    """
    lat_a, lng_a, lat_b, lng_b = map(math.radians, (*a, *b))
    h = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lng_b - lng_a) / 2) ** 2
    )
    return round(2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, h))))


@dataclass(frozen=True, slots=True)
class Match:
    """An office, and the name that matched; `district` if it is only its former district."""

    office_id: str
    name: str
    former: bool
    district: bool = False


def entries(office_id: str, name: str, *, former: bool) -> list[tuple[Words, Match]]:
    """Return the keys of `name`; «Tân Lập (Sông Lô)» is also found as «Tân Lập»."""
    match = Match(office_id, name, former)
    written = dict.fromkeys((name, name.split("(", maxsplit=1)[0]))
    return [(words, match) for words in dict.fromkeys(map(_key, written)) if words]


def _key(name: str) -> Words:
    return tuple(map(sys.intern, syllables(name)))


class PlaceIndex:
    """The offices of each name, in the given order.

    `districts` are the offices of the communes in which each former district now lies.
    """

    def __init__(
        self,
        entries: Iterable[tuple[Words, Match]],
        districts: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._entries: dict[Words, list[Match]] = {}
        for words, match in entries:
            self._entries.setdefault(words, []).append(match)
        self._add_districts(districts or {})

    def _add_districts(self, districts: Mapping[str, Sequence[str]]) -> None:
        """Add each district, without its kind only if no commune has the name."""
        communes = frozenset(self._entries)
        for name, offices in districts.items():
            words = _key(bare_name(name))
            found = [Match(office, name, former=True, district=True) for office in offices]
            namesakes = [
                match for match in self._entries.get(words, ()) if match.office_id in offices
            ]
            self._entries.setdefault((DISTRICT, *words), []).extend([*namesakes, *found])
            if words not in communes:
                self._entries.setdefault(words, []).extend(found)

    def named_in(self, said: Sequence[str]) -> Iterator[tuple[Match, range]]:
        """Yield every name in these folded syllables, and its position.

        Looks up each run of up to five of them: the longest name of a commune has five.
        """
        for length in range(LONGEST_NAME, 0, -1):
            for start in range(len(said) - length + 1):
                place = range(start, start + length)
                for match in self._entries.get(tuple(said[start : start + length]), ()):
                    yield match, place

    def ends_with_name(self, said: Sequence[str], shortest: int) -> bool:
        """Return True if the last of these folded syllables, `shortest` or more, are a name."""
        longest = min(LONGEST_NAME, len(said))
        return any(
            tuple(said[-length:]) in self._entries for length in range(shortest, longest + 1)
        )

    def find(self, text: str) -> list[Match]:
        """Return one match for each office that `text` may mean.

        Names with the same marks come first, then current names before former ones. An office with
        several names is ranked by its best one.
        """
        found = self._entries.get(self._read(text))
        if not found:
            return []
        written = _marked(text)
        ordered = sorted(
            found, key=lambda match: (not _within(_marked(match.name), written), match.former)
        )
        best: dict[str, Match] = {}
        for match in ordered:
            best.setdefault(match.office_id, match)
        return list(best.values())

    def _read(self, text: str) -> Words:
        known = self._entries
        found = next((key for key in readings(text) if key in known), None)
        return found or run_together(text, known) or ()


def _marked(text: str) -> Words:
    """Return the words of `text` with marks, the tone at the end: «hoà» and «hòa» are the same."""
    return tuple(
        _tone_last(word) for word in _WORD.findall(unicodedata.normalize("NFC", text).lower())
    )


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in _TONES) + "".join(
        c for c in letters if c in _TONES
    )


def _within(part: Words, whole: Words) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))


def search_text(names: Iterable[str]) -> str:
    """Return the folded text in which officers search for an office."""
    return " | ".join(" ".join(syllables(name)) for name in names)
