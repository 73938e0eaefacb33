"""The map of the queue: the list's reports and filters, no other host."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from citizens.models import AccessEntry
from foundation.desk.roles import Role
from reports.admin import map as page_of_map
from tests.offices.factories import office
from tests.reports.factories import kind, report
from tests.reports.officers import officer_of

pytestmark = pytest.mark.django_db
MAP = reverse("admin:reports_report_map")
HERE = {"latitude": 21.3, "longitude": 105.4}


@pytest.fixture
def receiver(offices):
    client = Client()
    client.force_login(officer_of(offices))
    return client


def drawn(response):
    return [row.pk for row in response.context_data["rows"]]


def test_the_map_shows_the_points_that_the_officer_may_see(receiver, offices):
    row, _placeless = report(offices, **HERE), report(offices)
    report(office("ca-xa-khac"), **HERE)
    report(offices, kind=kind("crime", desk="crime", is_crime=True), **HERE)
    answer = receiver.get(MAP)
    assert drawn(answer) == [row.pk]
    body = answer.content.decode()
    assert len(re.findall("<circle", body)) == 1
    assert re.search(r'cx="480\.0" cy="320\.0"', body)  # no commas, which SVG does not know
    assert AccessEntry.objects.filter(
        action=AccessEntry.Action.LISTED, subject_kind="report", subjects=str(row.pk)
    ).exists()


def test_the_map_has_the_filters_of_the_list(receiver, offices):
    row, _traffic = report(offices, kind=kind("site_report"), **HERE), report(offices, **HERE)
    assert drawn(receiver.get(MAP, {"kind": "site_report"})) == [row.pk]
    assert drawn(receiver.get(MAP, {"state": "over"})) == []


def test_the_map_asks_no_other_host(receiver, offices):
    report(offices, **HERE)
    body = receiver.get(MAP).content.decode()
    assert re.findall(r'(?:src|href)="https?://[^"]+', body) == []


def test_the_map_is_bounded(receiver, offices, monkeypatch):
    monkeypatch.setattr(page_of_map, "MOST", 2)
    for _number in range(3):
        report(offices, **HERE)
    answer = receiver.get(MAP)
    assert len(drawn(answer)) == 2
    assert "Chỉ vẽ 2 phản ánh đầu" in answer.content.decode()


def test_other_roles_open_no_map(offices):
    client = Client()
    client.force_login(officer_of(offices, Role.ANSWERER))
    assert client.get(MAP).status_code == 403
