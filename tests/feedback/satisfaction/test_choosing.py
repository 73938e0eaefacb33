"""Published figures reveal nothing about fewer than five ratings, and are otherwise complete."""

import random
from datetime import date

from feedback.satisfaction.choosing import Figure, Published, Total, choose
from tests.feedback.satisfaction.solving import small_groups
from tests.for_each import for_each

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))
# A province with three offices; one has two below it, and one of those another.
LINES = {
    "a": ["a"],
    "b": ["b"],
    "d": ["d"],
    "d1": ["d", "d1"],
    "d2": ["d", "d2"],
    "d21": ["d", "d2", "d21"],
}
FIELDS = {
    "cu-tru": ["tam-tru", "thuong-tru"],
    "can-cuoc": ["cap-moi", "cap-lai"],
    "xe": ["dang-ky"],
}


def total(office, procedure, count, month=JANUARY, field=None):
    field = (
        next(name for name, procedures in FIELDS.items() if procedure in procedures)
        if field is None
        else field
    )
    return Total(month, office, field, procedure, count, 4 * count, count)


def published(*months, lot=repr):
    """Release months in order, each a list of totals, and return all figures."""
    known, figures = [], []
    for month, totals in zip((JANUARY, FEBRUARY, MARCH), months, strict=False):
        known += totals
        before = Published((figure.place, figure.months) for figure in figures)
        figures += choose(known, LINES, before, month, lot)
    return figures


def counts(figures):
    return {figure.place: figure.count for figure in figures}


def covers(figure: Figure, one: Total):
    office, field, procedure = figure.place
    return (
        (not office or office in LINES.get(one.office, ()))
        and field in ("", one.field)
        and procedure in ("", one.procedure)
        and figure.months[0] <= one.month <= figure.months[1]
    )


def test_large_groups_are_published():
    figures = published(
        [total("a", "tam-tru", 7), total("a", "cap-moi", 5), total("b", "tam-tru", 9)]
    )
    assert counts(figures) == {
        ("", "", ""): 21,
        ("", "cu-tru", ""): 16,
        ("", "", "tam-tru"): 16,
        ("", "can-cuoc", ""): 5,
        ("", "", "cap-moi"): 5,
        ("a", "", ""): 12,
        ("a", "cu-tru", ""): 7,
        ("a", "", "tam-tru"): 7,
        ("a", "can-cuoc", ""): 5,
        ("a", "", "cap-moi"): 5,
        ("b", "", ""): 9,
        ("b", "cu-tru", ""): 9,
        ("b", "", "tam-tru"): 9,
    }


def test_a_small_office_is_hidden_together_with_another():
    figures = counts(
        published([total("a", "tam-tru", 8), total("b", "tam-tru", 3), total("d", "tam-tru", 6)])
    )
    assert figures[("", "", "")] == 17
    assert ("a", "", "") in figures
    assert not {("b", "", ""), ("d", "", "")} & figures.keys()


def test_a_field_of_two_offices_does_not_reveal_the_second():
    """The whole field minus the first office would be the two ratings of the second."""
    figures = counts(
        published([total("a", "dang-ky", 9), total("b", "dang-ky", 2), total("b", "tam-tru", 9)])
    )
    assert figures[("", "", "")] == 20
    assert not (
        {("a", "", ""), ("b", "", "")} & figures.keys()
        and {("", "xe", ""), ("", "cu-tru", "")} & figures.keys()
    )


def test_a_small_office_is_published_over_several_months():
    one = [
        [total("a", "tam-tru", 3, month), total("b", "tam-tru", 30, month)]
        for month in (JANUARY, FEBRUARY)
    ]
    figures = {
        (figure.place[0], figure.months): figure.count
        for figure in published(*one)
        if not any(figure.place[1:])
    }
    assert figures[("a", (JANUARY, FEBRUARY))] == 6
    assert figures[("", (JANUARY, JANUARY))] == figures[("", (FEBRUARY, FEBRUARY))] == 33


def test_a_small_month_is_published_with_the_next():
    (first, *_rest) = published([total("a", "tam-tru", 4)], [total("a", "tam-tru", 3, FEBRUARY)])
    assert (first.place, first.months, first.count) == (("", "", ""), (JANUARY, FEBRUARY), 7)


def test_unknown_values_count_as_the_rest():
    figures = counts(
        published(
            [
                total("a", "", 5, field=""),
                total("a", "", 6, field="cu-tru"),
                total("a", "tam-tru", 7),
            ]
        )
    )
    assert figures == {
        ("", "", ""): 18,
        ("a", "", ""): 18,
        ("", "cu-tru", ""): 13,
        ("a", "cu-tru", ""): 13,
        ("", "", "tam-tru"): 7,
        ("a", "", "tam-tru"): 7,
    }


def any_month(chance, month):
    """Return a realistic month: many small groups, some large, fields some offices never have."""
    pairs = [
        (office, procedure)
        for office in ("tinh", *LINES)
        for procedures in FIELDS.values()
        for procedure in procedures
    ]
    chosen = chance.sample(pairs, chance.randint(1, 22))
    return [
        total(office, procedure, chance.choice([1, 1, 1, 2, 2, 3, 4, 5, 6, 9]), month)
        for office, procedure in chosen
    ]


@for_each("seed", range(60))
def test_published_figures_reveal_no_small_group(seed):
    chance = random.Random(seed)  # noqa: S311  # the same data each time
    months = [
        any_month(chance, month) for month in (JANUARY, FEBRUARY, MARCH)[: chance.randint(1, 3)]
    ]
    figures, known = published(*months), [one for month in months for one in month]
    rows = [[int(covers(figure, one)) for one in known] for figure in figures]
    assert [figure.count for figure in figures] == [
        sum(one.count for one, in_it in zip(known, row, strict=True) if in_it) for row in rows
    ]
    assert list(small_groups(rows, [one.count for one in known])) == []


def test_the_solver_finds_a_revealed_group():
    """The total minus one office is the other, with three ratings.

    The difference of two groups of one reveals a group of two.
    """
    assert list(small_groups([[1, 1], [1, 0]], [6, 3])) == [(1,)]
    assert list(small_groups([[1, -1, 0]], [1, 1, 9])) == [(0, 1)]
    assert list(small_groups([[1, 1]], [6, 3])) == []


def test_most_offices_are_published():
    """Most offices of an ordinary province have a figure every month."""
    chance = random.Random(7)  # noqa: S311  # the same data each time
    lines = {f"xa-{number}": [f"xa-{number}"] for number in range(40)}
    known = [
        Total(JANUARY, office, field, procedure, count, 4 * count, count)
        for office in lines
        for field, procedures in FIELDS.items()
        for procedure in procedures
        if (count := chance.choice([0, 0, 1, 2, 3, 4, 6]))
    ]
    found = counts(choose(known, lines, Published(), JANUARY, repr))
    large = {
        office for office in lines if sum(one.count for one in known if one.office == office) >= 5
    }
    assert len([office for office in large if (office, "", "") in found]) >= len(large) - 1
    assert all(
        ("", "", procedure) in found for procedures in FIELDS.values() for procedure in procedures
    )
