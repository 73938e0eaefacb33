"""Find offices by the names of places, current or former, and distances between points.

In 2025 communes were merged and district police ended, so people know their office by the name of a
commune that no longer exists. A name is found with or without marks, and with or without the kind
of place («phường»). A name shared by several offices finds all of them.
"""

import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foundation.records.vietnamese import fold, syllables

EARTH_RADIUS_M = 6_371_009
LONGEST_NAME = 5  # syllables
Words = tuple[str, ...]

# Words before a name: công an, phường, xã, thị trấn, thị xã, thành phố, huyện, tỉnh and their short
# forms.
_DESIGNATORS: tuple[Words, ...] = (
    ("cong", "an"),
    ("thi", "tran"),
    ("thi", "xa"),
    ("thanh", "pho"),
    ("dac", "khu"),
    ("phuong",),
    ("xa",),
    ("huyen",),
    ("quan",),
    ("tinh",),
    ("ca",),
    ("cax",),
    ("tt",),
    ("tx",),
    ("tp",),
    ("p",),
    ("x",),
    ("h",),
    ("t",),
)
_FORMER: Words = ("cu",)  # «(cũ)»
_SEPARATOR = re.compile(r"[,;()–—-]")
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
    """An office, and the name that matched."""

    office_id: str
    name: str
    former: bool


def entries(office_id: str, name: str, *, former: bool) -> list[tuple[Words, Match]]:
    """Return the keys of `name`; «Tân Lập (Sông Lô)» is also found as «Tân Lập»."""
    match = Match(office_id, name, former)
    written = dict.fromkeys((name, name.split("(", maxsplit=1)[0]))
    found = dict.fromkeys(tuple(map(sys.intern, syllables(text))) for text in written)
    return [(words, match) for words in found if words]


class PlaceIndex:
    """The offices of each name, in the given order."""

    def __init__(self, entries: Iterable[tuple[Words, Match]]) -> None:
        self._entries: dict[Words, list[Match]] = {}
        for words, match in entries:
            self._entries.setdefault(words, []).append(match)

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
        written = _marked(text)
        found = next((self._entries[key] for key in _readings(text) if key in self._entries), [])
        ordered = sorted(
            found, key=lambda match: (not _within(_marked(match.name), written), match.former)
        )
        best: dict[str, Match] = {}
        for match in ordered:
            best.setdefault(match.office_id, match)
        return list(best.values())


def bare_name(name: str) -> str:
    """Return the name of a place without the kind of place.

    >>> bare_name("Công an phường Thanh Miếu")
    'Thanh Miếu'
    """
    words = name.split()
    while cut := _designator(tuple(fold(word) for word in words)):
        words = words[cut:]
    return " ".join(words)


def _designator(words: Words) -> int:
    """Return how many leading words are the kind of place; never all words."""
    return next((len(d) for d in _DESIGNATORS if words[: len(d)] == d and len(words) > len(d)), 0)


def _readings(text: str) -> Iterator[Words]:
    """Yield the names that `text` may mean, the most literal first.

    «Phượng Lâu» begins like «phường Lâu»: the kind of place is dropped only if no place has the
    whole name.
    """
    parts = [words for piece in _SEPARATOR.split(text) if (words := tuple(syllables(piece)))]
    yield from _shortened(tuple(word for part in parts for word in part))
    bare = [[*_shortened(part)][-1] for part in parts]
    for count in range(len(parts), 1, -1):  # «Tân Lập, huyện Sông Lô»
        yield tuple(word for part in bare[:count] for word in part)
    for part in parts:  # «số 5, phường Bạch Hạc, Việt Trì»
        yield from _shortened(part)


def _shortened(words: Words) -> Iterator[Words]:
    while True:
        yield words
        if len(words) > 1 and words[-1:] == _FORMER:
            yield words[:-1]
        cut = _designator(words)
        if not cut:
            return
        words = words[cut:]


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
