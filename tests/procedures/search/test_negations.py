"""What people say they do not want is not searched for."""

import doctest

import pytest

from procedures.search import negations
from procedures.search.negations import Negations
from tests.for_each import for_each
from tests.procedures.search.shelf import SHIPPED


def clear(text):
    shipped = Negations(SHIPPED.negations, SHIPPED.turns, SHIPPED.weak_words)
    return " ".join(" ".join(shipped.without_ruled_out(text.split())).split())


@for_each(
    ("said", "left"),
    [
        ("bang lai bi gay chu khong phai bi mat", "bang lai bi gay"),
        ("khong phai ho chieu ma can cuoc bi mat", "ma can cuoc bi mat"),
        ("doi chu ho hong phai tach ho nhung o chung", "doi chu ho nhung o chung"),
        ("khoi phuc ho chieu", "khoi phuc ho chieu"),
        ("xoa ten bo khoi ho khau", "xoa ten bo khoi ho khau"),
        ("co phai doi the can cuoc khong", "co phai doi the can cuoc khong"),
    ],
)
def test_only_words_after_a_negation_are_excluded(said, left):
    assert clear(said) == left


def test_a_negation_reaches_six_syllables():
    assert clear("ho chieu khong phai mot hai ba bon nam sau bay tam") == "ho chieu bay tam"


def test_a_query_of_only_a_negation_is_kept():
    assert clear("khong phai dang ky tam tru") == "khong phai dang ky tam tru"


def test_weak_words_alone_are_not_enough_to_search_for():
    words = ["em", "thi", "khong", "phai", "dang", "ky"]
    assert Negations(["không phải"], [], ["em", "thi"]).without_ruled_out(words) == words


@pytest.mark.parametrize("turns", [["mà"], []])
def test_a_turn_ends_the_exclusion(turns):
    left = Negations(["không phải"], turns, []).without_ruled_out(
        ["the", "hong", "khong", "phai", "mat", "ma", "gay"]
    )
    assert ("gay" in left) == bool(turns)


def test_its_example_works():
    assert doctest.testmod(negations).failed == 0
