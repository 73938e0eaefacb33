"""Pictures of every screen of the Mini App, to look at, and the two that stand in README."""

from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.browser.guide_pictures import save
from tests.browser.mini_app import building
from tests.browser.mini_app.citizens import LAN, remember
from tests.browser.mini_app.screens import ADDRESSES, show
from tests.browser.trial import ROOT

FOLDER, SHOWN = ROOT / "var" / "mini-app", ROOT / "docs" / "mini-app"
README = {"home": "home.png", "procedure": "procedure.png"}
SIZES = (chromium.SMALL_PHONE, chromium.PHONE, chromium.TABLET)


def take(browser: Browser, port: int) -> None:
    """Take every screen in every size, light and dark, as Lan of the trial data sees it."""
    for folder in (FOLDER, SHOWN):
        folder.mkdir(parents=True, exist_ok=True)
    address = f"http://localhost:{port}/zapps/{building.APP_ID}/"
    for size in SIZES:
        for dark in (False, True):
            with chromium.window(browser, address, size, dark=dark) as window:
                page = window.new_page()
                remember(page, LAN, {})
                _take_all(page, f"{size[0]}-{'dark' if dark else 'light'}")


def _take_all(page: Page, look: str) -> None:
    dossier = _first(page, "dossiers")
    own = {"dossier": dossier, "finished": dossier, "question": _first(page, "questions")}
    own |= {"report": _first(page, "reports"), "news": _first(page, "news")}
    for name, pattern in building.screens().items():
        show(page, ADDRESSES[pattern].format(**own))
        page.screenshot(path=FOLDER / f"{name}-{look}.png", full_page=True)
        if look == f"{chromium.PHONE[0]}-light" and name in README:
            save(page, SHOWN / README[name])


def _first(page: Page, screen: str) -> str:
    """Return the last part of the address that the first row of a list leads to, "none" of none."""
    show(page, screen)
    rows = page.locator("main a.row")
    if not rows.count():
        return "none"
    address = rows.first.get_attribute("href")
    assert address
    return address.rsplit("/", 1)[-1]
