"""Inside Zalo: its page, its host, its bridge, our service at another origin.

The build is the one that is uploaded. The bridge is a stand-in; the SDK that speaks to it is
Zalo's.
"""

import contextlib
import http.client
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.conftest import NOW
from tests.browser.mini_app import building, zalo_hosts
from tests.browser.mini_app.citizens import LAN
from tests.browser.mini_app.test_finding import SEARCH
from tests.memory import FORGET
from tests.offices.factories import thanh_mieu

BRIDGE = Path(__file__).with_name("bridge.js").read_text(encoding="utf-8")
ADDRESS = f"https://{zalo_hosts.PAGES}/zapps/{building.APP_ID}/"
ORIGIN = f"https://{zalo_hosts.PAGES}"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 11; SM-A127F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/120.0.0.0 Mobile Safari/537.36 Zalo android/12100732 ZaloTheme/light ZaloLanguage/vi"
)
COOKIES = [
    {"name": f"{zalo_hosts.PAGES}_{name}", "value": f"{name}-of-the-phone"}
    for name in ("zoauth", "zoauth_vrf", "zlink3rd")
]
PHONE = (360, 740)


@pytest.fixture(scope="module")
def packed(built, tmp_path_factory):
    """Build what is uploaded. The folder has nothing else: no index.html."""
    folder = tmp_path_factory.mktemp("upload") / "www"
    building.pack(folder, zalo_hosts.API_URL)
    return folder


@pytest.fixture(scope="module")
def hosts(packed, debug_server, tmp_path_factory):
    """Run the hosts that the phone meets."""
    keys = tmp_path_factory.mktemp("keys")
    with zalo_hosts.running(packed, building.APP_ID, LAN, debug_server.port, keys) as running:
        yield running


@pytest.fixture(scope="module")
def browser(browser, hosts):
    """Run a browser that is led to these hosts; the other tests' one is not."""
    arguments = zalo_hosts.arguments(hosts.server_port)
    with contextlib.closing(chromium.another(browser.browser_type, *arguments)) as running:
        yield running


@pytest.fixture
def inside(open_window, debug_server, hosts, zalo):
    """Return a function that opens a phone with Zalo's page."""
    thanh_mieu(latitude="21.3227", longitude="105.4019")
    hosts.asked.clear()

    def opened(*, dark=False, is_silent=False):
        assert debug_server.get(FORGET).status == http.client.NO_CONTENT
        code = zalo.world.location_code(zalo.world.tokens[LAN].user)
        answers = {"jump": {"cookiesOAuthLogins": COOKIES}, "location": {"token": code}}
        page = open_window(address=ADDRESS, size=PHONE, dark=dark, user_agent=ANDROID)
        page.clock.install(time=NOW)
        page.add_init_script(f"window.BRIDGE = {json.dumps(answers)};")
        page.add_init_script(f"window.isBridgeSilent = {json.dumps(is_silent)};")
        page.add_init_script(BRIDGE)
        page.goto("")
        return page

    return opened


def log_in(page):
    page.get_by_role("link", name="Tôi", exact=True).click()
    page.get_by_role("button", name="Đăng nhập bằng Zalo").click()


def test_it_starts_from_zalos_lists_alone_and_a_citizen_logs_in(inside, hosts):
    page = inside()
    expect(page.get_by_role("combobox", name=SEARCH)).to_be_visible()
    log_in(page)
    expect(page.get_by_text("Nguyễn Thị Lan").first).to_be_visible()
    api = [
        (method, path, origin)
        for method, host, path, origin in hosts.asked
        if host == zalo_hosts.API
    ]
    assert ("POST", "/api/v1/session/", ORIGIN) in api
    assert ("OPTIONS", "/api/v1/session/", ORIGIN) in api  # the browser asked first, and may
    assert {origin for _method, _path, origin in api} == {ORIGIN}
    assert not [
        path
        for _method, host, path, _origin in hosts.asked
        if host == zalo_hosts.PAGES and path.startswith("/api/")
    ]


def test_what_is_near_is_found_by_zalos_code(inside, hosts):
    page = inside()
    page.get_by_role("link", name="Trụ sở", exact=True).click()
    page.get_by_role("button", name="Trụ sở gần tôi").click()
    expect(page.get_by_text("gần nhất trước")).to_be_visible()
    expect(page.get_by_role("link", name="Công an phường Thanh Miếu")).to_be_visible()
    expect(page.get_by_text("Cách 0")).to_be_visible()
    assert ("POST", zalo_hosts.API, "/api/v1/location/", ORIGIN) in hosts.asked


def test_a_zalo_that_never_answers_is_given_up_and_asked_again(inside):
    page = inside(is_silent=True)
    log_in(page)
    expect(page.get_by_role("button", name="Đang đăng nhập…")).to_be_visible()
    page.clock.fast_forward("00:11")
    expect(page.get_by_text("Zalo chưa trả lời")).to_be_visible()
    page.evaluate("window.isBridgeSilent = false")
    page.get_by_role("button", name="Đăng nhập bằng Zalo").click()
    page.clock.fast_forward("00:11")
    expect(page.get_by_text("Zalo chưa trả lời")).to_be_visible()
