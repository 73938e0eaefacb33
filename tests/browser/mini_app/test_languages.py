"""Four languages, on every screen: how to change them, and what stays Vietnamese says so."""

import pytest
from playwright.sync_api import expect

from tests.browser.mini_app.citizens import LAN
from tests.browser.mini_app.screens import show
from tests.browser.mini_app.test_reach import faults_of

LANGUAGES = {"en": "English", "zh": "中文", "ko": "한국어", "vi": "Tiếng Việt"}
GLOBE = "header .globe"
SKIP = ".skip"
# Finds texts, also of attributes, with letters of Vietnamese where no element says that it is
# Vietnamese. lang="" is what a person wrote in a language that nobody knows.
UNMARKED = """() => {
  const letters = /[\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u1ea0-\\u1ef9]/;
  const isMarked = (one) => ["vi", ""].includes(one?.closest("[lang]")?.getAttribute("lang"));
  const found = [];
  const judge = (one, text) => {
    if (text && letters.test(text) && !isMarked(one)) found.push(text.trim().slice(0, 80));
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) judge(walk.currentNode.parentElement, walk.currentNode.data);
  for (const one of document.querySelectorAll("body *"))
    for (const name of ["aria-label", "placeholder", "alt", "title", "label"])
      judge(one, one.getAttribute(name));
  judge(document.querySelector("title"), document.title);
  return found;
}"""


def tapped(page):
    """Tap every language of the globe; return those that the screen does not take on."""
    faults, names = [], set()
    for code, name in LANGUAGES.items():
        page.locator(GLOBE).click()
        page.get_by_role("dialog").get_by_role("button", name=name).click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        names.add(page.locator(SKIP).inner_text())
        if page.evaluate("document.documentElement.lang") != code:
            faults.append(code)
    return faults if len(names) == len(LANGUAGES) else [*faults, f"only {names}"]


def test_every_screen_speaks_each_language_that_is_tapped_on_it(open_phone, addresses):
    assert not faults_of(open_phone(LAN), addresses, tapped)


@pytest.mark.parametrize(("address", "role"), [("foreigners", "button"), ("me/settings", "radio")])
def test_languages_within_a_screen_change_its_words_too(phone, address, role):
    show(phone, address)
    titles = set()
    for code, name in LANGUAGES.items():
        phone.get_by_role("main").get_by_role(role, name=name).click()
        expect(phone.locator(f"html[lang={code}]")).to_have_count(1)
        titles.add(phone.get_by_role("heading", level=1).inner_text())
    assert len(titles) == len(LANGUAGES)


@pytest.mark.parametrize("language", ["en", "zh", "ko"])
def test_what_stays_vietnamese_is_marked_as_such(open_phone, addresses, language):
    page = open_phone(LAN, language=language)
    assert not faults_of(page, addresses, lambda shown: shown.evaluate(UNMARKED))


def test_a_screen_with_vietnamese_texts_says_so_once_in_the_language_of_its_reader(open_phone):
    page = open_phone(language="ko")
    show(page, "policy")
    expect(page.get_by_text("일부 내용은 베트남어로만 있습니다.")).to_have_count(1)
    expect(page.get_by_text("일부 내용은 베트남어로만 있습니다.")).to_be_visible()
    show(page, "me/settings")
    expect(page.get_by_text("일부 내용은 베트남어로만 있습니다.")).to_be_hidden()


@pytest.mark.parametrize(
    ("spoken", "shown"),
    [(["zh-CN", "en-US"], "zh"), (["ko-KR"], "ko"), (["fr-FR"], "en"), (["vi-VN", "en"], "vi")],
)
def test_the_first_visit_speaks_the_language_of_the_phone(phone, spoken, shown):
    phone.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{ get: () => {spoken} }})"
    )
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    show(phone, "offices")
    assert phone.evaluate("document.documentElement.lang") == shown
    spoke = {url.split("/words-")[1][:2] for url in asked if "/words-" in url}
    assert spoke == {"vi", shown}  # the page fetches the first Vietnamese words unasked
