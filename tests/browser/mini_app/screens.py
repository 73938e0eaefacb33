"""Every screen of the Mini App with something to show, and how to wait until it is shown."""

import contextlib
import time
from dataclasses import dataclass, field

from playwright.sync_api import Request, expect

from tests.browser.mini_app import building

SECONDS = 30.0  # as long as the browser waits for anything else
# Ends when what a page has now is drawn: in the second frame from here on.
DRAWN = """() => new Promise((drawn) => {
  requestAnimationFrame(() => requestAnimationFrame(drawn));
})"""
# Address pattern of a `route.ts` → an address below that of the Mini App, of something that the
# database holds (content.py). Where a screen is missing here, the tests of every screen fail.
ADDRESSES = {
    "/": "",
    "/search": "search?q=mat+ho+chieu",
    "/procedures/:key": "procedures/cancuoc-cap-doi-lai",
    "/forms/ct01-2026": "forms/ct01-2026?office=Công+an+phường+Thanh+Miếu",
    "/dossiers": "dossiers",
    "/dossiers/:code": "dossiers/{dossier}",
    "/dossiers/:code/rating": "dossiers/{finished}/rating",
    "/lookup": "lookup?code={dossier}",
    "/ask": "ask?procedure=cancuoc-cap-doi-lai",
    "/questions": "questions",
    "/questions/:id": "questions/{question}",
    "/report": "report",
    "/report/:kind": "report/traffic_violation",
    "/reports": "reports",
    "/reports/:number": "reports/{report}",
    "/reports/lookup": "reports/lookup",
    "/news": "news",
    "/news/:slug": "news/{news}",
    "/me/news": "me/news",
    "/offices": "offices?place=bach+hac",
    "/offices/:id": "offices/ca-phuong-thanh-mieu",
    "/rate": "rate?code=khong-phai-ma",
    "/satisfaction": "satisfaction",
    "/scam": "scam",
    "/fines": "fines",
    "/foreigners": "foreigners",
    "/visits": "visits",
    "/visits/new": "visits/new?procedure=cancuoc-cap-doi-lai&office=ca-phuong-thanh-mieu",
    "/visits/:id": "visits/{number}",
    "/visits/spot": "visits/spot?code={queue}",
    "/visits/slip": "visits/slip",
    "/me": "me",
    "/me/privacy": "me/privacy",
    "/me/data": "me/data",
    "/me/notices": "me/notices",
    "/me/ratings": "me/ratings",
    "/me/settings": "me/settings",
    "/policy": "policy",
    "*": "no/such/screen",
}


def addresses_of(content):
    """Return pattern → address of every screen that the Mini App has."""
    patterns = building.screens().values()
    assert set(patterns) <= set(ADDRESSES), "screens.py lacks an address of a new screen"
    values = {
        "dossier": content.dossier.code,
        "finished": content.finished.code,
        "question": content.question.pk,
        "report": content.report.number,
        "news": content.news.slug,
        "number": content.number.pk,
        "queue": content.number.queue_id,
    }
    return {pattern: ADDRESSES[pattern].format(**values) for pattern in patterns}


def show(page, address):
    """Open a screen and wait until everything that it asked for is there."""
    with requests_of(page) as asked:
        page.goto(address)
        expect(page.locator("h1, .broken").first).to_be_visible()
        expect(page.locator(".skeleton, main [aria-busy=true]")).to_have_count(0)
        _await_answers(page, asked)


@dataclass
class Requests:
    """How many requests a page sent, and which of them are not answered yet."""

    sent: int = 0
    open: set[Request] = field(default_factory=set)

    def begin(self, request: Request) -> None:
        self.sent += 1
        self.open.add(request)

    def end(self, request: Request) -> None:
        self.open.discard(request)


@contextlib.contextmanager
def requests_of(page):
    """Count the requests that a page sends while the block runs."""
    asked = Requests()
    heard = {"request": asked.begin, "requestfinished": asked.end, "requestfailed": asked.end}
    for event, listener in heard.items():
        page.on(event, listener)
    try:
        yield asked
    finally:
        for event, listener in heard.items():
            page.remove_listener(event, listener)


def _await_answers(page, asked):
    """Wait until all is answered, and what was answered is drawn and asks for nothing more.

    Playwright's "networkidle" waits half a second longer at each of a thousand screens.
    """
    sent, until = None, time.monotonic() + SECONDS
    while asked.open or sent != asked.sent:
        assert time.monotonic() < until, [one.url for one in asked.open]
        sent = asked.sent
        page.evaluate(DRAWN)
