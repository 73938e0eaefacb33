"""A citizen asks who looks after a hamlet, on the page of the office."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from offices.models import Office
from tests.browser.mini_app.screens import show
from tests.offices import factories

WARD = "ca-phuong-thanh-mieu"


@pytest.fixture
def ward(catalogue):
    """Return the ward with a hamlet and somebody on duty."""
    row = Office.objects.get(pk=WARD)
    who = factories.officer(row, public_name="Thượng uý Kín", published=False)
    beat = factories.beat(row, "Xóm Đồng", work_phone="0210 3846 999")
    factories.beat_duty(beat, who, first_day=timezone.localdate())
    factories.shift(row, who=who)
    return row


def test_a_search_leads_to_the_area_officer(open_phone, ward):
    page = open_phone(size=(360, 640))
    show(page, "")
    field = page.get_by_role("combobox").first
    field.fill("số điện thoại cảnh sát khu vực xóm Đồng")
    field.press("Enter")
    card = page.get_by_role("region", name="Câu trả lời")
    expect(card).to_contain_text("Xóm Đồng: Cảnh sát khu vực, điện thoại 02103846999.")
    expect(page.get_by_text("Thượng uý Kín")).to_have_count(0)
    show(page, "search?q=cảnh+sát+khu+vực+xóm+Đồng+phường+Thanh+Miếu")
    page.get_by_role("link", name="Cán bộ phụ trách địa bàn").click()
    expect(page.locator('main a[href="tel:02103846999"]')).to_be_visible()
    expect(page.get_by_text("Thượng uý Kín")).to_have_count(0)


def test_an_unknown_hamlet_leads_to_the_desk_and_113(open_phone, ward):
    page = open_phone(size=(360, 640))
    show(page, f"offices/{WARD}")
    expect(page.get_by_text("Trực ban", exact=True)).to_be_visible()
    page.get_by_label("Tổ, thôn hoặc tên đường").fill("tổ 99")
    page.get_by_role("button", name="Xem người phụ trách").click()
    expect(page.get_by_text("Chưa rõ cán bộ phụ trách tổ 99")).to_be_visible()
    expect(page.locator('main a[href="tel:113"]')).to_be_visible()
