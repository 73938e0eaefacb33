"""Offices in the memory of web processes."""

import gc
import weakref
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.publishing.models import Revision
from offices import actions
from offices.finding.selected import Criteria
from offices.models import Office
from offices.snapshot import SELECTIONS, build_directory, directory
from tests.offices import factories

pytestmark = pytest.mark.django_db


def test_a_published_change_is_seen_after_a_refresh():
    factories.thanh_mieu()
    assert "ca-xa-moi" not in directory.current().offices
    factories.office("ca-xa-moi")
    actions.publish()
    assert directory.refresh() is True
    assert "ca-xa-moi" in directory.current().offices


def test_only_changed_offices_are_read_again():
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


def test_a_new_field_of_communes_changes_all_of_them():
    field = factories.field("cutru", served_by_communes=False)
    row = factories.office("ca-xa-a")
    directory.current()
    field.served_by_communes = True
    field.save()
    actions.publish()
    directory.refresh()
    assert directory.current().offices[row.pk].fields == ("cutru",)


def test_a_restored_database_is_read_whole():
    """The memory may be newer than the backup."""
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


def test_offices_of_a_day_are_selected_once_per_day():
    factories.office("ca-xa-a", valid_to=date(2026, 11, 25))
    held, communes = directory.current(), Criteria(kind="commune")
    found = held.select(date(2026, 11, 25), communes)
    assert [office.id for office in found.offices] == ["ca-xa-a"]
    assert held.select(date(2026, 11, 25), communes) is found
    assert held.select(date(2026, 11, 26), communes).offices == ()


def test_open_offices_are_selected_once_per_minute():
    factories.calendar_2026_2027()
    factories.hours(factories.office("ca-xa-a"), periods=[("08:00", "17:00")])
    held, opens = directory.current(), datetime(2026, 11, 25, 1, 0, 59, tzinfo=UTC)
    day = date(2026, 11, 25)
    found = held.select(day, open_at=opens)
    assert [office.id for office in found.offices] == ["ca-xa-a"]
    assert held.select(day, open_at=opens.replace(second=1)) is found
    assert held.select(day, open_at=opens - timedelta(minutes=1)).offices == ()


def test_few_selections_are_kept():
    held, first = directory.current(), date(2026, 1, 1)
    found = held.select(first)
    for number in range(SELECTIONS):
        held.select(first + timedelta(days=1 + number))
    assert held.select(first) is not found


def test_a_directory_with_selections_is_freed_at_once():
    """Two of 17,000 offices would stay in memory until garbage is collected."""
    held = build_directory(1, None)
    held.select(date(2026, 11, 25))
    freed = weakref.ref(held)
    gc.disable()
    try:
        del held
        assert freed() is None
    finally:
        gc.enable()
