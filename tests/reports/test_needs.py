"""Reports on the page of what people need: counted by kind and week, of the own offices."""

import pytest
from django.test import Client
from django.urls import reverse

from foundation.desk.roles import Role
from reports.models import ReportDay
from tests.offices.factories import office
from tests.reports.factories import kind
from tests.reports.officers import leader_of, officer_of

pytestmark = pytest.mark.django_db
TITLE = "Phản ánh nhiều"


def rows_of(officer):
    """Return title → row of the table, or None where the page has none."""
    client = Client()
    client.force_login(officer)
    tables = {
        table.title: {row.title: row for row in table.rows}
        for table in client.get(reverse("needs")).context_data["tables"]
    }
    return tables.get(TITLE)


def count(where, day, sent, code="traffic_violation", **values):
    ReportDay.objects.create(office=where, day=day, kind=kind(code, **values), sent=sent)


def test_leaders_see_how_often_each_kind_was_reported_to_their_offices(offices):
    count(offices, "2026-11-23", 4)
    count(offices, "2026-11-22", 2)
    count(offices, "2026-10-20", 9)  # before the weeks that are shown
    count(office("ca-xa-khac"), "2026-11-23", 7)
    count(offices, "2026-11-23", 5, "site_report", name="Phản ánh hiện trường")
    leader = leader_of(offices)
    rows = rows_of(leader)
    assert {title: row.line.by_week for title, row in rows.items()} == {
        "Vi phạm giao thông": (0, 0, 2, 4),
        "Phản ánh hiện trường": (0, 0, 0, 5),
    }
    assert list(rows) == ["Vi phạm giao thông", "Phản ánh hiện trường"]
    client = Client()
    client.force_login(leader)
    (link,) = rows["Phản ánh hiện trường"].links
    assert client.get(link.address).status_code == 200


def test_kinds_of_other_desks_are_not_counted(offices):
    count(offices, "2026-11-23", 4, "crime", desk="crime", is_crime=True)
    assert rows_of(leader_of(offices)) == {}
    assert len(rows_of(leader_of(offices, Role.CRIME_DUTY))) == 1


def test_who_does_not_work_on_reports_sees_no_such_table(offices):
    assert rows_of(officer_of(offices, Role.ANSWERER)) is None
