"""Networks that go, services that are busy or ail: something is shown, and there is a way on."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.mini_app.citizens import LAN
from tests.browser.mini_app.screens import show

API = "**/api/v1/**"
HTML = "<html><body>502 Bad Gateway</body></html>"
KEPT = "Chưa kết nối được. Đây là thông tin lưu lúc"
BROKEN = "Trang này đang gặp trục trặc"
BUSY = {"type": "about:blank", "title": "…", "status": 429, "code": "throttled", "detail": "Chờ."}


def busy(route, seconds):
    """Answer as the service does when it is asked too often."""
    headers = {"Retry-After": str(seconds), "Content-Type": "application/problem+json"}
    route.fulfill(status=429, headers=headers, body=json.dumps(BUSY))


def newer(value):
    """Return an answer as a later version may give it: with more fields, and with unknown codes."""
    if isinstance(value, list):
        return [newer(one) for one in value]
    if not isinstance(value, dict):
        return value
    codes = {"code", "type", "status", "receives", "kind", "channel", "state", "action"}
    known = {
        name: "of_tomorrow" if name in codes and isinstance(part, str) else newer(part)
        for name, part in value.items()
    }
    return {**known, "field_of_tomorrow": {"code": "of_tomorrow"}}


def as_newer(route):
    response = route.fetch()
    if "json" not in response.headers.get("content-type", "") or "/session/" in route.request.url:
        route.fulfill(response=response)
    else:
        route.fulfill(response=response, body=json.dumps(newer(response.json())))


STRANGE = {
    "500 as HTML": lambda route: route.fulfill(status=500, content_type="text/html", body=HTML),
    "200 as HTML": lambda route: route.fulfill(status=200, content_type="text/html", body=HTML),
    "empty": lambda route: route.fulfill(status=200, body=""),
    "nothing in it": lambda route: route.fulfill(json={}),
    "no connection": lambda route: route.abort(),
    "of a newer version": as_newer,
}


def show_and_load_all_screens(phone):
    """Show the first screen until the app fetched the others, which it does after some seconds."""
    with phone.expect_event("requestfinished", lambda asked: "/assets/screens." in asked.url):
        show(phone, "")
        phone.clock.fast_forward("00:05")


def test_without_network_the_last_answer_stands_with_its_date_until_it_is_back(phone, tolerated):
    tolerated("ERR_INTERNET_DISCONNECTED")
    phone.route(API, lambda route: route.continue_())  # else the browser's own cache answers
    show(phone, "")
    wanted = phone.get_by_role("region", name="Việc nhiều người làm").get_by_role("link").first
    wanted.click()
    expect(phone.get_by_role("heading", name="Cần mang gì")).to_be_visible()
    phone.get_by_role("button", name="Quay lại").click()
    phone.context.set_offline(True)
    phone.clock.fast_forward("10:00")
    wanted.click()
    expect(phone.get_by_text(KEPT).first).to_be_visible()
    expect(phone.get_by_role("heading", name="Cần mang gì")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.get_by_text(KEPT)).to_have_count(0)


def test_what_was_never_seen_is_asked_for_again_when_the_network_is_back(phone, tolerated):
    tolerated("ERR_INTERNET_DISCONNECTED")
    show_and_load_all_screens(phone)
    phone.context.set_offline(True)
    phone.get_by_role("combobox").fill("mat ho chieu")
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Không có mạng", exact=True)).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.get_by_role("main").get_by_role("listitem").first).to_be_visible()


def test_a_network_that_fails_once_more_after_its_return_is_asked_again(phone, tolerated):
    tolerated("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
    show_and_load_all_screens(phone)
    phone.context.set_offline(True)
    phone.get_by_role("combobox").fill("mat ho chieu")
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Không có mạng", exact=True)).to_be_visible()
    phone.route("**/search/**", lambda route: route.abort(), times=1)
    phone.context.set_offline(False)
    expect(phone.get_by_role("main").get_by_role("listitem").first).to_be_visible()


def test_a_language_that_cannot_come_leaves_the_other_until_the_network_is_back(phone, tolerated):
    tolerated("ERR_INTERNET_DISCONNECTED", "Failed to fetch dynamically imported module")
    show_and_load_all_screens(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Ngôn ngữ").click()
    phone.get_by_role("button", name="English").click()
    expect(phone.get_by_text("Chưa có mạng nên chưa đổi được tiếng.")).to_be_visible()
    expect(phone.get_by_text("English cannot be loaded now.")).to_be_visible()
    phone.get_by_role("button", name="Đóng").click()
    phone.get_by_role("link", name="Hồ sơ", exact=True).click()
    expect(phone.get_by_role("heading", name="Hồ sơ của tôi")).to_be_visible()
    phone.get_by_role("link", name="Trang đầu", exact=True).click()
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Ngôn ngữ").click()
    phone.get_by_role("button", name="English").click()
    expect(phone.get_by_role("link", name="For foreigners")).to_be_visible()


def test_a_busy_service_is_waited_for_and_asked_again_unseen(phone, tolerated):
    tolerated("429")
    phone.route(API, lambda route: busy(route, 5), times=1)
    phone.goto("search?q=mat+ho+chieu")
    expect(phone.get_by_text("Ông/bà chờ 5 giây")).to_be_visible()
    phone.clock.fast_forward("00:06")
    expect(phone.get_by_role("main").get_by_role("listitem").first).to_be_visible()
    expect(phone.get_by_text("Ông/bà chờ")).to_have_count(0)


def test_who_must_wait_long_is_told_how_long_and_then_tries_again(phone, tolerated):
    tolerated("429")
    phone.route(API, lambda route: busy(route, 60), times=1)
    phone.goto("search?q=mat+ho+chieu")
    expect(phone.get_by_role("button", name="Thử lại sau")).to_be_visible()
    phone.clock.run_for("01:01")
    phone.get_by_role("button", name="Thử lại", exact=True).click()
    expect(phone.get_by_role("main").get_by_role("listitem").first).to_be_visible()


def test_an_answer_that_never_comes_is_given_up(phone):
    phone.route(API, lambda _route: None)
    phone.goto("search?q=mat+ho+chieu")
    expect(phone.locator(".skeleton")).to_be_visible()
    phone.clock.fast_forward("00:21")
    expect(phone.get_by_text("Chưa có trả lời")).to_be_visible()
    phone.unroute(API)
    phone.get_by_role("button", name="Thử lại").click()
    expect(phone.get_by_role("main").get_by_role("listitem").first).to_be_visible()


@pytest.mark.parametrize("answer", STRANGE)
def test_no_screen_is_blank_whatever_the_service_answers(open_phone, addresses, tolerated, answer):
    tolerated("Failed to load resource", "ERR_FAILED")
    if answer == "nothing in it":  # a screen may break over it, and says so
        tolerated("TypeError", "The above error occurred")
    page = open_phone(LAN)
    page.route(API, STRANGE[answer])
    for pattern, address in addresses.items():
        show(page, address)
        words = page.locator("main").inner_text().strip()
        assert len(words) > 20, pattern
        assert page.get_by_role("button").count() + page.get_by_role("link").count(), pattern
        assert answer == "nothing in it" or BROKEN not in words, pattern
