"""A citizen rates the counter where they were served."""

import pytest
from playwright.sync_api import expect

from feedback.models import Rating
from feedback.ratings import qr
from tests.browser.mini_app.citizens import log_in
from tests.browser.mini_app.content import OFFICE


@pytest.fixture
def code(mini_app):
    """Return the code that an officer at the counter shows."""
    return qr.make_counter_code(OFFICE, None, None, qr.code_expiry())


def rate(page):
    log_in(page, "Trần Văn Hùng")
    page.get_by_role("radio", name="5 sao: Rất hài lòng").check()
    page.get_by_label("Ông/bà muốn nói thêm gì?").fill("Cán bộ tận tình.")
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_text("Cảm ơn ông/bà. Đánh giá đã được gửi.")).to_be_visible()
    made = Rating.objects.get()
    assert (made.office_id, made.overall, made.words) == (OFFICE, 5, "Cán bộ tận tình.")


def test_the_phones_own_camera_opens_the_rating(phone, code):
    phone.goto(f"?rating={code}")
    rate(phone)


def test_where_scanning_is_impossible_the_codes_content_is_pasted(phone, code):
    phone.goto("rate")
    phone.get_by_role("button", name="Quét mã").click()
    phone.get_by_label("Nội dung mã").fill("https://example.com/?pay=1")
    phone.get_by_role("button", name="Tiếp tục").click()
    expect(phone.get_by_text("Đây không phải mã đánh giá.")).to_be_visible()
    phone.get_by_label("Nội dung mã").fill(qr.scan_address(code))
    phone.get_by_role("button", name="Tiếp tục").click()
    rate(phone)


def test_a_code_that_is_refused_keeps_the_words_for_the_next_one(phone, code, tolerated):
    tolerated("422")
    phone.goto(f"?rating={code}x")
    log_in(phone, "Trần Văn Hùng")
    phone.get_by_role("radio", name="1 sao: Rất không hài lòng").check()
    phone.get_by_label("Ông/bà muốn nói thêm gì?").fill("Chờ lâu quá.")
    phone.get_by_role("button", name="Gửi đánh giá").click()
    expect(phone.get_by_text("Nội dung đã viết vẫn còn.")).to_be_visible()
    phone.goto(f"?rating={code}")
    expect(phone.get_by_label("Ông/bà muốn nói thêm gì?")).to_have_value("Chờ lâu quá.")
    assert not Rating.objects.exists()
