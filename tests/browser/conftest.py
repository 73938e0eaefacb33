"""A real server in production mode, a real browser, and officers who have signed in."""

import contextlib
import http.client
import os
import re
import secrets
import time
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from playwright.sync_api import expect

from benchmarks.servers import serving
from tests.browser import chromium, people
from tests.dossiers.factories import at
from tests.memory import ENTER, FORGET
from tests.offices import factories as offices

NOW = at("2026-11-25 09:00")  # a Wednesday; the day before is a holiday
PICTURES = Path(settings.BASE_DIR, "var", "browser")
PATIENCE = 30_000  # milliseconds that the browser waits for what is expected
# Where a change is judged, a test that cannot run has failed.
NEVER_SKIP = os.environ.get("BROWSER_TESTS") == "required"
_report = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of this folder; skip them if there is no browser, unless they are required."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if chromium.path() is None and not NEVER_SKIP:
                item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep the result of a test for the fixture that takes pictures of failures."""
    report = yield
    if report.when == "call":
        item.stash[_report] = report
    return report


# --- the service ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Keep the database in a file, because another process cannot reach one in memory."""
    if connection.vendor == "sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = (
            f"{settings.DATA_DIR}/browser.sqlite3"
        )


@pytest.fixture(scope="session")
def offset():
    """Return the seconds between the real clock and the tests' clock.

    With a fixed clock a test means the same on any day.
    """
    return NOW.timestamp() - time.time()


KEYS = ("SECRET_KEY", "HASH_KEY", "CUSTODY_KEY", "EVIDENCE_SIGNING_KEY", "DATA_KEYS")


@pytest.fixture(scope="session")
def keys():
    """Give this process and the server the same keys, as production requires them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in KEYS:
            key = secrets.token_urlsafe(64)
            patch.setattr(settings, name, [key] if name == "DATA_KEYS" else key)
        yield {
            "SECRET_KEY": settings.SECRET_KEY,
            "HASH_KEY": settings.HASH_KEY,
            "CUSTODY_KEY": settings.CUSTODY_KEY,
            "EVIDENCE_SIGNING_KEY": settings.EVIDENCE_SIGNING_KEY,
            "DATA_KEYS": settings.DATA_KEYS[0],
        }


@pytest.fixture(scope="session")
def settled(offset, keys):
    """Return what every server of these tests is told."""
    return {
        **keys,
        "CLOCK_OFFSET": str(offset),
        "CATALOGUE_REFRESH_SECONDS": "0.2",
        "LOG_LEVEL": "WARNING",
    }


@pytest.fixture(scope="session")
def server(django_db_setup, django_db_blocker, settled):
    """Run granian as production runs it, on the tests' database, with hashed static files."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        storages = {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "police_portal.static_files.KeptStaticFiles"},
        }
        patch.setattr(settings, "STORAGES", storages)
        call_command("collectstatic", verbosity=0, interactive=False)
    with started(settled) as running:
        yield running


def started(environment):
    """Start a server of the application on the tests' database."""
    return serving(
        _url(),
        "tests.browser.application:application",
        "/health/live/",
        workers=1,
        environment=environment,
    )


def _url():
    """Return DATABASE_URL of the tests' database."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    secret = f":{quote(values['PASSWORD'], safe='')}" if values["PASSWORD"] else ""
    port = f":{values['PORT']}" if values["PORT"] else ""
    host = f"{quote(values['HOST'], safe='')}{port}"
    return f"postgres://{values['USER']}{secret}@{host}/{values['NAME']}"


@pytest.fixture
def furnish():
    """Return what fills the database, which has the roles, before each test: a calendar."""

    def fill():
        with transaction.atomic():
            offices.calendar_2026_2027()

    return fill


@pytest.fixture(autouse=True)
def service(server, offset, transactional_db, furnish):
    """Start each test at the same moment, with a database that holds what `furnish` fills in.

    The server forgets what it holds in memory.
    """
    with time_machine.travel(time.time() + offset, tick=True):
        assert server.get(FORGET).status == http.client.NO_CONTENT
        furnish()
        yield server
        _await_last_answers()


def _await_last_answers():
    """Wait until the server has answered pages that are closed: emptying tables would meet it."""
    busy = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND pid <> pg_backend_pid() AND state <> 'idle'"""
    limit = time.monotonic() + PATIENCE / 1000
    while connection.vendor == "postgresql" and time.monotonic() < limit:
        with connection.cursor() as cursor:
            cursor.execute(busy)
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)


# --- the browser ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser():
    """Run one browser for all tests, each of which has its own windows."""
    with pytest.MonkeyPatch.context() as patch, chromium.launched() as running:
        # Playwright's loop runs in this thread, beside the tests' own queries
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        yield running


@pytest.fixture
def complaints():
    """Collect the errors in the consoles of pages."""
    return []


@pytest.fixture
def tolerated(complaints):
    """Return a function that allows errors holding a given word, which a test causes on purpose.

    A browser without network complains of a service worker's script in words of its own.
    """
    words = ["An unknown error occurred when fetching the script"]
    yield lambda *expected: words.extend(expected)
    complaints[:] = [text for text in complaints if not any(word in text for word in words)]


@pytest.fixture
def open_window(browser, service, request, complaints):
    """Return a function that opens a window, signed in as an officer if one is given.

    At the end no page may have errors: a refused script or style (CSP), a missing file, a script
    error. A failed test leaves a picture of every page in var/browser.
    """
    pages = []
    with contextlib.ExitStack() as windows:

        def opened(officer=None, address=None, **options):
            if not pages:  # what the server read while the test was writing its rows is old
                assert service.get(FORGET).status == http.client.NO_CONTENT
            address = address or service.url("")
            window = windows.enter_context(chromium.window(browser, address, **options))
            window.set_default_timeout(PATIENCE)
            page = window.new_page()
            if officer:
                page.goto(f"{ENTER}{people.session_of(officer)}")
            page.on(
                "console",
                lambda message: (
                    complaints.append(message.text) if message.type == "error" else None
                ),
            )
            page.on("pageerror", lambda error: complaints.append(str(error)))
            pages.append(page)
            return page

        yield opened
        report = request.node.stash.get(_report, None)  # there is none if another fixture failed
        if complaints or report is None or report.failed:
            _keep(pages, request.node.name)
            print(service.log.read_text()[-4000:])  # pytest shows it beside the failure
    assert not complaints


def _keep(pages, name):
    PICTURES.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w.-]+", "-", name)
    for number, page in enumerate(pages, 1):
        page.screenshot(path=PICTURES / f"{stem}-{number}.png", full_page=True)
