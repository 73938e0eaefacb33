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

from feedback.satisfaction.protecting import LEFT, RIGHT, Atom, Lot, Part, Partitions, Path
from foundation.records.smallest_group import SMALLEST_GROUP

# Ratings are in figures of offices and of fields, or of an office over several months, only if they
# are so many together, which everybody knows: in smaller tables one place of a crossing may be left
# for a small group. Enumerated in tests/feedback/satisfaction/test_rule.py.
CROSSING = 13

Place = tuple[str, str, str]  # office, field, procedure; "" is all
_ALL: Place = ("", "", "")
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


def choose(
    totals: Iterable[Total], lines: Lines, before: Published, month: date, lot: Lot
) -> list[Figure]:
    """Return the figures to publish with `month`.

    `totals` are those of all months in `before`, and of the waiting months.
    """
    known = [total for total in totals if total.count and total.month <= month]
    fresh = sum(total.count for total in known if not before.months(_ALL, total.month))
    if fresh < SMALLEST_GROUP:
        return []  # the month waits for the next one
    paths = _Paths(lines, before, month)
    paths.give_up(known)
    paths.admit(known, fresh - SMALLEST_GROUP, lot)
    partitions = Partitions(
        [Atom(paths.of(total), total.count) for total in known],
        [paths.begun(total) for total in known],
        lot,
    )
    _refine(partitions, month, crossing=fresh >= CROSSING)
    found = [*_figures(partitions, known, LEFT, month), *_figures(partitions, known, RIGHT, month)]
    return sorted(found, key=lambda figure: figure.place)


def _refine(partitions: Partitions, month: date, *, crossing: bool) -> None:
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
        *(((RIGHT, 2), (RIGHT, 3)) if crossing else ()),
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
        self._given_up: set[Total] = set()
        self._waiting: dict[str, bool] = {}  # offices that waited, and whether they are admitted

    def give_up(self, known: Sequence[Total]) -> None:
        """Let ratings of offices wait no longer where fewer than CROSSING were left waiting.

        They stay in the figures of all offices. Everybody can tell when: what waits is the figures
        of all offices less those of each.
        """
        for release in sorted({total.month for total in known}):
            waiting = [total for total in known if self._waits(total, release)]
            if sum(total.count for total in waiting) < CROSSING:
                self._given_up.update(waiting)

    def _waits(self, total: Total, release: date) -> bool:
        """Return True if all offices' figure came before this release, and the office's did not."""
        whole = self._before.months(_ALL, total.month)
        if whole is None or whole[1] >= release or total in self._given_up:
            return False
        own = self._own_months(total)
        return own is None or own[1] >= release

    def _top(self, total: Total) -> str:
        return next(iter(self._lines.get(total.office, ())), "")

    def _own_months(self, total: Total) -> Months | None:
        """Return the months of the figure of the total's office, if it has one."""
        top = self._top(total)
        return self._before.months((top, "", ""), total.month) if top else None

    def admit(self, known: Sequence[Total], room: int, lot: Lot) -> None:
        """Let offices that waited have a figure of several months, in the order of their lots.

        All these figures together are about `room` ratings at most.
        """
        counts: Counter[str] = Counter()
        for total in known:
            if not self._own_months(total) and total not in self._given_up:
                counts[self._top(total)] += total.count
        waited = {self._top(total) for total in known if self._waits(total, self._month)} - {""}
        self._waiting = dict.fromkeys(waited, False)
        for office in sorted(waited, key=lambda office: lot((LEFT, ((office, self._month),)))):
            if SMALLEST_GROUP <= counts[office] <= room:
                self._waiting[office] = True
                room -= counts[office]

    def of(self, total: Total) -> tuple[Path, Path]:
        """Return the left and the right path."""
        inside = tuple(
            (name, value)
            for name, value in (("field", total.field), ("procedure", total.procedure))
            if value and total.field
        )
        return self._left(total, inside), (self._start("", total), *inside)

    def _left(self, total: Total, inside: Path) -> Path:
        top = self._top(total)
        if not top or total in self._given_up:
            return ()
        start = self._start(top, total)
        if top in self._waiting and not self._own_months(total):
            return (start,) if self._waiting[top] else ()
        below = (("office", office) for office in self._lines[total.office][1:])
        return (start, *below, *inside)

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
        if ("field", total.field) in path:
            yield office, total.field, ""
        if ("procedure", total.procedure) in path:
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
