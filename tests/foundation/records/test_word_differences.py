"""Two texts compared word by word."""

from foundation.records.word_differences import MOST_WORDS, word_differences


def test_both_texts_can_be_read_from_the_parts():
    before, after = "Mở cửa từ 7 giờ\nsáng thứ Bảy.", "Nay mở cửa từ 8 giờ\nsáng."
    parts = word_differences(before, after)
    assert "".join(one.text for one in parts if one.change != "new") == before
    assert "".join(one.text for one in parts if one.change != "gone") == after
    assert ("kept", " cửa từ ") in {(one.change, one.text) for one in parts}


def test_the_same_text_has_one_part_and_nothing_has_none():
    assert [one.change for one in word_differences("một hai", "một hai")] == ["kept"]
    assert word_differences("", "") == []


def test_a_text_without_end_is_compared_up_to_a_bound():
    parts = word_differences("một " * MOST_WORDS, "hai")
    assert sum(len(one.text.split()) for one in parts) <= MOST_WORDS
