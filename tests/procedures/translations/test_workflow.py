"""The table of moves of a translation, and what counts as a page of the Ministry."""

import pytest

from procedures.choices import Origin
from procedures.translations.workflow import (
    ADOPT,
    MOVES,
    NEEDS_MINISTRY,
    ONLY_OFFICIAL,
    REVIEW,
    is_of_ministry,
)
from tests.for_each import for_each

PAGE = "https://bocongan.gov.vn/en/12"
NEVER_TRANSLATED = ""


@pytest.mark.parametrize("stale", [True, False])
@pytest.mark.parametrize("origin", [NEVER_TRANSLATED, *Origin.values])
def test_an_official_text_is_only_replaced_by_another(origin, stale):
    kept = origin == Origin.OFFICIAL and not stale
    assert REVIEW.refusal(origin, stale=stale, source_url="") == (ONLY_OFFICIAL if kept else "")
    assert ADOPT.refusal(origin, stale=stale, source_url=PAGE) == ""
    assert ADOPT.refusal(origin, stale=stale, source_url="https://a.vn/") == NEEDS_MINISTRY


def test_each_move_follows_the_domain_and_needs_its_own_right():
    assert [(move.to, move.permission) for move in MOVES] == [
        (Origin.REVIEWED, "procedures.change_translation"),
        (Origin.OFFICIAL, "procedures.adopt_translation"),
    ]


@for_each(
    ("address", "is_one"),
    [
        (PAGE, True),
        ("https://en.bocongan.gov.vn/", True),
        ("https://xuatnhapcanh.gov.vn/", True),
        ("https://bocongan.gov.vn.example.com/", False),
        ("https://giabocongan.gov.vn/", False),
        ("https://example.com/bocongan.gov.vn", False),
        ("http://bocongan.gov.vn/", False),
        ("https://[bocongan.gov.vn", False),
        ("", False),
    ],
)
def test_a_page_of_the_ministry(address, is_one):
    assert is_of_ministry(address) is is_one
