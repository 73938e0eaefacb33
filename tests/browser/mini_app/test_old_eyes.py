"""Large letters are offered to who needs them, and one's own ward stands first."""

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.mini_app.screens import show

OFFER = "Dùng chữ rất to?"


@pytest.fixture
def enlarged(open_phone):
    """Return a phone whose owner chose large letters for everything."""
    page = open_phone(size=(360, 640))
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 24, "fixed": 20}})
    return page


def test_large_letters_are_offered_once_to_whose_phone_has_them(enlarged):
    show(enlarged, "offices")
    enlarged.get_by_role("button", name="Rất to").click()
    assert enlarged.evaluate("document.documentElement.dataset.size") == "largest"
    enlarged.reload()
    expect(enlarged.get_by_role("heading", level=1)).to_be_visible()
    expect(enlarged.get_by_text(OFFER)).to_have_count(0)


def test_large_letters_are_not_offered_to_others(open_phone):
    page = open_phone(size=chromium.PHONE)
    show(page, "offices")
    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_ones_own_ward_stands_first_from_the_next_visit_on_and_only_on_the_phone(phone):
    sent = []
    show(phone, "offices")
    phone.get_by_role("combobox").first.fill("bach hac")
    phone.get_by_role("option", name="Công an phường Thanh Miếu").click()
    expect(phone.get_by_role("heading", level=2).first).to_have_text("Công an phường Thanh Miếu")
    phone.on("request", lambda request: sent.append(request.post_data or ""))
    show(phone, "offices")
    mine = phone.get_by_role("region", name="Công an nơi ông/bà ở")
    expect(mine.get_by_role("link", name="Công an phường Thanh Miếu")).to_be_visible()
    assert not any("thanh-mieu" in body for body in sent)
    mine.get_by_role("button", name="Nơi khác").click()
    expect(mine).to_have_count(0)


def test_what_is_not_known_of_an_office_is_asked_there(phone):
    show(phone, "offices/ca-phuong-thanh-mieu")
    phone.get_by_role("link", name="Đang cập nhật – hỏi tại đây").first.click()
    expect(phone.get_by_text("Công an phường Thanh Miếu")).to_be_visible()
    expect(phone.get_by_role("heading", name="Hỏi cơ quan công an")).to_be_visible()
