"""Fixtures for every test."""

import contextlib
import gc
import subprocess
import time
import warnings
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.hashers import reset_hashers
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connection, transaction
from django.http import HttpRequest
from django.template import Template
from django.test import Client
from django.test.utils import _TestState

from foundation.files import guard
from foundation.media import picture_process, reencoding
from foundation.records import identity
from officers.admin_site import OfficersSite
from tests import clock, database, kept_rows, memory, openapi, private_postgres
from tests.s3 import MARK, bucket, s3_line, s3_server, s3_session  # noqa: F401  # fixtures


def pytest_configure(config):
    """Set the clock, unless a browser takes part.

    A browser has a clock of its own, and drops cookies by it.
    """
    if config.option.markexpr != "browser":
        clock.start()


# Files with cases of ten seconds and more; tests/test_house.py looks whether they are there.
LONGEST = {
    "test_admin_queries.py",
    "test_attack.py",
    "test_bad_days.py",
    "test_create_demo.py",
    "test_erasure.py",
    "test_load_initial_data.py",
    "test_logging_in.py",
    "test_nothing_is_left.py",
    "test_reading.py",
    "test_rights.py",
    "test_row_versions.py",
    "test_sequences.py",
    "test_words_of_pages.py",
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Start with the longest tests, so that no worker is left alone with one at the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish():
    """Wait for the database; collect garbage less often, and skip what was imported.

    Garbage took a twelfth of the whole time.
    """
    private_postgres.await_start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Give this worker a copy of the database that was made from the migrations.

    Only a test that uses the database asks for it: no other autouse fixture may.
    """
    with django_db_blocker.unblock():
        name = database.set_up()
        database.go_through_pooler()
        first = kept_rows.read_newly_filled(set())
        identity.bound("")  # else the first test of a process pays for the query
    with pytest.MonkeyPatch.context() as patch:
        _emptying_is_quick(patch, first)
        yield
    with django_db_blocker.unblock():
        database.drop(name)


@pytest.fixture(autouse=True, scope="session")
def _passwords_are_hashed_quickly(request):
    """Hash passwords quickly: stretching one takes longer than most tests.

    That production stretches them is tested in tests/officers/test_passwords.py. The server of a
    browser test is a process of its own and would not know the quick hash.
    """
    if request.config.option.markexpr == "browser":
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]
        )
        reset_hashers(setting="PASSWORD_HASHERS")
        yield
    reset_hashers(setting="PASSWORD_HASHERS")


@pytest.fixture(autouse=True)
def _told_at_once(request, monkeypatch):
    """Queue notices that wait for a commit at once, in tests whose transaction never commits."""
    marker = request.node.get_closest_marker("django_db")
    if marker and not marker.kwargs.get("transaction"):
        monkeypatch.setattr("citizens.notices.queueing.after_commit", lambda act: act())


@pytest.fixture(autouse=True)
def _nothing_kept_grows_old(monkeypatch):
    """Keep what a process keeps for seconds until a test forgets it, on the slowest machine."""
    monkeypatch.setattr("foundation.records.process_memory.clock", lambda: 0.0)


@pytest.fixture(autouse=True, scope="session")
def _answers_are_as_documented():
    """Compare every answer that a client gets with docs/openapi.yaml."""
    ask = Client.request

    def request(self, **environ):
        response = ask(self, **environ)
        openapi.check(response)
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", request)
        yield


@pytest.fixture(autouse=True, scope="session")
def _signing_in_writes_one_session():
    """Let a new client sign in with half of the queries: Django's makes a session to replace it."""
    sign_in = Client._login

    def sign_in_at_once(self, user, backend=None):
        if settings.SESSION_COOKIE_NAME in self.cookies:
            sign_in(self, user, backend)
            return
        request = HttpRequest()
        request.session = SessionStore()
        request.session.cycle_key = lambda: None  # it has no key yet
        login(request, user, backend)
        request.session.save()
        self._set_login_cookies(request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "_login", sign_in_at_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_not_looked_for():
    """Spare each new client the search for static files, which takes longer than most tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "WHITENOISE_USE_FINDERS", False)
        yield


@pytest.fixture(autouse=True, scope="session")
def _templates_are_not_recorded(django_test_environment):
    """Render as production does.

    Django's test client copies the context of every template, for a `response.context` that these
    tests do not read: `response.context_data` is the page's own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _TestState.saved_data.template_render)
        yield


@pytest.fixture(autouse=True, scope="session")
def _whose_files_they_are_is_known():
    """Ask nothing before files change: each process asks once a minute, in whichever test that is.

    That it asks is tested in tests/foundation/storage/test_owner.py.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard._Known, "until", float("inf"))
        yield


@pytest.fixture(autouse=True, scope="session")
def _pictures_aredecode_here(request):
    """Decode pictures in this process: starting one takes longer than most tests.

    Tests of files and browser tests start it.
    """
    if request.config.option.markexpr == "browser":
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reencoding, "_run", decode_here)
        yield


START_DECODER = reencoding._run


def decode_here(content, _nice):
    """Answer as the process that decodes pictures does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as the process does
        return subprocess.CompletedProcess([], 0, picture_process.answer(content))


def _emptying_is_quick(patch, first):
    """Let transactional tests empty all tables when they end, and insert the `first` rows again.

    The triggers of append-only tables would refuse it. PostgreSQL's TRUNCATE would not fire them,
    but makes new files for every table and index. Making content types, permissions and groups
    anew took a quarter of a second each time.
    """
    flushing = _sqlite_flush if connection.vendor == "sqlite" else _postgresql_flush
    patch.setattr(connection.ops, "sql_flush", partial(flushing, connection.ops.sql_flush))

    def fill(*_args, **_options):
        with transaction.atomic():  # rows may come before those that they refer to
            kept_rows.insert(first)

    patch.setattr(flush, "emit_post_migrate_signal", fill)
    patch.setattr(flush.Command, "handle", _tried_again(flush.Command.handle))


def _tried_again(handle):
    """Empty the tables again where that met the last request of a server: one of two gives way.

    Else the next test finds the rows of the one before, and so does each that is asked once more.
    """

    def emptied(command, **options):
        for _attempt in range(2):
            with contextlib.suppress(CommandError):
                return handle(command, **options)
            time.sleep(1)
        return handle(command, **options)

    return emptied


def _sqlite_flush(sql_flush, *args, **kwargs):
    with connection.cursor() as cursor:
        triggers = cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
    drop = [f"DROP TRIGGER {name}" for name, _sql in triggers]
    return [*drop, *sql_flush(*args, **kwargs), *(sql for _name, sql in triggers)]


def _postgresql_flush(sql_flush, style, tables, **kwargs):
    if connection.cursor().connection.info.parameter_status("is_superuser") != "on":
        return sql_flush(style, tables, **kwargs)
    emptied = [f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables]  # noqa: S608  # names from Django
    return ["SET LOCAL session_replication_role = replica", "; ".join(emptied)]


@pytest.fixture(autouse=True)
def _fresh_process_memory():
    """Start each test like a new process: nothing remembered, nothing counted, no files marked."""
    memory.forget()
    for folder in (settings.MEDIA_ROOT, settings.SEALED_ROOT):
        Path(folder, MARK).unlink(missing_ok=True)


@pytest.fixture
def api():
    """Return a client of the API, as the Mini App is."""
    return Client(headers={"Accept": "application/json"})


@pytest.fixture
def frameless(monkeypatch):
    """Leave out what is around each of the officers' pages: it costs more than most pages.

    The frame does not know what the page shows. It is asked around the first page.
    """
    monkeypatch.setattr(OfficersSite, "each_context", lambda *_: {"has_permission": True})


@pytest.fixture
def probe(settings):
    """Return a client of the probes that gets an answer, not an exception, when our code fails."""
    settings.ROOT_URLCONF = "tests.police_portal.probes"
    return Client(raise_request_exception=False, headers={"Accept": "application/json"})


@pytest.fixture
def zalo(settings):
    """Run a simulated Zalo and point the settings at it."""
    from foundation.zalo import process
    from zalo_client.simulator import Simulator

    process.forget()
    with Simulator() as simulator:
        for name, value in simulator.settings().items():
            setattr(settings, name, value)
        yield simulator
    process.forget()
