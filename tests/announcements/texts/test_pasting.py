"""Pasted text loses its markup before anybody keeps it."""

import pytest

from announcements.texts.pasting import without_markup


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Không có gì", "Không có gì"),
        ("1 < 2 > 0\n> trích\n<3", "1 < 2 > 0\n> trích\n<3"),
        ("<https://bocongan.gov.vn> &amp;", "<https://bocongan.gov.vn> &amp;"),
        ("<p>Một</p>\r\n<p>Hai</p>", "Một\n\nHai"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("a<script>alert(1)</script>b<style>p{}</style>c", "abc"),
        ("a<!-- ẩn -->b<?xml x?>c<br/>d", "abc\nd"),
        ("a<xml><w:x>Normal</w:x></xml>b", "ab"),
        ("a<script>alert(1)", "a"),
    ],
)
def test_words_stay_and_markup_goes(pasted, kept):
    assert without_markup(pasted) == kept
