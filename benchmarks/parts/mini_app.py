"""The Mini App on an old phone with a slow network: sizes, the first screen, requests to the API.

Chromium slows itself down: 400 ms until an answer begins, 400 kbit/s, a processor four times
slower than this one. So the seconds depend on this machine; what it does without slowing down
stands beside them.
"""

import contextlib
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
from tests.browser.mini_app import building, zalo_hosts
from tests.browser.mini_app.requests import counted

KB = 1024
LATENCY, BITS_PER_SECOND, SLOWER = 400, 400_000, 4
LANGUAGES = ("vi", "en", "zh", "ko")
VISITS = 5
READING = 8_000  # milliseconds for which somebody looks at the first screen
# A browser names brotli only over HTTPS and to this machine: Zalo's host here gets none.
GZIP = {"Accept-Encoding": "gzip"}
BRIDGE = Path(zalo_hosts.__file__).with_name("bridge.js")
PATIENCE = 120_000
# A row of the list that the API's answer makes, and the field to search in.
USABLE = (
    "() => document.querySelector('main .list .row') && document.querySelector('[role=combobox]')"
)
# The largest check list, and its card with the line of what to bring.
LARGEST = "procedures/cancuoc-cap-doi-lai"
CARD = "() => document.querySelector('main [aria-busy] .card.answers')"
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
    ("results", "search?q=mat+ho+chieu", 2),  # the answer card beside the rows, neither waiting
    ("procedure", "procedures/cancuoc-cap-doi-lai", 2),
)


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about the Mini App."""
    building.build()
    yield from _sizes()
    hosts = f"127.0.0.1,{zalo_hosts.PAGES}"
    environment = {
        **new_keys(), "ZALO_MINI_APP_ID": building.APP_ID, "ALLOWED_HOSTS": hosts
    }  # fmt: skip
    application = "benchmarks.zalo_page:application"
    with serving(database, application, environment=environment) as server:
        session = _sign_in()  # before the browser, beside whose event loop Django asks nothing
        with chromium.launched() as browser:
            yield from _first_screen(browser, server, 1 if small else VISITS)
            yield from _card(browser, _address(server), 1 if small else VISITS)
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
    largest = max(_kilobytes(_spoken(scripts, language)) for language in LANGUAGES)
    yield at_most("script of all screens in the largest language, gzip", largest, 150, " KB")
    yield at_most("style, gzip", _kilobytes(list(assets.glob("*.css.gz"))), 8, " KB")


def _spoken(scripts: list[Path], language: str) -> list[Path]:
    """Return what a phone downloads that speaks this language."""
    others = tuple(f"words-{other}" for other in LANGUAGES if other != language)
    return [file for file in scripts if not file.name.startswith(others)]


def _kilobytes(files: list[Path]) -> float:
    assert files
    return sum(file.stat().st_size for file in files) / KB


# --- the first screen ----------------------------------------------------------------------------


def _first_screen(browser: Browser, server: Server, visits: int) -> Iterator[Row]:
    """Yield how long a new phone and the next visit wait: in a browser, and as Zalo starts it."""
    address = _address(server)
    first, second = _medians(browser, address, visits)
    yield at_most("first screen usable, first visit: p50", first, 3, " s")
    yield at_most("first screen usable, second visit: p50", second, 1.5, " s")
    hosts = f"--host-resolver-rules=MAP {zalo_hosts.PAGES} 127.0.0.1"
    with contextlib.closing(chromium.another(browser.browser_type, hosts)) as zalo:
        inside = address.replace("127.0.0.1", zalo_hosts.PAGES)
        longer = [there - here for there, here in zip(
            _medians(zalo, inside, visits), _medians(browser, address, visits, GZIP), strict=True
        )]  # fmt: skip
    yield at_most("as Zalo starts it, first visit longer by", longer[0], 0.5, " s")
    yield at_most("as Zalo starts it, second visit longer by", longer[1], 0.5, " s")
    first, second = _visit_twice(browser, address, 1)
    yield Row("– first visit, same network, processor not slowed down", first, " s")
    yield Row("– second visit, same network, processor not slowed down", second, " s")
    with chromium.window(browser, address, chromium.PHONE) as window:
        page = window.new_page()
        times = [page.evaluate(COMPUTING) for _time in range(5)]
    yield Row("– 20 million steps of JavaScript here, not slowed down", min(times), " ms")


def _medians(
    browser: Browser, address: str, visits: int, headers: dict[str, str] | None = None
) -> list[float]:
    visited = [_visit_twice(browser, address, SLOWER, headers) for _visit in range(visits)]
    return [statistics.median(seconds) for seconds in zip(*visited, strict=True)]


def _visit_twice(
    browser: Browser, address: str, slower: int, headers: dict[str, str] | None = None
) -> tuple[float, float]:
    """Return the seconds until the first screen is usable, on a new phone and at the next visit."""
    with chromium.window(browser, address, chromium.PHONE) as window:
        if zalo_hosts.PAGES in address:
            window.add_init_script(f"window.BRIDGE = {{}};{BRIDGE.read_text(encoding='utf-8')}")
        seconds = []
        for _visit in range(2):
            page = window.new_page()
            session = window.new_cdp_session(page)
            _slow_down(session, slower)
            session.send("Network.setExtraHTTPHeaders", {"headers": headers or {}})
            page.goto(address, wait_until="commit", timeout=PATIENCE)
            page.wait_for_function(USABLE, polling="raf", timeout=PATIENCE)
            seconds.append(page.evaluate(NOW) / 1000)
            page.wait_for_timeout(READING)  # the app keeps its files meanwhile
            page.close()
    return seconds[0], seconds[1]


def _card(browser: Browser, address: str, visits: int) -> Iterator[Row]:
    """Yield how long the largest procedure's card takes on a phone that has the app already."""
    seconds = []
    with chromium.window(browser, address, chromium.PHONE) as window:
        for _visit in range(visits + 1):  # the first fetches the app
            page = window.new_page()
            page.goto("", timeout=PATIENCE)
            page.wait_for_function(USABLE, timeout=PATIENCE)
            page.wait_for_load_state("networkidle")
            page.evaluate("() => localStorage.clear()")
            _slow_down(window.new_cdp_session(page), SLOWER)
            page.goto(LARGEST, wait_until="commit", timeout=PATIENCE)
            page.wait_for_function(CARD, polling="raf", timeout=PATIENCE)
            seconds.append(page.evaluate(NOW) / 1000)
            page.close()
    yield Row("largest procedure, its check list shown: p50", statistics.median(seconds[1:]), " s")


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
