"""How often a screen asks the API: each request costs an old phone about a second."""

import pytest

from tests.browser.mini_app.citizens import LAN
from tests.browser.mini_app.requests import counted
from tests.browser.mini_app.screens import show

MOST = {
    "/": 3,  # announcements are asked for again each time: a notice may be revoked any moment
    "/news": 1,
    "/news/:slug": 3,  # the words, a picture, and whether this citizen said that it is wrong
    "/search": 2,  # the results and, beside them, the answer card
    "/procedures/:key": 2,
    "/me": 1,
    "/dossiers": 1,
    "/dossiers/:code": 1,
    "/questions": 1,
    "/questions/:id": 1,
    "/report": 1,
    "/report/:kind": 1,
    "/reports": 1,
    "/reports/:number": 2,
}


@pytest.fixture
def page(open_phone, addresses):
    """Return the phone of Lan, who is logged in: the session is there already."""
    opened = open_phone(LAN)
    show(opened, "me")
    return opened


def test_no_screen_asks_more_often_than_it_must(page, addresses):
    asked = {}
    for pattern in MOST:
        with counted(page) as seen:
            show(page, addresses[pattern])
            page.wait_for_load_state("networkidle")  # also what is asked for a moment later
        asked[pattern] = seen
    assert all(asked.values()), "a screen that asks nothing shows nothing"
    assert {pattern: seen for pattern, seen in asked.items() if len(seen) > MOST[pattern]} == {}


def test_suggestions_are_asked_for_once_the_fingers_rest(page):
    show(page, "")
    with counted(page) as seen:
        page.get_by_role("combobox").press_sequentially("mat ho chieu", delay=20)
        page.get_by_role("option").first.wait_for()
        page.wait_for_load_state("networkidle")
    assert 1 <= len(seen) <= 4
