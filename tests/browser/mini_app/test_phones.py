"""Phones that keep nothing, are full, or have a wrong clock."""

import pytest
from playwright.sync_api import expect

from tests.browser.mini_app.screens import show

STORAGES = {
    "full": """Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
    };""",
    "forbidden": """for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, {
            get() { throw new DOMException("denied", "SecurityError"); },
        });
    }""",
}


@pytest.mark.parametrize("state", STORAGES)
def test_a_phone_that_keeps_nothing_serves_for_this_visit(phone, state):
    phone.add_init_script(STORAGES[state])
    show(phone, "search?q=mat+ho+chieu")
    phone.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    papers = phone.get_by_role("region", name="Cần mang gì")
    papers.get_by_role("heading").click()
    papers.get_by_role("checkbox").first.check()
    phone.get_by_role("button", name="Quay lại").click()
    expect(phone.get_by_role("heading", name="Kết quả tìm")).to_be_visible()
    phone.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    papers.get_by_role("heading").click()
    expect(papers.get_by_role("checkbox").first).to_be_checked()


@pytest.mark.parametrize("year", [2016, 2036])
def test_a_wrong_clock_keeps_nobody_from_what_to_bring(phone, year):
    phone.clock.set_system_time(f"{year}-11-25T09:00:00+07:00")
    show(phone, "procedures/cancuoc-cap-doi-lai")
    expect(phone.get_by_role("heading", name="Cần mang gì")).to_be_visible()
    expect(phone.get_by_text("Phí hôm nay")).to_be_visible()
