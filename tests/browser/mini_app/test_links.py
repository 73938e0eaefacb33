"""Addresses that lead into the Mini App: good ones, old ones, nonsense."""

import pytest
from playwright.sync_api import expect

from tests.browser.mini_app.screens import show

NONSENSE = [
    "?procedure=../../quan-tri",
    "?procedure=%3Cscript%3Ealert(1)%3C/script%3E",
    "?rating=%0B%0A",
    "?office=" + "a" * 3000,
    "?unknown=1&=&%%%",
    "procedures/%E0%A4%A",
    "procedures/khong-co-thu-tuc-nay",
    "//example.com/",
    "search?q=" + "a" * 2000,
    "search",
    "no/such/screen",
]


def test_a_link_to_a_procedure_opens_it_and_leads_back_to_the_first_screen(phone):
    phone.goto("?procedure=cancuoc-cap-doi-lai")
    expect(phone.get_by_role("heading", name="Cần mang gì")).to_be_visible()
    phone.get_by_role("button", name="Quay lại").click()
    expect(phone.get_by_role("combobox", name="Ông/bà cần làm việc gì?")).to_be_visible()


@pytest.mark.parametrize("address", NONSENSE)
def test_nonsense_leads_to_a_screen_from_which_one_gets_on(phone, mini_app, tolerated, address):
    tolerated("404", "400", "414", "URIError")
    show(phone, mini_app + address)
    assert len(phone.locator("main").inner_text().strip()) > 20
    home = phone.get_by_role("main").get_by_role("link", name="Trang đầu")
    ways = home.or_(phone.get_by_role("combobox")).or_(phone.get_by_role("button", name="Quay lại"))
    expect(ways.first).to_be_visible()
