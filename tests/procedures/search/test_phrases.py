"""Phrases of names and titles."""

from procedures.search.phrases import without_asides


def test_text_in_brackets_is_left_out():
    assert without_asides("Tách hộ (thực hiện tại cấp xã)") == "Tách hộ"
