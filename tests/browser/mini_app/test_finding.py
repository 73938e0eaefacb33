"""A citizen finds what to bring, without a log-in."""

import pytest
from playwright.sync_api import expect


def test_who_types_without_marks_finds_what_to_bring_and_ticks_it(phone):
    phone.goto("")
    phone.get_by_role("combobox", name="Ông/bà cần làm việc gì?").fill("mat ho chieu")
    phone.get_by_role("button", name="Tìm", exact=True).click()
    phone.get_by_role("main").get_by_role("listitem").first.get_by_role("link").click()
    expect(phone.get_by_role("heading", name="Cần mang gì")).to_be_visible()
    first = phone.get_by_role("checkbox").first
    first.check()
    expect(phone.get_by_text("Đã có 1 trên")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Đã có 1 trên")).to_be_visible()
