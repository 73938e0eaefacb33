"""Which ratings of an office look stuffed."""

from datetime import date, timedelta
from uuid import uuid4

from feedback.ratings.stuffing import RULES, Given, RuleCode, look_stuffed, suspects
from tests.for_each import for_each

DAY = date(2026, 11, 20)
VISITS, DOSSIERS, FEW = (RULES[code] for code in RuleCode)


def given(number, *, rater=None, visit=True, back=0):
    """Return ratings of one day, `back` days before DAY, of one rater or of one each."""
    day = DAY - timedelta(days=back)
    return [Given(uuid4(), rater or str(uuid4()), visit, day) for _number in range(number)]


@for_each(
    ("rule", "ratings", "expected"),
    [
        (VISITS, given(15), True),
        (VISITS, given(14), False),
        (VISITS, given(15, visit=False), False),
        (VISITS, given(15, back=1), False),
        (VISITS, given(20) + [one for back in range(1, 29) for one in given(5, back=back)], True),
        (VISITS, given(19) + [one for back in range(1, 29) for one in given(5, back=back)], False),
        (DOSSIERS, given(30, visit=False), True),
        (DOSSIERS, given(29, visit=False), False),
    ],
)
def test_a_day_looks_stuffed_when_it_is_far_above_the_usual(rule, ratings, expected):
    assert look_stuffed(rule, ratings, DAY) is expected


def of_accounts(accounts, each, *, back=0):
    return [one for name in range(accounts) for one in given(each, rater=f"r{name}", back=back)]


@for_each(
    ("ratings", "expected"),
    [
        (of_accounts(4, 3) + given(12), True),
        (of_accounts(4, 3) + given(13), False),
        (of_accounts(3, 3), False),
        (of_accounts(6, 2), False),
        (of_accounts(4, 2, back=6) + of_accounts(4, 1), True),
        (of_accounts(4, 2, back=7) + of_accounts(4, 1), False),
    ],
)
def test_few_raters_look_stuffed_with_half_of_a_week(ratings, expected):
    assert look_stuffed(FEW, ratings, DAY) is expected


def test_only_ratings_of_few_raters_are_suspects():
    many = of_accounts(1, 3)
    assert suspects(FEW, [*many, *given(3)], DAY) == many


def test_erased_raters_are_not_one_rater():
    assert (
        suspects(FEW, [Given(uuid4(), "", is_visit=True, day=DAY) for _number in range(20)], DAY)
        == []
    )
