"""Every screen of the Mini App with something to show, and how to wait until it is shown."""

from playwright.sync_api import expect

# Address pattern of a `route.ts` → an address to open, below that of the Mini App. A screen that is
# missing here fails the tests of test_reach.py.
ADDRESSES = {
    "/": "",
    "/search": "search?q=mat+ho+chieu",
    "/procedures/:key": "procedures/cancuoc-cap-doi-lai",
    "*": "no/such/screen",
}


def show(page, address):
    """Open a screen and wait until everything that it asked for is there."""
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".skeleton, main [aria-busy=true]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
