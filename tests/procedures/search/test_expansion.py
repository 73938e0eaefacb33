"""Spaces within known words are removed from a query."""

import pytest

from procedures.search.expansion import join_split_words


@pytest.mark.parametrize(
    ("typed", "whole"),
    [("ct 7", "ct7"), ("pass port", "passport"), ("ho chieu", "ho chieu"), ("muc 2", "muc 2")],
)
def test_superfluous_spaces_are_removed(typed, whole):
    known = {"ct7", "passport", "ho", "chieu", "hochieu", "muc"}
    assert " ".join(join_split_words(typed.split(), known.__contains__)) == whole
