"""Figures as CSV."""

import csv
import io

import pytest
from django.urls import reverse

from citizens.models import AccessEntry
from tests.officers.first_page.leaders import leader
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


def lines(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_csv_has_a_line_for_each_figure_and_period(places):
    head, *rows = lines(signed_in(leader(places[0])).get(reverse("trends-csv")))
    assert head == [
        "Nhóm",
        "Chỉ số",
        "Đơn vị tính",
        "Phạm vi",
        "Kỳ",
        "Từ ngày",
        "Đến ngày",
        "Giá trị",
    ]
    assert [
        "Hồ sơ",
        "Tiếp nhận",
        "",
        "Công an xã A",
        "tháng 11/2026",
        "01/11/2026",
        "30/11/2026",
        "11",
    ] in rows
    assert [
        "Hồ sơ",
        "Đúng hạn",
        "%",
        "Công an xã A",
        "tháng 11/2026",
        "01/11/2026",
        "30/11/2026",
        "75,0",
    ] in rows
    assert [
        "Sử dụng dịch vụ",
        "Lượt truy cập",
        "",
        "Toàn dịch vụ",
        "tháng 11/2026",
        "01/11/2026",
        "30/11/2026",
        "10000",
    ] in rows


def test_csv_cells_are_never_formulas(places):
    place = office("ca-xa-x", name="=HYPERLINK(1)")
    rows = lines(signed_in(leader(place)).get(reverse("trends-csv")))
    assert {row[3] for row in rows[1:] if row[0] == "Hồ sơ"} == {"'=HYPERLINK(1)"}


def test_exports_are_logged(places):
    user = leader(places[0])
    client = signed_in(user)
    assert client.get(reverse("trends-csv"), {"don-vi": "ca-xa-b"}).status_code == 404
    assert not AccessEntry.objects.filter(action="exported").exists()
    client.get(reverse("trends-csv"))
    entry = AccessEntry.objects.get(action="exported")
    assert (entry.officer, entry.subject_kind, entry.subjects) == (user, "figures", "")
