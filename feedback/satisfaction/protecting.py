"""Which figures may be published so that no group of fewer than SMALLEST_GROUP ratings can be worked out of them. Pure: no database, no clock.

What is published are the classes of two partitions of the ratings, and sums of such classes: on the left by office, then
field, then procedure; on the right by month, then field, then procedure, for all offices. See each class as a vertex and
the ratings that a left and a right class share as an edge that is as heavy as they are many. What can be worked out of
the classes by adding and subtracting, with any factors, is exactly what potentials on the vertices give to the edges
(u + y for an edge of u and y). Such a combination that speaks of few ratings only leaves out all other edges: it is
constant on what these still connect, so the few are a cut of the graph. Hence:

    no group smaller than SMALLEST_GROUP can be worked out  ⟺  no cut of the graph weighs between 1 and SMALLEST_GROUP - 1.

So classes are split one after the other, and a split is refused where it would make such a cut. The only new cuts are
those between the two halves, hence one maximum flow between them, followed up to SMALLEST_GROUP, decides. A flow of nothing is
harmless: the halves hang together by no rating, and were a sum of two separate parts before. Refusing is what keeps
both small classes hidden (the split would be a small cut by itself) and those by which they could be computed.

docs/decisions/0013-satisfaction.md has the reasons; tests/feedback/satisfaction/test_answers.py asks every answer and solves.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from feedback.smallest_group import SMALLEST_GROUP

LEFT, RIGHT = 0, 1
Part = tuple[str, Hashable]  # one class within another: what it goes by, or whose it is, and which
Path = tuple[Part, ...]
Vertex = tuple[int, Path]


@dataclass(frozen=True)
class Atom:
    """Ratings that no figure tells apart.

    `count` of them, with the path of ever smaller classes that they could be in on each side.
    """

    paths: tuple[Path, Path]
    count: int


class Partitions:
    """Two partitions of the same ratings.

    Split further and further while no small group can be worked out.

    `begun` holds what is published already: how long a part of its path each atom's class has, on
    each side.
    """

    def __init__(self, atoms: Sequence[Atom], begun: Sequence[tuple[int, int]]) -> None:
        self.atoms = atoms
        self._reached = [list(lengths) for lengths in begun]
        self._weights: dict[Vertex, Counter[Vertex]] = defaultdict(Counter)
        self._members: dict[Vertex, list[int]] = defaultdict(list)
        for number in range(len(atoms)):
            self._connect(number, 1)
            for side in (LEFT, RIGHT):
                self._members[self.class_of(number, side)].append(number)

    def class_of(self, number: int, side: int) -> Vertex:
        """Return the class of the atom with this number on a side."""
        return side, self.atoms[number].paths[side][: self._reached[number][side]]

    def members(self, vertex: Vertex) -> Sequence[int]:
        """Return the numbers of a class's atoms."""
        return self._members[vertex]

    def refine(self, side: int, length: int, below: Collection[Part]) -> None:
        """Split off what differs in the first `length` parts of the path.

        The largest groups first: they hide the small ones.

        Only classes whose path begins with one of `below` are split, and the class of what has no
        place yet.
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
        sizes = {path: self._count(numbers) for path, numbers in found.items()}
        return [
            found[path]
            for path in sorted(found, key=lambda path: (-sizes[path], repr(path)))
            if sizes[path] >= SMALLEST_GROUP
        ]

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
        """Return the weight of the smallest cut between two vertices.

        Followed up to SMALLEST_GROUP (Ford and Fulkerson).
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
        """Return the edges of a shortest path on which there is room.

        None where there is no path.
        """
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
