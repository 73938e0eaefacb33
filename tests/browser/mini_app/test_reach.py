"""Every screen for everybody: by axe's rules, with large letters, by keyboard."""

import pytest
from django.conf import settings

from tests.browser import chromium
from tests.browser.mini_app.citizens import LAN
from tests.browser.mini_app.screens import show

AXE = settings.BASE_DIR / "miniapp" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TARGETS = {"type": "rule", "values": ["target-size"]}
# What the colours of the dark can change.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
VIOLATIONS = """async (runOnly) => {
  const { violations } = await axe.run(document, { runOnly });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`));
}"""
# 18 px, which is one rem at first, doubled.
DOUBLE = "() => { document.documentElement.style.fontSize = '36px'; }"
# Finds what is wider than the screen, and words that a box hides or lets scroll; a field of one
# line scrolls what is written in it, and what is brief stands whole behind its link.
CUT = """() => {
  const page = document.documentElement;
  const wide = page.scrollWidth - page.clientWidth;
  const isShown = (one) => one.checkVisibility() && !one.closest(".unseen, .skip, .brief");
  const hides = (value) => value !== "visible";
  const isCut = (one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    const isLine = one.matches("input");
    return (!isLine && hides(overflowX) && one.scrollWidth > one.clientWidth + 1)
      || (hides(overflowY) && one.scrollHeight > one.clientHeight + 1)
      || one.getBoundingClientRect().right > page.clientWidth + 1;
  };
  const cut = [...document.querySelectorAll("body *")].filter((one) => isShown(one) && isCut(one))
    .map((one) => one.outerHTML.slice(0, 160));
  return wide > 0 ? [`${wide} px too wide`, ...cut] : cut;
}"""
# What the Tab key must reach; of the radio buttons of a group one.
STOPS = """() => {
  const groups = new Set();
  return [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']",
  )].filter((one) => {
    if (!one.checkVisibility() || one.disabled) return false;
    if (one.type !== "radio") return true;
    const isFirst = !groups.has(one.name);
    groups.add(one.name);
    return isFirst;
  }).length;
}"""
# Says what is wrong with the element that has the focus: not marked, or behind something else.
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const name = one.outerHTML.slice(0, 120);
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const faults = [];
  if (outlineStyle === "none" || outlineWidth === "0px") faults.push(`not marked: ${name}`);
  const own = [one, ...(one.labels ?? [])];
  const isSeen = above && own.some((part) => part.contains(above) || above.contains(part));
  if (!isSeen) faults.push(`covered: ${name}`);
  return faults;
}"""


def faults_of(page, addresses, judge):
    """Return what `judge` finds on each screen, for the screens where it finds something."""
    found = {}
    for pattern, address in addresses.items():
        show(page, address)
        found[pattern] = judge(page)
    return {pattern: faults for pattern, faults in found.items() if faults}


def axe(page, rules=RULES):
    # The bar at the bottom sticks: a button half below it would count as too small.
    seen = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**seen, "height": height + 100})
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(VIOLATIONS, rules)
    page.set_viewport_size(seen)
    return found


def light_and_dark(page):
    """Judge a page by every rule, then its colours in the dark, without opening it again."""
    found = axe(page)
    page.emulate_media(color_scheme="dark")
    dark = [f"dark {fault}" for fault in axe(page, COLOURS)]
    page.emulate_media(color_scheme="light")
    return found + dark


def enlarged(page):
    page.evaluate(DOUBLE)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    return [*page.evaluate(CUT), *axe(page, TARGETS)]


def tabbed(page):
    """Return what is wrong on the way of the Tab key through the screen."""
    stops, faults, reached = page.evaluate(STOPS), [], 0
    for _stop in range(stops + 5):
        page.keyboard.press("Tab")
        wrong = page.evaluate(FOCUSED)
        if wrong is None:
            break
        reached += 1
        faults += wrong
    return faults if reached >= stops else [*faults, f"Tab reached {reached} of {stops}"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_any_screen_in_light_and_dark(open_phone, addresses, language):
    assert not faults_of(open_phone(LAN, language=language), addresses, light_and_dark)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_letters_of_double_size_fit_the_smallest_phone_and_leave_room_for_fingers(
    open_phone, addresses, language
):
    page = open_phone(LAN, size=chromium.SMALL_PHONE, language=language)
    assert not faults_of(page, addresses, enlarged)


def test_the_keyboard_reaches_everything_and_shows_where_it_is(open_phone, addresses):
    assert not faults_of(open_phone(LAN), addresses, tabbed)
