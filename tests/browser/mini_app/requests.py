"""Counts what a screen asks of the API."""

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Page, Request


@contextlib.contextmanager
def counted(page: Page) -> Iterator[list[str]]:
    """Collect method and path of every request to the API while the block runs."""
    seen: list[str] = []

    def note(request: Request) -> None:
        _host, api, path = request.url.partition("/api/v1/")
        if api:
            seen.append(f"{request.method} {path}")

    page.on("request", note)
    try:
        yield seen
    finally:
        page.remove_listener("request", note)
