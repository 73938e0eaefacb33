"""What a question is about: a vehicle, a passport, a seal. A procedure is about it by its names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from procedures.answers.marked_phrases import MarkedPhrases
from procedures.search.words import Syllables, plain_syllables

# What stands after these words, one has, brings or uses: «có thẻ tạm trú», «mang theo hộ chiếu».
_AT_HAND = frozenset({"co", "mang", "kem", "cam", "theo", "bang", "qua", "tren", "dung"})
_NOT_YET = "chua"


class Things:
    """The shipped things, each with the words of citizens and those of names."""

    def __init__(self, shipped: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._asked = MarkedPhrases(_pairs(shipped, "asked"))
        self._named = MarkedPhrases(_pairs(shipped, "named"))
        # By name of a procedure, filled when first asked for.
        self._by_name: dict[str, frozenset[str]] = {}

    def of_name(self, name: str) -> frozenset[str]:
        """Return what a procedure is about, by its names."""
        if name not in self._by_name:
            self._by_name[name] = self._named.codes_in(plain_syllables(name))
        return self._by_name[name]

    def mentioned(self, plain: Syllables, marked: Syllables) -> frozenset[str]:
        """Return all that a question mentions."""
        return frozenset(code for _, _, code in self._asked.find(plain, marked))

    def of_question(self, plain: Syllables, marked: Syllables) -> "Named":
        """Return what a question is about; if it names nothing else, it is about what one has."""
        found = list(self._asked.find(plain, marked))
        objects = {code for at, _, code in found if not _is_at_hand(plain[:at])}
        objects = objects or {code for _, _, code in found}
        return Named(
            frozenset(objects),
            _places((start, end) for start, end, code in found if code in objects),
            _places((start - 1, end) for start, end, code in found if code not in objects),
        )


@dataclass(frozen=True, slots=True)
class Named:
    """The things of a question and their places; and of what one only has, brings or uses."""

    things: frozenset[str]
    places: frozenset[int]
    at_hand: frozenset[int]


def _places(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def _is_at_hand(before: Syllables) -> bool:
    """Return True after «có», but not after «chưa có»."""
    *_, earlier, last = ("", "", *before)
    return last in _AT_HAND and earlier != _NOT_YET


def _pairs(
    shipped: Mapping[str, Mapping[str, Sequence[str]]], column: str
) -> Iterator[tuple[str, str]]:
    return ((text, code) for code, row in shipped.items() for text in row[column])
