"""What a guide names in « » stands on the page of which it speaks, for the role that reads it.

tests/officers/guides/steps.txt says where each name is looked for, on the trial data.
"""

import re

import pytest
from playwright.sync_api import TimeoutError as NotInTime

from officers.guides.listing import GUIDES
from tests.browser import guide_rows
from tests.officers.guides.steps import NOWHERE, read_table

ADMIN = "/quan-tri/"
FIRST_ROW = "#result_list tbody :is(th, td) a[href]"
# A name is the whole text of a part, its label, or stands in « » on the page; numbers and marks
# around it do not count. What is pressed is a button before it is anything else.
HEARD = """(names) => {
  const bare = (text) => text.normalize().replace(/\\s+/g, " ").toLowerCase()
    .replace(/^[\\s\\d.:*?!…]+|[\\s\\d.:*?!…]+$|\\s*\\([^)]*\\)$/g, "");
  const said = new Map();
  const say = (text, part) => {
    const button = part.closest("a, button, summary, input[type=submit]");
    if (button || !said.has(bare(text))) said.set(bare(text), button || part);
  };
  for (const part of document.querySelectorAll("body *:not(script, style)")) {
    for (const label of ["value", "placeholder", "title", "aria-label"])
      say(part.getAttribute(label) || "", part);
    for (const { nodeType, data } of part.childNodes)
      if (nodeType === Node.TEXT_NODE)
        for (const text of [data, ...data.split(": "), ...(data.match(/[^«]+(?=»)/g) || [])])
          say(text, part);
    if (part.textContent.length < 200) say(part.textContent, part);
  }
  return names.map((name) => said.get(bare(name)));
}"""
MISSING = (
    f"(names) => {{ const parts = ({HEARD})(names); return names.filter((_, n) => !parts[n]); }}"
)
PRESS = f"(name) => ({HEARD})([name])[0].click()"
FOUND = f"(names) => !({MISSING})(names).length"


@pytest.fixture
def furnish():
    """Let each test begin with the trial data."""
    return guide_rows.trial_data


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_each_name_of_a_guide_is_on_its_page(open_window, guide):
    looks = [look for (one, _), row in read_table().items() for look in row if one == guide.name]
    pages = {}
    lost = {}
    for look in looks:
        if look.account == NOWHERE:
            continue
        if look.account not in pages:
            known = look.account != "nobody"
            pages[look.account] = open_window(known and guide_rows.account(look.account))
        if missing := missing_on(pages[look.account], look):
            lost[look.account, look.address, *look.presses] = missing
    assert lost == {}


def missing_on(page, look):
    """Return the names that the page does not say when its scripts have ended."""
    address, star, rest = look.address.partition("*")
    assert page.goto(f"{ADMIN}{address}").ok, address
    if star:
        row = page.locator(FIRST_ROW).first.get_attribute("href")
        page.goto(re.sub(r"change/.*", rest, row) if rest else row)
    for name in look.presses:
        page.wait_for_function(FOUND, arg=[name])
        page.evaluate(PRESS, name)
        page.wait_for_load_state()
    try:
        page.wait_for_function(FOUND, arg=list(look.names))
    except NotInTime:
        return page.evaluate(MISSING, list(look.names))
    return []
