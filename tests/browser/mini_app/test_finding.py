"""A citizen finds what to bring, without a log-in."""

import pytest
from playwright.sync_api import expect

from tests.announcements import factories as announcements
from tests.browser.mini_app.screens import show

SEARCH = "Ông/bà cần làm việc gì?"
FOUND = "Kết quả tìm"  # above a list; the first screen has lists of its own


def test_who_types_without_marks_finds_what_to_bring_and_ticks_it(phone):
    phone.goto("")
    phone.get_by_role("combobox", name=SEARCH).fill("mat ho chieu")
    phone.get_by_role("button", name="Tìm", exact=True).click()
    expect(phone.get_by_role("heading", name=FOUND)).to_be_visible()
    phone.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    papers = phone.get_by_role("region", name="Cần mang gì")
    papers.get_by_role("heading").click()
    papers.get_by_role("checkbox").first.check()
    expect(papers.get_by_text("Đã có 1 trên")).to_be_visible()
    phone.reload()
    papers.get_by_role("heading").click()
    expect(papers.get_by_role("checkbox").first).to_be_checked()


# Of the shipped catalogue those with the longest cases.
@pytest.mark.parametrize("key", ["tthc-1-003460", "tthc-1-013067", "tthc-2-001410"])
def test_the_case_and_the_four_answers_stand_on_the_first_screen(open_phone, key):
    page = open_phone(size=(360, 640))
    show(page, f"procedures/{key}")
    last = page.get_by_role("region", name="Nộp ở đâu")
    expect(last).to_be_visible()
    foot = page.locator(".foot").bounding_box()
    box = last.bounding_box()
    assert box["y"] + box["height"] <= foot["y"]


@pytest.mark.parametrize("address", ["offices?place=bach+hac", "news"])
def test_the_first_result_stands_on_the_first_screen(open_phone, address, catalogue):
    announcements.published("news")
    page = open_phone(size=(360, 640))
    show(page, address)
    row = page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.bounding_box()
    bar = page.locator(".tabs").bounding_box()
    assert row["y"] + row["height"] <= bar["y"]


def test_what_was_found_is_opened_and_ticked_by_keyboard(open_phone):
    page = open_phone()
    page.goto("")
    _tab_to(page, page.get_by_role("combobox", name=SEARCH))
    page.keyboard.type("mat ho chieu")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=FOUND)).to_be_visible()
    first = page.get_by_role("main").get_by_role("listitem").get_by_role("link").first
    _tab_to(page, first)
    page.keyboard.press("Enter")
    papers = page.get_by_role("region", name="Cần mang gì")
    _tab_to(page, papers.locator("summary"))
    page.keyboard.press("Enter")
    _tab_to(page, papers.get_by_role("checkbox").first)
    page.keyboard.press("Space")
    expect(papers.get_by_text("Đã có 1 trên")).to_be_visible()


def _tab_to(page, element):
    expect(element).to_be_visible()
    for _stop in range(60):
        if element.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {element}")
