"""The monthly report to print."""

import pytest
from django.urls import reverse

from dossiers.models import DossierDay
from tests.officers.first_page.leaders import leader
from tests.officers.first_page.test_cards import signed_in, superuser_client
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


def test_a_report_needs_a_sign_in(client, places):
    for name in ("report", "trends-csv"):
        assert client.get(reverse(name)).status_code == 302


def test_the_report_shows_the_last_full_month_or_the_requested_one(places):
    client = signed_in(leader(places[0]))
    assert client.get(reverse("report")).context_data["report"].month.name == "tháng 10/2026"
    page = client.get(reverse("report"), {"thang": "2026-11"})
    html = page.content.decode()
    assert "Kết quả thực hiện dịch vụ công qua Zalo tháng 11/2026" in html
    assert "Tháng chưa kết thúc" in html
    assert "no-store" in page["Cache-Control"]


def test_an_offices_report_has_no_figures_of_the_whole_service(places):
    def headline(client):
        page = client.get(reverse("report"), {"thang": "2026-11"})
        return {title: line.now for title, line in page.context_data["report"].headline}

    whole = headline(superuser_client())
    assert (whole["Lượt truy cập Mini App"], whole["Người dùng Mini App"]) == ("10.000", "8.000")
    own = headline(signed_in(leader(places[0])))
    assert own
    assert not any("Mini App" in title for title in own)


def test_the_definitions_of_all_figures_are_a_page_of_their_own(places):
    html = signed_in(leader(places[0])).get(reverse("report-definitions")).content.decode()
    assert "QĐ 766/QĐ-TTg" in html


def test_the_report_compares_with_the_month_before(places):
    DossierDay.objects.create(
        office=places[0], day="2026-09-30", accepted=44, completed=2, dated=2, on_time=1
    )
    DossierDay.objects.filter(day="2026-10-31", office=places[0]).update(dated=4, on_time=1)
    client = signed_in(leader(places[0]))

    def compared(month):
        page = client.get(reverse("report"), {"thang": month})
        return {
            line.figure.name: (line.now, line.before, line.change)
            for board in page.context_data["report"].boards
            for line in board.lines
        }

    assert compared("2026-10")["accepted"] == ("22", "44", "−50,0 %")
    assert compared("2026-10")["on_time_share"] == ("25,0", "50,0 %", "−25,0 điểm")
    assert compared("2026-11")["accepted"] == ("11", "22", "")  # the month is not over
    assert compared("2026-11")["on_time_share"] == ("75,0", "25,0 %", "+50,0 điểm")


@pytest.mark.parametrize("month", ["2026-13", "2026-12", "x", "2026-11-01", "9999-99", "-1"])
def test_invalid_and_future_months_are_not_found(places, month):
    assert signed_in(leader(places[0])).get(reverse("report"), {"thang": month}).status_code == 404


def test_a_report_without_figures_shows_a_text(now):
    client = signed_in(leader(office("ca-xa-a")))
    page = client.get(reverse("report"), {"thang": "2026-11"})
    assert page.status_code == 200
    assert "chưa có số liệu về" in client.get(reverse("trends")).content.decode()
