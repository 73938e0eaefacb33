"""The pages with trends, through HTTP."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dossiers.models import DossierDay
from tests.dossiers.factories import officer_of
from tests.officers.first_page.leaders import leader
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import office, province

pytestmark = pytest.mark.django_db


def test_trends_report_and_csv_need_a_permission(places):
    client = signed_in(officer_of(places[0], "dossiers.view_dossier"))
    page = client.get(reverse("admin:index"))
    assert not page.context_data["has_figures"]
    assert "Lượt truy cập" not in page.content.decode()
    assert [client.get(reverse(name)).status_code for name in ("trends", "report")] == [403, 403]
    assert client.get(reverse("trends-csv")).status_code == 403


def test_the_page_shows_vietnamese_numbers_charts_and_tables(places):
    html = signed_in(leader(places[0])).get(reverse("trends")).content.decode()
    assert "<strong>10.000</strong>" in html
    assert "<strong>75,0 %</strong>" in html
    assert html.count('<svg class="drawing"') == html.count("<summary>Bảng số liệu</summary>") >= 5
    assert "tháng 11/2026" in html


@pytest.mark.parametrize("query", ["?ky=ngay", "?ky=tuan", "?ky=nam", "?ky=la", "?don-vi=ca-xa-a1"])
def test_every_choice_of_period_and_office_opens(places, query):
    client = signed_in(leader(places[0]))
    assert client.get(reverse("trends") + query).status_code == 200
    assert client.get(reverse("trends-csv") + query).status_code == 200


@pytest.mark.parametrize("name", ["admin:index", "trends", "report", "trends-csv"])
def test_pages_cost_the_same_for_1_and_20_offices(places, name):
    client = signed_in(leader(province()))

    def queries():
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name)).status_code == 200
        return len(asked)

    one = queries()
    for number in range(20):
        DossierDay.objects.create(
            office=office(f"ca-xa-so-{number}"), day="2026-10-24", accepted=1, completed=1
        )
    assert queries() == one


def test_a_list_uses_its_own_words_for_counts(admin_client):
    page = admin_client.get(reverse("admin:offices_calendarday_changelist")).content.decode()
    assert "0 ngày" in " ".join(page.split())
