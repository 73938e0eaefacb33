"""The call screen on a television: what it shows by day and night, and when nobody answers."""

import pytest
from playwright.sync_api import expect

from reception import screens
from reception.actions import desk
from tests.browser.mini_app import building
from tests.browser.mini_app.test_reach import AXE, light_and_dark
from tests.reception.factories import queue, staff, walked_in

SIZES = [(1920, 1080), (1366, 768)]
# What stands beyond the edges, or is cut off by its box.
CUT = """() => [...document.querySelectorAll('header, footer, #called p, #take, #take *')]
    .filter((one) => !one.closest('[hidden]'))
    .filter((one) => one.getBoundingClientRect().bottom > innerHeight + 1
        || one.matches('p, header') && one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def counter(service):
    """Return a counter with six desks that call, and one who waits."""
    row = queue(name="Cư trú, căn cước và định danh điện tử")
    officer = staff(row.office)
    for _ in range(7):
        walked_in(row)
    for number in range(6):
        desk.call_next(row, officer, f"Bàn {number + 10}")
    return row


@pytest.mark.parametrize("size", SIZES, ids=["1920", "1366"])
def test_six_numbers_and_the_code_fit(open_window, counter, size):
    page = open_window(size=size)
    page.goto(screens.make(counter))
    expect(page.locator("#called p")).to_have_count(6)
    expect(page.locator("#waiting")).to_have_text("1")
    expect(page.locator("#picture svg")).to_be_visible()
    assert page.evaluate(CUT) == []


@pytest.mark.skipif(not AXE.exists(), reason=f"axe is not installed: npm ci in {building.FOLDER}")
def test_axe_finds_nothing_by_day_and_night(open_window, counter):
    page = open_window(size=SIZES[1])
    page.goto(screens.make(counter))
    expect(page.locator("#called p")).to_have_count(6)
    assert light_and_dark(page) == []


def test_without_an_answer_the_last_numbers_stay_and_the_code_goes(open_window, counter, tolerated):
    tolerated("ERR_FAILED", "ERR_INTERNET_DISCONNECTED")
    page = open_window(size=SIZES[1])
    page.clock.install()
    page.goto(screens.make(counter))
    expect(page.locator("#called p")).to_have_count(6)
    page.route("**/du-lieu/", lambda route: route.abort())
    page.clock.fast_forward(20_000)
    page.clock.run_for(4_000)
    expect(page.locator("#lost")).to_contain_text("Mất kết nối từ")
    expect(page.locator("#called p")).to_have_count(6)
    expect(page.locator("#take")).to_be_hidden()
    page.unroute("**/du-lieu/")
    page.clock.run_for(7_000)
    expect(page.locator("#lost")).to_be_hidden()
    expect(page.locator("#take")).to_be_visible()


def test_the_page_is_loaded_anew_every_ten_minutes(open_window, counter):
    page = open_window(size=SIZES[1])
    page.clock.install()
    page.goto(screens.make(counter))
    expect(page.locator("#called p")).to_have_count(6)
    with page.expect_navigation():
        page.clock.fast_forward(601_000)
        page.clock.run_for(7_000)
