"""Codes lead to exactly their procedures."""

import pytest

from procedures.search.codes import national_codes
from tests.procedures.search.shelf import INDEX


@pytest.mark.parametrize(
    "query",
    ["1.001456", "1001456", "1 001456", "1.001.456", "TTHC-1-001456", "thủ tục 1.001456 cần gì"],
)
def test_a_national_code_finds_only_its_procedure(query):
    assert INDEX.search(query).ids == ("passport",)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("CT07", {"proof"}),
        ("ct 07", {"proof"}),
        ("ct7", {"proof"}),
        ("mẫu ct01", {"residence", "stay"}),
        ("tk 05", {"passport-lost"}),
    ],
)
def test_a_form_code_finds_the_procedures_with_the_form(query, found):
    assert set(INDEX.search(query).ids) == found


@pytest.mark.parametrize("text", ["001456", "0912001456", "001090001456", "1.0014567", "12.001456"])
def test_other_numbers_are_not_codes(text):
    assert national_codes(text) == []
