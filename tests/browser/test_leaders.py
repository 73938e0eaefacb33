"""A leader reads the first page and prints the report of the month."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import people
from tests.dossiers.factories import dossier, move
from tests.offices import factories as offices


@pytest.fixture
def page(open_window):
    office = offices.province()
    move(dossier(office=office), "processing", "completed")
    return open_window(people.officer(office, "Lãnh đạo"))


def test_each_number_links_to_its_list(page):
    page.goto(reverse("admin:index"))
    card = page.locator("a.figure").first
    expect(card).to_be_visible()
    card.click()
    expect(page.locator("#changelist, .officer-page").first).to_be_visible()


def test_the_report_can_be_printed(page, tmp_path):
    page.goto(reverse("report"))
    expect(page.get_by_role("heading").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("nav").first).to_be_hidden()
    paper = page.pdf(format="A4", path=tmp_path / "bao-cao.pdf", print_background=True)
    assert paper.startswith(b"%PDF")
