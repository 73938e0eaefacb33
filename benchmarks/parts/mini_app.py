"""The Mini App on an old phone with a slow network: sizes, the first screen, requests to the API.

Chromium slows itself down: 400 ms until an answer begins, 400 kbit/s, a processor four times
slower than this one. So the seconds depend on this machine; what it does without slowing down
stands beside them.
"""

import json
import statistics
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.keys import bearer_of, new_keys
from benchmarks.report import Row, at_most
from benchmarks.servers import Server, serving
from citizens.models import Citizen
from tests.browser import chromium
from tests.browser.mini_app import building
from tests.browser.mini_app.requests import counted

KB = 1024
LATENCY, BITS_PER_SECOND, SLOWER = 400, 400_000, 4
VISITS = 5
PATIENCE = 120_000
# A row of the list that the API's answer makes, and the field to search in.
USABLE = (
    "() => document.querySelector('main .list .row') && document.querySelector('[role=combobox]')"
)
NOW = "() => performance.now()"
# Milliseconds that the browser needs for a fixed computation.
COMPUTING = """() => {
  const begun = performance.now();
  let sum = 0;
  for (let number = 0; number < 2e7; number += 1) sum = (sum * 31 + number) % 1000003;
  return performance.now() - begun + (sum < 0 ? 1 : 0);
}"""
# The screen, its address, and how many requests it may need.
SCREENS = (
    ("home", "", 2),
    ("results", "search?q=mat+ho+chieu", 1),
    ("procedure", "procedures/cancuoc-cap-doi-lai", 2),
)


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about the Mini App."""
    building.build()
    yield from _sizes()
    environment = {**new_keys(), "ZALO_MINI_APP_ID": building.APP_ID}
    with serving(database, environment=environment) as server:
        session = _sign_in()  # before the browser, beside whose event loop Django asks nothing
        with chromium.launched() as browser:
            yield from _first_screen(browser, _address(server), 1 if small else VISITS)
            yield from _requests(browser, _address(server), session)


def _address(server: Server) -> str:
    return server.url(f"/zapps/{building.APP_ID}/")


# --- sizes ---------------------------------------------------------------------------------------


def _sizes() -> Iterator[Row]:
    """Yield what a phone downloads, in KB of gzip; `npm run size` refuses more."""
    assets = building.FOLDER / "www" / "assets"
    page = (assets.parent / "index.html").read_text(encoding="utf-8")
    scripts = list(assets.glob("*.js.gz"))
    first = [file for file in scripts if file.name.removesuffix(".gz") in page]
    yield at_most("script of the first screen, gzip", _kilobytes(first), 85, " KB")
    yield at_most("script of all screens, gzip", _kilobytes(scripts), 150, " KB")
    yield at_most("style, gzip", _kilobytes(list(assets.glob("*.css.gz"))), 8, " KB")


def _kilobytes(files: list[Path]) -> float:
    assert files
    return sum(file.stat().st_size for file in files) / KB


# --- the first screen ----------------------------------------------------------------------------


def _first_screen(browser: Browser, address: str, visits: int) -> Iterator[Row]:
    visited = [_visit_twice(browser, address, SLOWER) for _visit in range(visits)]
    first, second = (statistics.median(seconds) for seconds in zip(*visited, strict=True))
    yield at_most("first screen usable, first visit: p50", first, 4.5, " s")
    yield at_most("first screen usable, second visit: p50", second, 1.5, " s")
    first, second = _visit_twice(browser, address, 1)
    yield Row("– first visit, same network, processor not slowed down", first, " s")
    yield Row("– second visit, same network, processor not slowed down", second, " s")
    with chromium.window(browser, address, chromium.PHONE) as window:
        page = window.new_page()
        times = [page.evaluate(COMPUTING) for _time in range(5)]
    yield Row("– 20 million steps of JavaScript here, not slowed down", min(times), " ms")


def _visit_twice(browser: Browser, address: str, slower: int) -> tuple[float, float]:
    """Return the seconds until the first screen is usable, on a new phone and at the next visit."""
    with chromium.window(browser, address, chromium.PHONE) as window:
        seconds = []
        for _visit in range(2):
            page = window.new_page()
            _slow_down(window.new_cdp_session(page), slower)
            page.goto(address, wait_until="commit", timeout=PATIENCE)
            page.wait_for_function(USABLE, polling="raf", timeout=PATIENCE)
            seconds.append(page.evaluate(NOW) / 1000)
            page.wait_for_load_state("networkidle")
            page.close()
    return seconds[0], seconds[1]


def _slow_down(session: CDPSession, slower: int) -> None:
    throughput = BITS_PER_SECOND / 8
    conditions = {"downloadThroughput": throughput, "uploadThroughput": throughput}
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY, **conditions}
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})


# --- requests ------------------------------------------------------------------------------------


def _sign_in() -> dict[str, object]:
    """Return the session of a new citizen, as the Mini App keeps it."""
    citizen = Citizen.objects.create(app_id="bench", zalo_user_id="mini-app", name="Nguyễn Văn A")
    token = bearer_of(citizen).removeprefix("Bearer ")
    return {"token": token, "citizen": {"created_at": citizen.created_at.isoformat()}}


def _requests(browser: Browser, address: str, session: dict[str, object]) -> Iterator[Row]:
    """Yield how many requests each screen makes; those of a citizen with a session."""
    with chromium.window(browser, address, chromium.PHONE) as window:
        page = window.new_page()
        page.add_init_script(
            f"sessionStorage.setItem('portal:session', {json.dumps(json.dumps(session))})"
        )
        for name, path, most in SCREENS:
            yield at_most(f"requests to the API, {name}", _asked(page, path), most)


def _asked(page: Page, path: str) -> int:
    with counted(page) as seen:
        page.goto(path, timeout=PATIENCE)
        page.wait_for_function("() => !document.querySelector('.skeleton')", timeout=PATIENCE)
        page.wait_for_load_state("networkidle")
    return len(seen)
