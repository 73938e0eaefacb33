"""Pages of tables that grow without end."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.desk.long_lists import BoundedPaginator
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
