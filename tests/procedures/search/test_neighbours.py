"""Known pairs of syllables."""

from procedures.search.neighbours import PAIR, Neighbours

PAIRS = Neighbours({"ho chieu": 9, "ho khau": 0})


def test_each_syllable_has_its_neighbours():
    assert (set(PAIRS.after("ho")), set(PAIRS.before("khau"))) == ({"chieu", "khau"}, {"ho"})


def test_unknown_syllables_have_no_neighbours():
    assert (
        PAIRS.after("xyz"),
        PAIRS.before("ho"),
        PAIRS.is_pair("chieu", "ho"),
        PAIRS.worth("chieu", "ho"),
    ) == ({}, set(), False, 0.0)


def test_frequent_pairs_have_a_greater_weight():
    assert PAIRS.worth("ho", "chieu") > PAIRS.worth("ho", "khau") == PAIR
