"""Searching and filtering the list."""

import re

import pytest

from tests.dossiers.admin.pages import LIST, signed_in
from tests.for_each import for_each

pytestmark = pytest.mark.django_db


def codes(client, **query):
    return set(re.findall(r"G01\.899\.909-260916-\d{6}", client.get(LIST, query).content.decode()))


@for_each(
    ("query", "found"),
    [
        ({"q": "bưởi"}, True),
        ({"q": "tran thi BUOI"}, True),
        ({"q": "cam"}, False),
        ({"q": "g01.899.909-26"}, True),
        ({"q": "899"}, False),  # codes are found by prefix only
        ({"status__exact": "accepted"}, True),
        ({"status__exact": "returned"}, False),
        ({"due": "late"}, False),
        ({"due": "nearly"}, False),
        ({"office": "ca-xa-a"}, True),
        ({"handler": "me"}, False),
        ({"handler": "nobody"}, True),
    ],
)
def test_the_list_can_be_searched_and_filtered(row, as_officer, query, found):
    assert (row.code in codes(as_officer, **query)) is found


@pytest.mark.parametrize(("moment", "due", "found"), [
    ("2026-12-01 10:00", "nearly", True),
    ("2026-12-03 10:00", "nearly", True),
    ("2026-12-03 10:00", "today", True),
    ("2026-12-02 10:00", "today", False),
    ("2026-12-03 23:59", "late", False),
    ("2026-12-04 10:00", "late", True),
    ("2026-12-04 10:00", "nearly", False),
])  # fmt: skip
def test_the_list_can_be_filtered_by_due_date(row, officer, now, moment, due, found):
    now(moment)
    assert (row.code in codes(signed_in(officer), due=due)) is found
