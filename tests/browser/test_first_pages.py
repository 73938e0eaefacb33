"""First pages and menus of roles: one's own work above the fold, urgent rows that open in place."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import chromium, people
from tests.dossiers.factories import at, dossier
from tests.offices import factories as offices

VISIBLE = """(links) => links.filter((link) => {
  const box = link.getBoundingClientRect();
  return box.height && box.bottom <= innerHeight;
}).length"""


def test_own_work_is_above_the_fold_and_the_rest_folded(open_window):
    page = open_window(people.officer(offices.province(), "Lãnh đạo"))
    page.goto(reverse("admin:index"))
    menu = page.locator("#nav-sidebar-apps")
    open_entries = menu.locator("ol > li > a:visible")
    assert open_entries.count() == 9
    assert open_entries.evaluate_all(VISIBLE) == 9
    expect(menu.get_by_role("link", name="Rà soát tài khoản")).to_be_hidden()
    group = menu.locator("summary", has_text=re.compile(r"^\s*Hệ thống\b"))
    group.focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Rà soát tài khoản")).to_be_visible()
    menu.get_by_role("link", name="Rà soát tài khoản").click()
    expect(
        page.locator("#nav-sidebar-apps").get_by_role("link", name="Rà soát tài khoản")
    ).to_be_visible()


def test_urgent_rows_open_within_their_list_on_laptop_and_phone(open_window):
    office = offices.office("ca-xa-a")
    officer = people.officer(office, "Cán bộ một cửa")
    for day in ("2026-11-26", "2026-11-27"):
        dossier(office=office, due_at=at(f"{day} 23:59:59"), limit=None)
    for size in (chromium.DESKTOP, chromium.PHONE):
        page = open_window(officer, size=size)
        page.goto(reverse("admin:index"))
        rows = page.locator(".urgent-rows a")
        expect(rows).to_have_count(2)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        rows.first.click()
        expect(page).to_have_url(re.compile("/dossiers/dossier/.*_changelist_filters"))
