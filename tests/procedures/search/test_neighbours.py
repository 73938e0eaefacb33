"""Known pairs of syllables."""

from procedures.search.neighbours import PAIR, Neighbours

PAIRS = Neighbours({"ho chieu": 9, "ho khau": 0})


def test_each_syllable_knows_what_stands_beside_it():
    assert (set(PAIRS.after("ho")), set(PAIRS.before("khau"))) == ({"chieu", "khau"}, {"ho"})


def test_nothing_is_known_of_others():
    assert (
        PAIRS.after("xyz"),
        PAIRS.before("ho"),
        PAIRS.is_pair("chieu", "ho"),
        PAIRS.worth("chieu", "ho"),
    ) == ({}, set(), False, 0.0)


def test_a_pair_is_worth_more_the_more_procedures_have_it():
    assert PAIRS.worth("ho", "chieu") > PAIRS.worth("ho", "khau") == PAIR
