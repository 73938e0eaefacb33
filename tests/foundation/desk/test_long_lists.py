"""Pages of tables that grow without end."""

import pytest
from django.db import connection
from django.test import SimpleTestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from unfold.contrib.filters.forms import DropdownForm

from foundation.desk.long_lists import BoundedPaginator, LongDropdownForm
from procedures.models import SearchCount
from tests.offices.factories import office, province

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


# --- the page of a list --------------------------------------------------------------------------


def test_a_row_of_a_list_is_short(admin_client):
    """What unfold writes for a row with eight columns are eight thousand bytes."""
    province()
    sizes = []
    for number in range(11):
        office(f"ca-xa-{number:02}", name=f"Công an xã Số {number:02}")
        if number in (0, 10):
            page = admin_client.get(reverse("admin:offices_office_changelist"))
            sizes.append(len(page.content))
    assert (sizes[1] - sizes[0]) / 10 < 3_500


def test_a_cell_keeps_the_name_of_its_column(admin_client):
    office("ca-xa-a", name="Công an xã A")
    html = admin_client.get(reverse("admin:offices_office_changelist")).content.decode()
    assert '<th class="field-name list-cell" data-label="tên">' in html
    assert 'class="action-checkbox list-check" data-label=' in html
