"""Which typing mistakes are recognised."""

import pytest

from procedures.search.slips import (
    DOUBLED,
    DROPPED,
    INSERTED,
    SWAPPED,
    TWO_SLIPS,
    WRONG,
    Slips,
    slip_cost,
    strip_telex_keys,
)


@pytest.mark.parametrize(
    ("typed", "cost"),
    [
        ("chiu", DROPPED),
        ("chiieu", DOUBLED),
        ("cheiu", SWAPPED),
        ("chxieu", INSERTED),
        ("chiey", WRONG),
        ("hieu", DROPPED),
        ("chi", TWO_SLIPS),
        ("cehiu", TWO_SLIPS),
    ],
)
def test_each_typing_mistake_has_its_cost(typed, cost):
    assert slip_cost(typed, {"chiu": "chieu", "hieu": "chieu"}.get(typed, "chieu")) == cost


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chieeus", "chieu"),
        ("ddawng", "dang"),
        ("truwowngf", "truong"),
        ("tru", "tru"),
        ("strx", "strx"),
    ],
)
def test_telex_keys_are_removed(typed, meant):
    assert strip_telex_keys(typed) == meant


def test_a_missing_space_is_a_reading():
    assert ("ho", "chieu") in Slips({"ho", "chieu"}).find_readings("hochieu")


def test_joined_letters_and_digits_are_a_reading():
    assert ("cmnd", "9", "so") in Slips({"cmnd", "so"}).find_readings("cmnd9so")


def test_two_typing_mistakes_are_not_a_reading():
    assert Slips({"thuong"}).find_readings("tung") == {}
