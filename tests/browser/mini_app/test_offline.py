"""A phone without network: the app starts, finds by name what it kept, and names whom to call."""

import pytest
from playwright.sync_api import expect

from tests.browser.mini_app.screens import show

KEPT_ALL = """async () => {
  await navigator.serviceWorker.ready;
  while (!localStorage.getItem('portal:names')) await new Promise(requestAnimationFrame);
}"""


@pytest.fixture
def offline(phone, tolerated):
    """Return a phone that used the app once, and lost the network."""
    tolerated("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    show(phone, "")
    phone.clock.fast_forward("00:12")
    phone.evaluate(KEPT_ALL)
    phone.context.set_offline(True)
    return phone


def test_a_browser_starts_the_app_and_shows_what_it_saw_last_with_its_time(offline):
    offline.goto("")
    expect(offline.get_by_role("combobox")).to_be_visible()
    expect(offline.get_by_text("Đây là thông tin lưu lúc").first).to_be_visible()
    expect(offline.get_by_role("link", name="113").first).to_have_attribute("href", "tel:113")
    offline.goto("dossiers")  # a screen that was never open
    expect(offline.get_by_role("heading", name="Hồ sơ của tôi")).to_be_visible()


def test_procedures_and_offices_are_found_by_their_names(offline):
    offline.goto("search?q=cap+ho+chieu")
    kept = offline.get_by_role("region", name="Tìm theo tên đã lưu trong máy")
    expect(kept.get_by_role("link").first).to_contain_text("hộ chiếu")
    offline.goto("offices?place=thanh+mieu")
    expect(kept.get_by_text("Công an phường Thanh Miếu")).to_be_visible()


def test_who_cannot_get_the_app_can_still_call_for_help(phone, tolerated):
    tolerated("ERR_FAILED", "Failed to fetch dynamically imported module")
    phone.route("**/assets/app.*", lambda route: route.abort())
    phone.goto("")
    expect(phone.get_by_role("alert")).to_contain_text("Không có mạng")
    expect(phone.get_by_role("link", name="114")).to_have_attribute("href", "tel:114")
