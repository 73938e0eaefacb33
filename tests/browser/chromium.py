"""The browser installed on this machine, driven by Playwright. Nothing is downloaded."""

import contextlib
import os
import shutil
from collections.abc import Iterator

from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    Playwright,
    sync_playwright,
)

# Switch off what a browser sends to the outside on its own.
QUIET = (
    "--no-sandbox",  # tests may run as root, in a container
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = (1366, 768), (390, 844)
SMALL_PHONE, TABLET = (320, 640), (768, 1024)
MISSING = (
    "Chromium is not installed: apt-get install chromium (as root), or set CHROMIUM to its path."
)


def path() -> str | None:
    """Return the path of the browser from CHROMIUM or the usual names, or None."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Run the browser without a window, and close it."""
    with sync_playwright() as playwright, contextlib.closing(start(playwright)) as browser:
        yield browser


def start(playwright: Playwright) -> Browser:
    """Start the browser under a running Playwright."""
    return another(playwright.chromium)


def another(kind: BrowserType, *arguments: str) -> Browser:
    """Start a browser with further arguments; of one that runs, `browser_type` is the kind."""
    if path() is None:
        raise FileNotFoundError(MISSING)
    return kind.launch(executable_path=path(), args=[*QUIET, *arguments])


def window(
    browser: Browser,
    base_url: str,
    size: tuple[int, int] = DESKTOP,
    *,
    dark: bool = False,
    user_agent: str | None = None,
) -> BrowserContext:
    """Open a window of this size (CSS pixels) for the service at `base_url`, without cookies.

    Language and time zone are those of an officer's computer. Whatever is smaller than that is a
    phone or a tablet.
    """
    scheme = "dark" if dark else "light"
    width, height = size
    is_touched = width < DESKTOP[0]
    return browser.new_context(
        base_url=base_url,
        user_agent=user_agent,
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        color_scheme=scheme,
        has_touch=is_touched,
        is_mobile=is_touched,
    )
