"""The demo, made once in a process for all modules, whose tests only read it."""

import re
from contextlib import contextmanager
from datetime import datetime
from io import StringIO

import pytest
import time_machine
from django.conf import settings as configured
from django.core.management import call_command
from django.db import transaction

from foundation.publishing.snapshots import forget_snapshots
from offices.working_time.calendar import ZONE
from tests import kept_rows, shipped_data

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZONE)
_COUNT = re.compile(r"(\d+) ([^,.]+)(?=[,.])")
# What the command printed, and the rows that it and the shipped data made.
_made: list[tuple[str, dict[str, kept_rows.Rows]]] = []


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    """Return where files of the demo lie: as long as its rows are kept."""
    return {name: tmp_path_factory.mktemp(name) for name in ("SEALED_ROOT", "MEDIA_ROOT")}


@pytest.fixture(scope="module")
def trial_settings(folders):
    """Set up a trial with keys of its own."""
    keys = dict.fromkeys(("HASH_KEY", "CUSTODY_KEY"), "thu-nghiem")
    allowed = {"DEBUG": True, "DEMO_ACCOUNTS": True, "DATA_KEYS": ["thu-nghiem"]}
    zalo = {"ZALO_OA_ID": "thu-nghiem"}  # so that notices are queued, as in `make run`
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**keys, **allowed, **zalo, **folders}.items():
            patch.setattr(configured, name, value)
        yield


@contextmanager
def _rolled_back(blocker):
    """Let a fixture of a module write rows, which are gone after it."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_snapshots()


@pytest.fixture
def shipped(trial_settings, db):
    """Load the initial data of the project into the database of one test."""
    _ship()


def _ship():
    shipped_data.load()
    call_command("create_notice_templates", stdout=StringIO())
    call_command("create_report_kinds", stdout=StringIO())
    forget_snapshots()


@pytest.fixture(scope="module")
def told(trial_settings, django_db_setup, django_db_blocker):
    """Make the demo of a Wednesday morning by its command and return what that printed."""
    with _rolled_back(django_db_blocker):
        if _made:
            kept_rows.insert(_made[0][1])
            forget_snapshots()
        else:
            before = set(kept_rows.filled())
            _ship()
            out = StringIO()
            with time_machine.travel(NOW, tick=False):
                call_command("create_demo", stdout=out)
            _made.append((out.getvalue(), kept_rows.read_newly_filled(before)))
        yield _made[0][0]


@pytest.fixture(scope="module")
def made(told):
    """Return the counts of the demo by their Vietnamese name, as the command printed them."""
    return {name: int(number) for number, name in _COUNT.findall(told.partition(":")[2])}
