"""Choose the figures of a month to publish: all possible ones, without small groups. Pure.

A figure is about an office with all below it or all offices, a field, a procedure or all, and one
month. An office just below the province with too few ratings waits: its next figure covers several
months of one year, up to the last. Other combinations are not available; longer times are answered
by adding up.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from feedback.satisfaction.protecting import LEFT, RIGHT, Atom, Part, Partitions, Path
from foundation.records.smallest_group import SMALLEST_GROUP

Place = tuple[str, str, str]  # office, field, procedure; "" is all
Months = tuple[date, date]  # the first and the last
# Office → the offices from just below the province down to itself. Empty for the province.
Lines = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Total:
    """Counters of one month, office, field and procedure; the latter two may be unknown (empty)."""

    month: date
    office: str
    field: str
    procedure: str
    count: int
    total: int
    satisfied: int


@dataclass(frozen=True)
class Figure:
    """A published figure: a place and some months."""

    place: Place
    months: Months
    count: int
    total: int
    satisfied: int


class Published:
    """Figures of one measure that were published with the present tree of offices."""

    def __init__(self, figures: Iterable[tuple[Place, Months]] = ()) -> None:
        self._months: dict[Place, set[Months]] = defaultdict(set)
        for place, months in figures:
            self._months[place].add(months)

    def months(self, place: Place, month: date) -> Months | None:
        """Return the months of the place's figure that includes `month`."""
        return next(
            (months for months in self._months[place] if months[0] <= month <= months[1]), None
        )

    def has(self, place: Place, months: Months) -> bool:
        """Return True if the figure was published."""
        return months in self._months[place]


def choose(totals: Iterable[Total], lines: Lines, before: Published, month: date) -> list[Figure]:
    """Return the figures to publish with `month`.

    `totals` are those of all months in `before`, and of the waiting months.
    """
    paths = _Paths(lines, before, month)
    known = [total for total in totals if total.count and total.month <= month]
    fresh = [total for total in known if not before.months(("", "", ""), total.month)]
    if sum(total.count for total in fresh) < SMALLEST_GROUP:
        return []  # the month waits for the next one
    partitions = Partitions(
        [Atom(paths.of(total), total.count) for total in known],
        [paths.begun(total) for total in known],
    )
    _refine(partitions, month)
    found = [*_figures(partitions, known, LEFT, month), *_figures(partitions, known, RIGHT, month)]
    return sorted(found, key=lambda figure: figure.place)


def _refine(partitions: Partitions, month: date) -> None:
    """Split by office, then by field and procedure of all offices, then within each office."""
    starts = {
        part
        for atom in partitions.atoms
        for path in atom.paths
        for part in path[:1]
        if part[1] == month
    }
    deepest = max(len(atom.paths[LEFT]) for atom in partitions.atoms)
    for side, length in (
        (LEFT, 1),
        (RIGHT, 2),
        (RIGHT, 3),
        *((LEFT, length) for length in range(2, deepest + 1)),
    ):
        partitions.refine(side, length, starts)


class _Paths:
    """The classes that ratings belong to.

    Left: (office below the province, last month of its figure), offices below it, field, procedure.
    Right: ("", last month of the figure of all offices), field, procedure.
    """

    def __init__(self, lines: Lines, before: Published, month: date) -> None:
        self._lines = lines
        self._before = before
        self._month = month

    def of(self, total: Total) -> tuple[Path, Path]:
        """Return the left and the right path."""
        line = self._lines.get(total.office, ())
        inside = tuple(
            (name, value)
            for name, value in (("field", total.field), ("procedure", total.procedure))
            if value
        )
        inside = inside if total.field else ()
        left = (
            (self._start(line[0], total), *(("office", office) for office in line[1:]), *inside)
            if line
            else ()
        )
        return left, (self._start("", total), *inside)

    def _start(self, office: str, total: Total) -> Part:
        months = self._before.months((office, "", ""), total.month)
        return office, months[1] if months else self._month

    def begun(self, total: Total) -> tuple[int, int]:
        """Return the published length of each path. On the right the month itself always counts."""
        line = self._lines.get(total.office, ())
        return (self._published(line, total) if line else 0), max(1, self._published([""], total))

    def _published(self, line: Sequence[str], total: Total) -> int:
        months = self._before.months((line[0], "", ""), total.month)
        if months is None:
            return 0
        places = [
            *((office, "", "") for office in line),
            (line[-1], total.field, ""),
            (line[-1], "", total.procedure),
        ]
        return max(
            length
            for length, place in enumerate(places, 1)
            if self._before.has(place, months) and (length <= len(line) or any(place[1:]))
        )


# --- figures of classes --------------------------------------------------------------------------


def _figures(
    partitions: Partitions, known: Sequence[Total], side: int, month: date
) -> Iterator[Figure]:
    """Yield the figures that are sums of this side's classes ending with `month`."""
    starts: dict[Part, date] = {}
    members: dict[Place, list[int]] = defaultdict(list)
    for number, total in enumerate(known):
        if _ends_with(partitions.class_of(number, side)[1], month):
            path = partitions.atoms[number].paths[side]
            starts[path[0]] = min(starts.get(path[0], month), total.month)
            for place in _places(path, total):
                members[place].append(number)
    for place, numbers in members.items():
        if _is_sum(partitions, side, numbers):
            start = partitions.atoms[numbers[0]].paths[side][0]
            yield _figure(place, (starts[start], month), [known[number] for number in numbers])


def _ends_with(path: Path, month: date) -> bool:
    return bool(path) and path[0][1] == month


def _places(path: Path, total: Total) -> Iterator[Place]:
    """Yield every place whose figure includes this rating."""
    offices = [path[0][0], *(str(which) for what, which in path[1:] if what == "office")]
    for office in offices:
        yield office, "", ""
        if total.field:
            yield office, total.field, ""
        if total.procedure:
            yield office, "", total.procedure


def _is_sum(partitions: Partitions, side: int, numbers: Iterable[int]) -> bool:
    """Return True if these ratings are exactly the ratings of some classes."""
    touched = Counter(partitions.class_of(number, side) for number in numbers)
    return all(len(partitions.members(vertex)) == count for vertex, count in touched.items())


def _figure(place: Place, months: Months, totals: Sequence[Total]) -> Figure:
    count, total, satisfied = (
        sum(getattr(one, name) for one in totals) for name in ("count", "total", "satisfied")
    )
    return Figure(place, months, count, total, satisfied)
