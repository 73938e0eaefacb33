"""What tests of the officers' desk share: sizes of windows, a hand that counts, rows of lists."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from playwright.sync_api import expect

from dossiers.models import Dossier
from tests.browser import chromium
from tests.browser.conftest import NOW
from tests.dossiers.factories import dossier

DOSSIERS = reverse("admin:dossiers_dossier_changelist")
QUESTIONS = reverse("admin:feedback_question_changelist")
each_size = pytest.mark.parametrize("size", [chromium.DESKTOP, chromium.PHONE], ids=["1366", "390"])


def follow(page, locator):
    """Click on what leads to a page, and wait until that page is there with its scripts.

    A dialog is sent by a script, which no click waits for: what the old page says already, in its
    history for instance, would pass for the answer.
    """
    with page.expect_navigation():
        locator.click()


class Hand:
    """Clicks on a page and counts; on a phone the buttons of a page stand behind one more."""

    def __init__(self, page, size=chromium.DESKTOP):
        self.page, self.is_phone, self.clicks, self.extra = page, size == chromium.PHONE, 0, 0

    def click(self, locator):
        locator.click()
        self.page.wait_for_load_state()  # of the page that a link led to: its scripts take keys
        self.clicks += 1

    def press_button_of_page(self, name):
        more = self.page.locator("#header-inner [x-on\\:click^='showActions']").first
        if self.is_phone and more.is_visible():  # on one screen they stand at the bottom
            more.click()
            self.extra += 1
        self.click(self.page.get_by_role("link", name=name, exact=True))

    def find(self, typed):
        """Find by the search, which costs no click: «/», what is typed, Enter."""
        if self.is_phone:  # it has no key
            self.page.locator(".search-bar [data-desk-search]").click()
            self.extra += 1
        else:
            self.page.keyboard.press("/")
        self.page.locator("#desk-search input[type=search]").fill(typed)
        expect(self.page.locator("#desk-results").get_by_text(typed).first).to_be_visible()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def overdue(office, number):
    """Return dossiers whose due times passed, the longest overdue first."""
    rows = [dossier(office=office) for _number in range(number)]
    for index, row in enumerate(rows):
        due = NOW - timedelta(days=number - index)
        QuerySet(Dossier).filter(pk=row.pk).update(due_at=due)
    return rows
