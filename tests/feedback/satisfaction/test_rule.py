"""No small group is certain from published figures, even for somebody who knows the rule.

Every table of ratings of a small province is published with every order of lots. The tables that
give the same figures are what a reader who knows the rule thinks possible.
"""

from collections import defaultdict
from datetime import date
from itertools import permutations, product

from feedback.satisfaction.choosing import Published, Total, choose
from foundation.records.smallest_group import SMALLEST_GROUP
from tests.for_each import for_each

MONTHS = [date(2026, 1, 1), date(2026, 2, 1)]


def tables(whole, cells):
    """Yield all tables of so many cells with this sum."""
    if cells == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        for rest in tables(whole - first, cells - 1):
            yield (first, *rest)


def publish(cells, table, lot):
    """Return what everybody reads of a table: place, months and count of each figure."""
    known = [Total(*cell, count, 0, 0) for cell, count in zip(cells, table, strict=True) if count]
    lines = {office: [office] for _month, office, _field, _procedure in cells}
    figures = []
    for month in sorted({cell[0] for cell in cells}):
        before = Published((figure.place, figure.months) for figure in figures)
        figures += choose(known, lines, before, month, lot)
    return tuple((figure.place, figure.months, figure.count) for figure in figures)


def in_every_order(run):
    """Return the results of `run(lot)` for all orders of the classes that are asked about."""
    found, waiting = set(), [{}]
    while waiting:
        turns = waiting.pop()
        asked = defaultdict(list)

        def lot(vertex, turns=turns, asked=asked):
            side, path = vertex
            if vertex not in turns:
                asked[side, path[:-1]].append(vertex)
            return str(turns.get(vertex, 0))

        result = run(lot)
        open_orders = [vertices for vertices in asked.values() if len(vertices) > 1]
        if not open_orders:
            found.add(result)
            continue
        waiting += [
            turns | {vertex: turn for turn, vertex in enumerate(order)}
            for order in permutations(open_orders[0])
        ]
    return found


def groups_of(cells):
    """Return the groups that somebody might be curious about: each cell and each sum of a kind."""
    groups = defaultdict(set)
    for number, (month, office, field, _procedure) in enumerate(cells):
        for group in product((month, None), (office, None), (field, None)):
            groups[group].add(number)
    return {frozenset(numbers) for group, numbers in groups.items()}


def certain_small_groups(cells, drawn):
    """Return the groups below SMALLEST_GROUP whose size a reader who knows the rule can name."""
    alike = defaultdict(set)
    for table in drawn:
        for answer in in_every_order(lambda lot, table=table: publish(cells, table, lot)):
            alike[answer].add(table)
    return [
        (answer, group, size)
        for answer, possible in alike.items()
        for group in groups_of(cells)
        for size in _only({sum(table[number] for number in group) for table in possible})
        if 0 < size < SMALLEST_GROUP and answer
    ]


def _only(sizes):
    return sizes if len(sizes) == 1 else ()


def province(offices, fields, months=1):
    return [
        (month, office, field, f"p-{field}")
        for month in MONTHS[:months]
        for office in offices
        for field in fields
    ]


@for_each(
    ("offices", "fields", "whole"),
    [
        *(("abc", "f", whole) for whole in (5, 10, 11, 13)),
        *(("a", "fgh", whole) for whole in (5, 10, 12)),
        *(("ab", "fg", whole) for whole in (5, 10, 11, 12, 13)),
    ],
)
def test_a_small_group_of_a_month_is_never_certain(offices, fields, whole):
    cells = province(offices, fields)
    assert certain_small_groups(cells, tables(whole, len(cells))) == []


@for_each("wholes", [(5, 6), (11, 5), (12, 6), (13, 5), (13, 11)])
def test_a_small_group_of_offices_that_wait_is_never_certain(wholes):
    drawn = [first + second for first, second in product(*(list(tables(n, 2)) for n in wholes))]
    assert certain_small_groups(province("ab", "f", months=2), drawn) == []


def test_seven_sizes_are_left_for_the_second_office():
    cells = province("abc", "f")
    possible = {
        table[1]
        for table in tables(13, 3)
        for answer in in_every_order(lambda lot, table=table: publish(cells, table, lot))
        if {place[0]: count for place, _months, count in answer if not place[1]} == {"": 13, "a": 5}
    }
    assert possible == {1, 2, 3, 4, 5, 6, 7}


def test_the_enumeration_finds_a_group_that_is_certain():
    """Largest first, as it was once, leaves two groups of four."""
    cells = province("abc", "f")
    alike = defaultdict(set)
    for table in tables(13, 3):
        sizes = dict(zip("abc", table, strict=True))

        def largest_first(vertex, sizes=sizes):
            return str(20 - sizes.get(vertex[1][0][0], 0)).zfill(2)

        alike[publish(cells, table, largest_first)].add(table)
    assert {(4, 4, 5)} in alike.values()
