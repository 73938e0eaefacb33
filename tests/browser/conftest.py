"""A real server in production mode, a real browser, and officers who have signed in."""

import contextlib
import http.client
import re
import secrets
import time
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks.servers import serving
from foundation.desk import roles
from tests.browser import chromium, people
from tests.dossiers.factories import at
from tests.memory import ENTER, FORGET
from tests.offices import factories as offices

NOW = at("2026-11-25 09:00")  # a Wednesday; the day before is a holiday
PICTURES = Path(settings.BASE_DIR, "var", "browser")
PATIENCE = 10_000  # milliseconds that the browser waits for what a test expects
_report = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of this folder; where there is no browser, they say so and are skipped."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if chromium.path() is None:
                item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep how a test went, for the fixture that takes pictures of failures."""
    report = yield
    if report.when == "call":
        item.stash[_report] = report
    return report


# --- the service ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Keep the database where another process reaches it: in memory nobody else does."""
    if connection.vendor == "sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = (
            f"{settings.DATA_DIR}/browser.sqlite3"
        )


@pytest.fixture(scope="session")
def offset():
    """Return the seconds between the real clock and the tests'.

    A test means the same on any day.
    """
    return NOW.timestamp() - time.time()


@pytest.fixture(scope="session")
def keys():
    """Give this process and the server the same keys, such as production accepts."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SECRET_KEY", "HASH_KEY", "DATA_KEYS"):
            key = secrets.token_urlsafe(64)
            patch.setattr(settings, name, [key] if name == "DATA_KEYS" else key)
        yield {
            "SECRET_KEY": settings.SECRET_KEY,
            "HASH_KEY": settings.HASH_KEY,
            "DATA_KEYS": settings.DATA_KEYS[0],
        }


@pytest.fixture(scope="session")
def server(django_db_setup, django_db_blocker, offset, keys):
    """Run granian as production runs it, on the tests' database.

    With static files under names of their content.
    """
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        storages = {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        }
        patch.setattr(settings, "STORAGES", storages)
        call_command("collectstatic", verbosity=0, interactive=False)
    settled = {
        **keys,
        "CLOCK_OFFSET": str(offset),
        "CATALOGUE_REFRESH_SECONDS": "0.2",
        "LOG_LEVEL": "WARNING",
    }
    with serving(
        _url(), "tests.browser.application:application", "/health/live/", workers=1, **settled
    ) as running:
        yield running


def _url():
    """Return DATABASE_URL of the tests' database."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    secret = f":{quote(values['PASSWORD'], safe='')}" if values["PASSWORD"] else ""
    port = f":{values['PORT']}" if values["PORT"] else ""
    return f"postgres://{values['USER']}{secret}@{quote(values['HOST'], safe='')}{port}/{values['NAME']}"


@pytest.fixture(autouse=True)
def service(server, offset, transactional_db):
    """Begin each test at the same moment with an empty database, the roles, a calendar.

    And a server that remembers nothing.
    """
    with time_machine.travel(time.time() + offset, tick=True):
        assert server.get(FORGET).status == http.client.NO_CONTENT
        roles.sync_groups()
        offices.calendar_2026_2027()
        yield server


# --- the browser ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser():
    """Run one browser for all tests; each has windows of its own."""
    with pytest.MonkeyPatch.context() as patch, chromium.launched() as running:
        patch.setenv(
            "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
        )  # Playwright's loop stands in this thread, beside the tests' own queries
        yield running


@pytest.fixture
def complaints():
    """Collect what pages complain of in their consoles."""
    return []


@pytest.fixture
def tolerated(complaints):
    """Return a function that says which complaints a test brings about on purpose.

    By a word of theirs.
    """
    words = []
    yield lambda *expected: words.extend(expected)
    complaints[:] = [text for text in complaints if not any(word in text for word in words)]


@pytest.fixture
def open_window(browser, service, request, complaints):
    """Return a function that opens a window, of an officer who has signed in if one is given.

    In the end no page may have complained: a refused script or style (CSP), a missing file, an
    error of a script. A test that failed leaves a picture of every page in var/browser.
    """
    pages = []
    with contextlib.ExitStack() as windows:

        def opened(officer=None, **options):
            window = windows.enter_context(chromium.window(browser, service.url(""), **options))
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
        report = request.node.stash.get(_report, None)  # none where another fixture failed
        if complaints or report is None or report.failed:
            _keep(pages, request.node.name)
            print(service.log.read_text()[-4000:])  # pytest shows it beside the failure
    assert not complaints


def _keep(pages, name):
    PICTURES.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w.-]+", "-", name)
    for number, page in enumerate(pages, 1):
        page.screenshot(path=PICTURES / f"{stem}-{number}.png", full_page=True)
