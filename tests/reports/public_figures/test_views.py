"""GET reports/figures/: public, remembered for the day."""

from datetime import date

import pytest

from reports.models import ReportDay
from tests.reports.factories import kind

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/reports/figures/"


@pytest.fixture
def october(offices):
    return ReportDay.objects.create(
        office=offices, area=offices.area, day=date(2026, 10, 7), kind=kind(), sent=8
    )


def test_anyone_reads_the_figures(client, october):
    answer = client.get(ADDRESS)
    assert answer.json()["months"] == [
        {
            "month": "2026-10",
            "count": 8,
            "kinds": [
                {
                    "kind": "traffic_violation",
                    "name": "Vi phạm giao thông",
                    "count": 8,
                    "areas": [{"area": october.office.area, "count": 8}],
                }
            ],
        }
    ]
    again = client.get(ADDRESS, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_the_day_is_worked_out_once(client, october, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(0):
        client.get(ADDRESS)


def test_the_next_day_is_worked_out_anew(client, october, now):
    before = client.get(ADDRESS)["ETag"]
    now("2026-12-02 09:00")
    assert client.get(ADDRESS)["ETag"] != before


def test_parameters_are_refused(client, october):
    assert client.get(f"{ADDRESS}?kind=crime").status_code == 400
