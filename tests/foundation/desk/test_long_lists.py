"""Pages of tables that grow without end."""

import pytest
from django.db import connection
from django.test import SimpleTestCase
from django.test.utils import CaptureQueriesContext
from unfold.contrib.filters.forms import DropdownForm

from foundation.desk.long_lists import BoundedPaginator, LongDropdownForm
from procedures.models import SearchCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """Return seven rows, newest first."""
    SearchCount.objects.bulk_create(
        SearchCount(day="2026-11-24", term=str(number)) for number in range(7)
    )
    return SearchCount.objects.order_by("-pk")


def test_short_lists_are_counted_completely(rows):
    paginator = BoundedPaginator(rows, 3)
    assert (paginator.count, paginator.num_pages, len(paginator.page(3))) == (7, 3, 1)


def test_long_lists_are_counted_up_to_the_limit(rows, monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "limit", 5)
    with CaptureQueriesContext(connection) as queries:
        assert BoundedPaginator(rows, 3).count == 5
    assert "LIMIT 5" in queries[0]["sql"]
    assert "ORDER BY" not in queries[0]["sql"]


@pytest.mark.parametrize("chosen", [None, "", "b", "no-such-choice"])
def test_a_long_choice_is_written_as_a_short_one(chosen):
    choices = [("", "Tất cả"), ("a", "A & «B»"), ("b", "<b>"), ('"', "'")]
    forms = [
        form(name="office", label="Đơn vị", choices=choices, data={"office": chosen})
        for form in (LongDropdownForm, DropdownForm)
    ]
    SimpleTestCase().assertHTMLEqual(*(str(form["office"]) for form in forms))
