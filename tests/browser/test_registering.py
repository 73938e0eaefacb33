"""A dossier registered at the counter, its receipt on one page of A5, and what is seen at once.

Before: an accepted dossier with its slip's secret took 9 + 3 clicks and the secret was copied by
hand; a row of the list of dossiers was 338 pixels high on a phone.
"""

import re

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from playwright.sync_api import expect

from dossiers.models import Dossier
from tests.browser import chromium, people
from tests.browser.desk import DOSSIERS, Hand, each_size, overdue
from tests.dossiers.factories import dossier, move
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure

A5 = (419.5, 595.3)  # points
MAX_PHONE_ROW = 120  # pixels at 390 wide
FOLD = 768


@pytest.fixture
def office(service):
    return offices.thanh_mieu()


@pytest.fixture
def procedure(service):
    return publish_procedure(
        id="thuong-tru",
        name="Đăng ký thường trú",
        short_name="Thường trú",
        time_limits=[{"value": 7, "unit": "working_day"}],
        channels=[{"kind": "direct", "time_relation": "single"}],
    )


def boxes(pdf):
    """Return the sizes of the pages of a PDF in points."""
    found = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    return [(float(width), float(height)) for width, height in found]


@each_size
def test_an_accepted_dossier_is_registered_and_its_receipt_printed_with_four_clicks(
    open_window, office, procedure, size
):
    page = open_window(people.officer(office, "Cán bộ một cửa"), size=size)
    page.goto(DOSSIERS)
    hand = Hand(page, size)
    hand.click(page.locator("a[href$='/add/']").first)
    page.locator("#id_code").fill("G01.899.909-261125-000777")
    page.keyboard.press("Enter")  # as a scanner does
    search = page.locator(".select2-search__field")
    search.fill("thuong tru")
    expect(page.locator(".select2-results__option--highlighted")).to_contain_text("Thường trú")
    search.press("Enter")
    expect(page.locator("#promise")).to_contain_text("thứ Sáu, 04/12/2026")
    expect(page.locator("#id_limit_value")).to_have_value("7")
    expect(page.locator("#id_office")).to_have_value(office.pk)
    page.locator("#id_limit_value").fill("3")
    expect(page.locator("#promise")).to_contain_text("thứ Hai, 30/11/2026")
    page.locator("#id_applicant_name").fill("Trần Thị Bưởi")
    page.keyboard.press("F8")
    expect(page.get_by_label("Tờ khai")).to_be_checked()
    hand.click(page.get_by_role("button", name="Ghi nhận và in giấy tiếp nhận"))
    expect(page.locator(".secret")).to_have_text(re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}"))
    expect(page.get_by_text("Tờ khai: 1 bản chính")).to_be_visible()
    expect(page.get_by_text("Giấy tờ còn thiếu: không")).to_be_visible()
    secret = page.locator(".secret").inner_text()
    assert secret not in page.url
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    hand.click(page.get_by_role("button", name="In giấy (A5)"))
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    assert hand.clicks == 3
    sizes = boxes(page.pdf(prefer_css_page_size=True))
    assert sizes == [pytest.approx(A5, abs=1)]
    made = Dossier.objects.get()
    assert (made.limit_value, bool(made.slip_hash)) == (3, True)


def test_the_longest_receipt_is_one_page_of_a5(open_window, office):
    long = "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất "
    row = dossier(office=office, applicant_name="Nguyễn Hoàng Thị Minh Khai " * 4)
    move(
        row, "supplement_required", reason="Thiếu", papers=tuple(f"{long * 2}{n}" for n in range(9))
    )
    QuerySet(type(row.procedure)).filter(pk=row.procedure_id).update(
        name="Đăng ký thường trú " * 20
    )
    page = open_window(people.officer(office, "Cán bộ một cửa"))
    page.goto(reverse("admin:dossiers_dossier_receipt", args=[row.pk]))
    assert boxes(page.pdf(prefer_css_page_size=True)) == [pytest.approx(A5, abs=1)]
    # What is printed last is on the paper, not cut off below it.
    page.emulate_media(media="print")
    inside = "element => element.scrollHeight <= element.clientHeight + 1"
    assert page.locator("main").evaluate(inside)


@each_size
def test_a_date_is_chosen_in_the_calendar_or_typed(open_window, office, procedure, size):
    page = open_window(people.officer(office, "Cán bộ một cửa"), size=size)
    page.goto(reverse("admin:dossiers_dossier_add"))
    field = page.locator("#id_accepted_at")
    field.fill("08:15 20/11/2026")
    field.locator("xpath=..").get_by_role("button", name="Chọn ngày").click()
    calendar = page.get_by_role("dialog", name="Chọn ngày")
    expect(calendar.locator("caption")).to_have_text("Tháng 11 2026")
    calendar.get_by_text("18", exact=True).click()
    expect(field).to_have_value("08:15 18/11/2026")
    expect(calendar).to_be_hidden()


@each_size
def test_how_a_dossier_stands_and_what_comes_next_is_seen_without_scrolling(
    open_window, office, size
):
    row = dossier(office=office, applicant_name="Trần Thị Bưởi")
    papers = ("Giấy khai sinh", "Ảnh 4 × 6")
    move(row, "supplement_required", reason="Thiếu giấy tờ", papers=papers)
    page = open_window(people.officer(office, "Cán bộ một cửa"), size=size)
    page.goto(reverse("admin:dossiers_dossier_change", args=[row.pk]))
    overview = page.locator(".dossier-overview")
    seen = ["Yêu cầu bổ sung giấy tờ", "Trần Thị Bưởi", "Ảnh 4 × 6", "Chưa phân công", "Hẹn trả"]
    fold = FOLD if size == chromium.DESKTOP else chromium.PHONE[1]
    for text in seen:
        box = overview.get_by_text(text).first.bounding_box()
        assert box["y"] + box["height"] <= fold, (text, box)
    if size == chromium.DESKTOP:
        box = page.get_by_role("link", name="Giải quyết", exact=True).bounding_box()
        assert box["y"] + box["height"] <= fold


def test_rows_of_the_list_are_low_on_a_phone(open_window, office):
    overdue(office, 2)
    dossier(office=office, applicant_name="Nguyễn Hoàng Thị Minh Khai Phương Thảo")
    for user in (
        people.officer(office, "Cán bộ một cửa"),
        people.officer(offices.province(), "Lãnh đạo"),
    ):
        page = open_window(user, size=chromium.PHONE)
        page.goto(DOSSIERS)
        rows = page.locator("#result_list tbody tr.data-row")
        heights = rows.evaluate_all("rows => rows.map(row => row.offsetHeight)")
        assert heights
        assert all(height <= MAX_PHONE_ROW for height in heights), heights
        assert page.evaluate("document.documentElement.scrollWidth") <= chromium.PHONE[0]
