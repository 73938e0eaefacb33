"""Two of the most frequent jobs with their clicks, and rows of work lists in pixels.

Before: an overdue dossier moved and back in the list took 4 + 2 clicks; a code found at the counter
and moved 5 and Enter.
"""

import re

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from playwright.sync_api import expect

from dossiers.models import Dossier
from feedback.models import Question
from tests.browser import people
from tests.browser.desk import DOSSIERS, Hand, each_size, follow, overdue
from tests.dossiers.factories import dossier
from tests.feedback.factories import question
from tests.offices import factories as offices

MAX_ROW = 48  # pixels at 1366 wide


@pytest.fixture
def office(service):
    return offices.thanh_mieu()


def title_of(page, row):
    """Return the title of a dossier's page; on phones the way to it ends with the same words."""
    return page.locator(".dossier-overview").get_by_role("heading", name=row.code)


@each_size
def test_an_overdue_dossier_is_moved_and_the_next_one_open_after_three_clicks(
    open_window, office, size
):
    first, second = overdue(office, 2)
    page = open_window(people.officer(office, "Cán bộ một cửa"), size=size)
    page.goto(f"{DOSSIERS}?due=late")
    hand = Hand(page, size)
    hand.click(page.get_by_role("link", name=re.compile(re.escape(first.code))))
    hand.press_button_of_page("Giải quyết")
    hand.click(page.get_by_role("button", name="Chuyển, mở hồ sơ tiếp"))
    expect(title_of(page, second)).to_be_visible()
    assert hand.clicks == 3
    page.get_by_role("link", name="Về danh sách").click()
    page.wait_for_url(f"**{DOSSIERS}?due=late")
    assert Dossier.objects.get(pk=first.pk).status == "processing"


@each_size
def test_a_code_is_found_at_the_counter_and_moved_with_two_clicks(open_window, office, size):
    row = dossier(office=office)
    page = open_window(people.officer(office, "Cán bộ một cửa"), size=size)
    page.goto(reverse("admin:index"))
    hand = Hand(page, size)
    hand.find(row.code)
    expect(title_of(page, row)).to_be_visible()
    hand.press_button_of_page("Giải quyết")
    hand.click(page.get_by_role("dialog").get_by_role("button", name="Giải quyết", exact=True))
    expect(page.locator(".timeline").get_by_text("Đang xử lý")).to_be_visible()
    assert hand.clicks == 2


def test_rows_of_work_lists_are_at_most_48_pixels_high(open_window, office):
    long = "Nguyễn Hoàng Thị Minh Khai Phương Thảo Nguyên Ngọc"
    overdue(office, 2)
    dossier(office=office, applicant_name=long)
    asked = question()
    QuerySet(Question).filter(pk=asked.pk).update(office=office)
    roles = ("Cán bộ một cửa", "Cán bộ trả lời", "Lãnh đạo")
    for user in (people.officer(office, *roles), people.officer(offices.province(), *roles)):
        page = open_window(user)
        for name in ("dossiers_dossier", "feedback_question"):
            page.goto(reverse(f"admin:{name}_changelist"))
            rows = page.locator("#result_list tbody tr.data-row")
            heights = rows.evaluate_all("rows => rows.map(row => row.offsetHeight)")
            assert heights, name
            assert all(height <= MAX_ROW for height in heights), (name, heights)


def test_letters_lead_through_a_list_until_they_are_switched_off(open_window, office):
    first, second = overdue(office, 2)
    page = open_window(people.officer(office, "Cán bộ một cửa"))
    page.goto(f"{DOSSIERS}?due=late")
    follow(page, page.get_by_role("link", name=re.compile(re.escape(first.code))))
    expect(title_of(page, first)).to_be_visible()
    for key, row in (("j", second), ("k", first)):
        with page.expect_navigation():
            page.keyboard.press(key)
        expect(title_of(page, row)).to_be_visible()
    page.keyboard.press("?")
    page.get_by_label("Dùng phím tắt một chữ").uncheck()
    page.get_by_role("button", name="Đóng").last.click()
    page.keyboard.press("j")
    page.keyboard.press("u")
    expect(title_of(page, first)).to_be_visible()


def test_a_view_is_saved_and_a_chip_taken_off(open_window, office):
    overdue(office, 1)
    page = open_window(people.officer(office, "Cán bộ một cửa"))
    page.goto(f"{DOSSIERS}?due=late&handler=nobody")
    page.get_by_text("Lưu chế độ xem").click()
    page.get_by_label("Tên").fill("Gấp, chưa ai nhận")
    follow(page, page.get_by_role("button", name="Lưu", exact=True))
    expect(page.get_by_role("link", name="Gấp, chưa ai nhận")).to_be_visible()
    page.get_by_role("link", name="Bỏ lọc Người phụ trách: Chưa phân công").click()
    page.wait_for_url(f"**{DOSSIERS}?due=late")
