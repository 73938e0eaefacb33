"""Opaque forms of internal numbers."""

from foundation.records.opaque_numbers import hide, reveal
from tests.for_each import for_each


@for_each("number", [0, 1, 12, 2**63 - 1])
def test_a_number_can_be_revealed(number):
    assert reveal("test", hide("test", number)) == number


def test_it_does_not_reveal_the_number():
    hidden = [hide("test", number) for number in range(100)]
    assert {len(one) for one in hidden} == {32}
    assert len({one[:8] for one in hidden}) == len({one[-8:] for one in hidden}) == 100
    assert hidden != sorted(hidden)


def test_each_purpose_has_its_own():
    assert hide("test", 12) != hide("other", 12)
    assert reveal("other", hide("test", 12)) is None


@for_each("sent", ["", "12", "x" * 32, "0" * 32, "ab" * 15, "ab" * 17, "é" * 32, " " * 32])
def test_anything_else_is_invalid(sent):
    assert reveal("test", sent) is None


def test_a_former_key_still_reads(settings):
    hidden, before = hide("test", 12), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [before]
    assert reveal("test", hidden) == 12
    settings.SECRET_KEY_FALLBACKS = []
    assert reveal("test", hidden) is None
