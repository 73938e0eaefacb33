"""Every kind of page, on a laptop and on a phone: names, width, visible focus."""

import contextlib

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import TimeoutError  # noqa: A004  # Playwright's name for it

from tests.browser import chromium, people
from tests.dossiers.factories import dossier
from tests.feedback.factories import question, template
from tests.procedures.factories import publish_procedure

# Finds elements without an accessible name, by the rules our pages use, and too wide pages.
FAULTS = """() => {
  const visible = (element) =>
    element.getClientRects().length && getComputedStyle(element).visibility !== "hidden";
  const words = (element) => {
    const copy = element.cloneNode(true);
    const silent = "[aria-hidden=true], script, style";
    for (const part of copy.querySelectorAll(silent)) part.remove();
    return copy.textContent.trim() || copy.querySelector("img[alt]")?.alt;
  };
  const names = ["aria-label", "aria-labelledby", "title"];
  const given = (element) => names.some((name) => element.getAttribute(name)?.trim());
  const nameless = (selector, named) => [...document.querySelectorAll(selector)]
    .filter((element) => visible(element) && !given(element) && !named(element))
    .map((element) => element.outerHTML.slice(0, 120));
  const labelled = (element) => [...(element.labels ?? [])].some(words);
  const faults = [
    ...nameless("input:not([type=hidden]), select, textarea", labelled),
    ...nameless("button, a[href], [role=button], summary", words),
  ];
  const wide = document.documentElement.scrollWidth - innerWidth;
  return wide > 0 ? [...faults, `${wide} px too wide`] : faults;
}"""
# Returns the focused element if neither it nor its parent looks different from unfocused ones.
UNMARKED = """() => {
  const element = document.activeElement;
  const look = () => [element, element.parentElement].map((one) => {
    const style = getComputedStyle(one);
    const outline = [style.outlineStyle, style.outlineColor, style.outlineWidth];
    return [...outline, style.borderColor, style.boxShadow].join();
  }).join();
  const focused = look();
  element.blur();
  const isMarked = focused !== look();
  element.focus();
  return isMarked ? null : element.outerHTML.slice(0, 100);
}"""


@pytest.fixture
def addresses(service):
    """Return an address of each kind of page, with content."""
    asked, row, procedure = question(), dossier(), publish_procedure()
    template()
    change = {
        "dossiers_dossier": row,
        "feedback_question": asked,
        "procedures_procedure": procedure,
        "offices_office": row.office,
    }
    lists = (
        *change,
        "feedback_faqentry",
        "offices_calendarday",
        "auth_user",
        "dossiers_dossierimport",
        "citizens_noticetemplate",
    )
    new = (
        "dossiers_dossier",
        "dossiers_dossierimport",
        "procedures_synonymgroup",
        "feedback_faqentry",
        "offices_calendarday",
    )
    return [
        reverse("admin:index"),
        *(reverse(f"admin:{name}_changelist") for name in lists),
        *(reverse(f"admin:{name}_change", args=[one.pk]) for name, one in change.items()),
        *(reverse(f"admin:{name}_add") for name in new),
        reverse("admin:feedback_question_answer", args=[asked.pk]),
        reverse("admin:dossiers_dossier_history", args=[row.pk]),
        f"{reverse('admin:dossiers_dossier_bulk')}?ids={row.pk}&target=suspended",
        reverse("admin:procedures_procedure_publish", args=[procedure.pk]),
        reverse("second-factor"),
    ]


@pytest.fixture
def everybody(service):
    return User.objects.create_superuser("truong", password=people.PASSWORD)


@pytest.mark.parametrize("size", [chromium.DESKTOP, chromium.PHONE], ids=["laptop", "phone"])
def test_every_element_has_a_name_and_fits_the_screen(open_window, everybody, addresses, size):
    page = open_window(everybody, size=size)
    found = {}
    for address in addresses:
        page.goto(address, wait_until="load")
        with contextlib.suppress(TimeoutError):  # scripts may still add fields and their names
            page.wait_for_function(f"() => !({FAULTS})().length", timeout=10_000)
        found[address] = page.evaluate(FAULTS)
    assert not {address: faults for address, faults in found.items() if faults}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_focus_is_visible(open_window, everybody, dark):
    dossier()
    page = open_window(everybody, dark=dark)
    page.goto(reverse("admin:dossiers_dossier_changelist"))
    unmarked = []
    for _number in range(25):
        page.keyboard.press("Tab")
        unmarked.append(page.evaluate(UNMARKED))
    assert not [element for element in unmarked if element]
