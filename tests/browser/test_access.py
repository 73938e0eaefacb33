"""Every officers' page by axe's rules of WCAG 2.2 AA, light and dark; keys past the menu."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import expect

from tests import routes
from tests.browser import people
from tests.browser.mini_app import building
from tests.browser.mini_app.test_reach import AXE, RULES
from tests.dossiers.factories import dossier

# Light by every rule, then dark by those of colours; the menu is the same on every page and is
# looked at once.
VIOLATIONS = """async ([rules, menu]) => {
  const calm = new CSSStyleSheet();
  const still = "transition: none !important; animation: none !important";
  calm.replaceSync(`*, ::before, ::after { ${still} }`);
  document.adoptedStyleSheets = [calm];
  const where = menu ? document : { exclude: ["#nav-sidebar"] };
  const judge = async (runOnly, look) => {
    const { violations } = await axe.run(where, { runOnly, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${look} ${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
  };
  const light = await judge(rules, "light");
  document.documentElement.classList.add("dark");
  const colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
  const dark = await judge(colours, "dark");
  document.documentElement.classList.remove("dark");
  return [...light, ...dark];
}"""
SINGLE = (
    *("admin:index", "help-index", "second-factor", "second-factor-set-up", "report", "needs"),
    *("satisfaction-figures", "admin:password_change", "admin:auth_user_review"),
    *("admin:procedures_procedure_fees", "admin:procedures_procedure_recheck"),
    *("admin:procedures_procedure_new_rates", "admin:auth_user_invite", "trends"),
    *("admin:citizens_noticetemplate_missing", "admin:feedback_poster_counter"),
    *("admin:official_accounts_officialaccount_connect", "admin:reports_report_map"),
    *("admin:announcements_announcement_calendar", "admin:offices_office_load_contacts"),
)


@pytest.fixture
def everybody(service):
    return User.objects.create_superuser("truong", password=people.PASSWORD)


@pytest.fixture
def judged(open_window, everybody):
    """Return a page on which axe is at hand wherever it goes, and everything is seen."""
    page = open_window(everybody)
    page.add_init_script(path=AXE)
    return page


def faults_of(page, *, menu=False):
    """Return what axe still finds on the page when scripts had time to name what they made."""
    for _look in range(10):
        if not (found := page.evaluate(VIOLATIONS, [RULES, menu])):
            break
        page.wait_for_timeout(1_000)
    return found


def addresses(everybody):
    """Return the pages without a row, then list, row and form of every model."""
    found, request = [reverse(name) for name in SINGLE], RequestFactory().get("/")
    request.user = everybody
    for model, page in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = routes.make(model)
        found += [reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk])]
        if page.has_add_permission(request):
            found.append(reverse(f"{name}_add"))
    return found


def dialogs_of(page):
    """Return the addresses of dialogs that the page opens, one of each kind."""
    opened = page.evaluate(
        "() => [...document.querySelectorAll('[hx-get]')].map((one) => one.getAttribute('hx-get'))"
    )
    return {re.sub(r"/[^/]+/(?=[^/]+/$)", "/", address): address for address in opened}


needs_axe = pytest.mark.skipif(
    not AXE.exists(), reason=f"axe is not installed: npm ci in {building.FOLDER}"
)


@needs_axe
def test_axe_finds_nothing_on_any_page_in_light_and_dark(judged, everybody):
    found = {}
    for number, address in enumerate(addresses(everybody)):
        assert judged.goto(address, wait_until="load").ok, address
        expect(judged.get_by_role("main"), address).to_have_count(1)
        found[address] = faults_of(judged, menu=not number)
    assert len(found) > 100
    assert {address: faults for address, faults in found.items() if faults} == {}


@needs_axe
def test_axe_finds_nothing_in_the_dialogs(judged):
    row, page, found = dossier(), judged, {}
    page.goto(reverse("admin:dossiers_dossier_change", args=[row.pk]))
    for kind, address in dialogs_of(page).items():
        page.evaluate("one => document.querySelector(`[hx-get='${one}']`).click()", address)
        expect(page.locator("#dialog form")).to_be_visible()
        found[kind] = faults_of(page)
        page.reload()
    for key, dialog in (("/", "#desk-search"), ("?", "#desk-shortcuts")):
        page.keyboard.press(key)
        expect(page.locator(dialog)).to_be_visible()
        found[key] = faults_of(page)
        page.reload()
    assert len(found) > 5
    assert {kind: faults for kind, faults in found.items() if faults} == {}


def test_the_first_row_of_a_list_is_within_five_keys(open_window, everybody):
    row = dossier()
    page = open_window(everybody)
    page.goto(reverse("admin:dossiers_dossier_changelist"))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến nội dung chính")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute(
        "href", re.compile(rf"/dossiers/dossier/{row.pk}/change/")
    )


def test_the_question_mark_of_a_page_opens_its_section_of_the_guide(open_window, service):
    page = open_window(people.officer(None, "Cán bộ một cửa"))
    page.goto(reverse("admin:dossiers_dossier_add"))
    page.get_by_title("Hướng dẫn về trang này").click()
    heading = page.get_by_role("heading", name="Ghi nhận một hồ sơ mới")
    expect(heading).to_be_in_viewport()
    assert page.url.endswith("mot-cua/#ghi-nhan-mot-ho-so-moi")
