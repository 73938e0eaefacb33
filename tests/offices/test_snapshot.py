"""Offices as web processes hold them in memory."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.publishing.models import Revision
from offices import actions
from offices.models import Office
from offices.snapshot import directory
from tests.offices import factories

pytestmark = pytest.mark.django_db


def test_a_published_change_is_seen_after_a_refresh():
    factories.thanh_mieu()
    assert "ca-xa-moi" not in directory.current().offices
    factories.office("ca-xa-moi")
    actions.publish()
    assert directory.refresh() is True
    assert "ca-xa-moi" in directory.current().offices


def test_only_what_changed_is_read_again():
    row, other = factories.office("ca-xa-a"), factories.office("ca-xa-b")
    before = directory.current().offices
    Office.objects.update(address="Khu 7")
    actions.publish([row.pk])
    directory.refresh()
    after = directory.current().offices
    assert after[row.pk].document["address"] == "Khu 7"
    assert after[other.pk] is before[other.pk]


def test_a_deleted_office_is_gone_after_a_refresh():
    row = factories.office("ca-xa-a")
    directory.current()
    row.delete()
    actions.publish()
    directory.refresh()
    assert row.pk not in directory.current().offices


def test_a_field_that_communes_begin_to_serve_changes_all_of_them():
    field = factories.field("cutru", served_by_communes=False)
    row = factories.office("ca-xa-a")
    directory.current()
    field.served_by_communes = True
    field.save()
    actions.publish()
    directory.refresh()
    assert directory.current().offices[row.pk].fields == ("cutru",)


def test_a_restored_database_is_read_whole():
    """What is held may be newer than the backup."""
    row = factories.office("ca-xa-a")
    actions.publish([row.pk])
    actions.publish([row.pk])
    directory.current()
    Office.objects.update(address="Khu 7", published_in=0)
    Revision.objects.filter(name=actions.REVISION).update(number=1)
    directory.refresh()
    assert directory.current().offices[row.pk].document["address"] == "Khu 7"


def test_communes_without_fields_serve_the_common_ones():
    factories.field("cutru", served_by_communes=True)
    factories.field("pccc")
    factories.office("ca-xa-a")
    factories.office("ca-xa-b", fields=["pccc"])
    offices = directory.current().offices
    assert (offices["ca-xa-a"].fields, offices["ca-xa-a"].fields_assumed) == (("cutru",), True)
    assert (offices["ca-xa-b"].fields, offices["ca-xa-b"].fields_assumed) == (("pccc",), False)


def test_other_offices_without_fields_serve_none():
    factories.field("cutru", served_by_communes=True)
    factories.office("phong-a", kind="department")
    assert directory.current().offices["phong-a"].fields == ()


def test_successors_are_followed_to_an_active_office():
    last = factories.office("ca-xa-c")
    middle = factories.office("ca-xa-b", successor=last, valid_to=date(2026, 6, 30))
    first = factories.office("ca-xa-a", successor=middle, valid_to=date(2025, 6, 30))
    held = directory.current()
    assert held.current_successor(held.offices[first.pk], date(2026, 11, 24)).id == "ca-xa-c"
    assert held.current_successor(held.offices[first.pk], date(2026, 1, 1)).id == "ca-xa-b"
    assert held.current_successor(held.offices[last.pk], date(2026, 1, 1)) is None


def test_circles_in_the_rows_do_not_hang():
    factories.office("ca-xa-a")
    factories.office(
        "ca-xa-b", parent_id="ca-xa-a", successor_id="ca-xa-a", valid_to=date(2026, 1, 1)
    )
    Office.objects.filter(pk="ca-xa-a").update(
        parent="ca-xa-b", successor="ca-xa-b", valid_to=date(2026, 1, 1)
    )
    held = directory.current()
    assert held.current_successor(held.offices["ca-xa-a"], date(2026, 11, 24)).id == "ca-xa-b"
    assert [office.id for office in held.ancestors(held.offices["ca-xa-a"])] == [
        "ca-xa-a",
        "ca-xa-b",
    ]


def test_loading_costs_the_same_for_1_and_20_offices(django_assert_num_queries):
    def cost():
        directory.forget()
        with CaptureQueriesContext(connection) as queries:
            directory.current()
        return len(queries)

    factories.hours(factories.office(fields=["cutru"]))
    one = cost()
    for _ in range(19):
        row = factories.office(fields=["cutru"])
        factories.hours(row)
        factories.exception(row, "2026-12-01")
        factories.officer(row)
    assert cost() == one
