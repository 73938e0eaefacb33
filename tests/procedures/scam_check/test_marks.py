"""Numbers and links in a text, however they are written."""

import pytest

from procedures.scam_check.marks import forms_of, links_in, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0912[.]345[.]678", ["0912345678"]),
        ("84912345678", ["0912345678"]),
        ("(+84) 912-345-678", ["0912345678"]),
        ("chuyển 100.000.000 đồng ngày 12", []),
        ("113, 0203", []),
    ],
)
def test_numbers(text, numbers):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("hxxps://A[.]vneid[.]xyz/tai.", ["a.vneid.xyz/tai"]),
        ("ở TP.HCM v.v...", []),
        ("http://[::1", []),
        ("user@vneid.xyz", []),
    ],
)
def test_links(text, links):
    assert links_in(text) == links


def test_a_warning_of_a_domain_covers_what_is_below_it():
    assert {"vneid.xyz", "a.vneid.xyz"} <= set(forms_of("a.vneid.xyz/b/c"))
