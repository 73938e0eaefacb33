"""Decide what may be published so that no small group can be computed. Pure.

Published are the classes of two partitions of the ratings, and sums of classes: on the left by
office, then field, then procedure; on the right by month, then field, then procedure, for all
offices. Take each class as a vertex, and the ratings that a left and a right class share as an edge
whose weight is their number.

Anything that can be computed by adding and subtracting classes, with any factors, is what
potentials on the vertices give to the edges (u + y for an edge of u and y). A combination about few
ratings only leaves out all other edges. It is then constant on the parts that those still connect,
so the few are a cut of the graph. Hence:

    no group below SMALLEST_GROUP can be computed
    ⟺  no cut of the graph weighs between 1 and SMALLEST_GROUP - 1.

So classes are split one after the other, and a split that would make such a cut is refused. New
cuts can only run between the two halves, so one maximum flow between them, followed up to
SMALLEST_GROUP, decides. A flow of zero is harmless: no rating connects the halves, which were a sum
of two separate parts before. Refusing hides small classes (the split would itself be a small cut)
and also those from which they could be computed.

Readers know this rule as well. So the order of splits is a lot that they cannot know: a class that
is not shown may be as large as one that is.

docs/decisions/0013-satisfaction.md has the reasons. tests/feedback/satisfaction/test_answers.py
requests every answer and solves the equations.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from foundation.records.smallest_group import SMALLEST_GROUP

LEFT, RIGHT = 0, 1
Part = tuple[str, Hashable]  # one step into a smaller class: its kind and which
Path = tuple[Part, ...]
Vertex = tuple[int, Path]
Lot = Callable[[Vertex], str]  # the turn of a class: unforeseeable, the same whenever asked


@dataclass(frozen=True)
class Atom:
    """`count` ratings that no figure distinguishes, with their path of classes on each side."""

    paths: tuple[Path, Path]
    count: int


class Partitions:
    """Two partitions of the same ratings, split as long as no small group can be computed.

    `begun` is, for each atom and side, the published length of its path.
    """

    def __init__(self, atoms: Sequence[Atom], begun: Sequence[tuple[int, int]], lot: Lot) -> None:
        self.atoms = atoms
        self._lot = lot
        self._reached = [list(lengths) for lengths in begun]
        self._weights: dict[Vertex, Counter[Vertex]] = defaultdict(Counter)
        self._members: dict[Vertex, list[int]] = defaultdict(list)
        for number in range(len(atoms)):
            self._connect(number, 1)
            for side in (LEFT, RIGHT):
                self._members[self.class_of(number, side)].append(number)

    def class_of(self, number: int, side: int) -> Vertex:
        """Return the class on `side` of the atom with this number."""
        return side, self.atoms[number].paths[side][: self._reached[number][side]]

    def members(self, vertex: Vertex) -> Sequence[int]:
        """Return the numbers of a class's atoms."""
        return self._members[vertex]

    def refine(self, side: int, length: int, below: Collection[Part]) -> None:
        """Split classes by the first `length` parts of the path, in the order of their lots.

        Large groups hide small ones. Only classes whose path begins with one of `below` are
        split, and the class without a place.
        """
        classes = [
            vertex for vertex in self._members if vertex[0] == side and len(vertex[1]) == length - 1
        ]
        for vertex in sorted(
            (vertex for vertex in classes if not vertex[1] or vertex[1][0] in below), key=repr
        ):
            for group in self._groups(vertex, length):
                self._split(vertex, group)

    def _groups(self, vertex: Vertex, length: int) -> list[list[int]]:
        found: dict[Path, list[int]] = defaultdict(list)
        for number in self._members[vertex]:
            path = self.atoms[number].paths[vertex[0]]
            if len(path) >= length:
                found[path[:length]].append(number)
        large = [path for path, numbers in found.items() if self._count(numbers) >= SMALLEST_GROUP]
        large.sort(key=lambda path: self._lot((vertex[0], path)))
        return [found[path] for path in large]

    def _count(self, numbers: Iterable[int]) -> int:
        return sum(self.atoms[number].count for number in numbers)

    # --- one split -------------------------------------------------------------------------------

    def _split(self, vertex: Vertex, group: list[int]) -> None:
        """Make `group` a class of its own unless that makes a small cut."""
        self._move(group, vertex[0], 1)
        part = self.class_of(group[0], vertex[0])
        if 0 < self._flow(part, vertex) < SMALLEST_GROUP:
            self._move(group, vertex[0], -1)
            return
        moved = set(group)
        self._members[vertex] = [number for number in self._members[vertex] if number not in moved]
        self._members[part] = group

    def _move(self, group: list[int], side: int, step: int) -> None:
        for number in group:
            self._connect(number, -1)
            self._reached[number][side] += step
            self._connect(number, 1)

    def _connect(self, number: int, sign: int) -> None:
        left, right = self.class_of(number, LEFT), self.class_of(number, RIGHT)
        for one, other in ((left, right), (right, left)):
            self._weights[one][other] += sign * self.atoms[number].count
            if not self._weights[one][other]:
                del self._weights[one][other]

    def _flow(self, source: Vertex, sink: Vertex) -> int:
        """Return the smallest cut between two vertices, up to SMALLEST_GROUP.

        The algorithm is that of Ford and Fulkerson.
        """
        used: Counter[tuple[Vertex, Vertex]] = Counter()
        flow = 0
        while flow < SMALLEST_GROUP and (path := self._path(source, sink, used)):
            room = min(self._weights[one][other] - used[one, other] for one, other in path)
            flow += room
            for one, other in path:
                used[one, other] += room
                used[other, one] -= room
        return flow

    def _path(
        self, source: Vertex, sink: Vertex, used: Counter[tuple[Vertex, Vertex]]
    ) -> list[tuple[Vertex, Vertex]]:
        """Return the edges of a shortest path with free capacity; empty if there is none."""
        before: dict[Vertex, Vertex] = {source: source}
        waiting = deque([source])
        while waiting:
            here = waiting.popleft()
            for there, weight in self._weights[here].items():
                if there not in before and weight > used[here, there]:
                    before[there] = here
                    if there == sink:
                        return list(_back(before, source, sink))
                    waiting.append(there)
        return []


def _back(
    before: dict[Vertex, Vertex], source: Vertex, sink: Vertex
) -> Iterator[tuple[Vertex, Vertex]]:
    while sink != source:
        yield before[sink], sink
        sink = before[sink]
