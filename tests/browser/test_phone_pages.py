"""What leaders look at on a phone: no page that the menu leads to is longer than three screens."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import chromium, guide_rows

AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
SCREENS = 3
LINKS = """() => [...new Set([...document.querySelectorAll("#nav-sidebar-apps a[href]")]
  .map((link) => link.getAttribute("href")))]"""
SIZE = """() => { const { scrollHeight, scrollWidth } = document.documentElement;
  return { height: scrollHeight, beside: scrollWidth - innerWidth }; }"""


@pytest.fixture
def furnish():
    """Let each test begin with the trial data."""
    return guide_rows.trial_data


@pytest.mark.parametrize("leader", ["lanhdao", "lanhdao.phuong", "lanhdaotruc"])
def test_each_page_of_a_leader_is_at_most_three_screens(open_window, leader):
    page = open_window(guide_rows.account(leader), size=chromium.PHONE, user_agent=AGENT)
    page.goto(reverse("admin:index"))
    long, addresses = {}, page.evaluate(LINKS)
    for address in addresses:
        assert page.goto(address).ok, address
        size = page.evaluate(SIZE)
        if size["height"] > SCREENS * chromium.PHONE[1] or size["beside"] > 0:
            long[address] = size
    assert len(addresses) > 3
    assert long == {}


def test_how_a_report_stands_is_seen_before_what_was_sent(open_window):
    page = open_window(guide_rows.account("lanhdao"), size=chromium.PHONE, user_agent=AGENT)
    page.goto(reverse("admin:reports_report_changelist"))
    page.locator("#result_list tr.data-row a").first.click()
    for fact in ("Tình trạng", "Hạn", "Việc tiếp theo", "Cán bộ"):
        expect(page.locator(".one-screen-standing dt", has_text=fact).first).to_be_in_viewport()
    top = "element => element.getBoundingClientRect().top"
    standing = page.locator(".one-screen-standing").evaluate(top)
    assert standing < page.locator("[data-conversation]").evaluate(top)
