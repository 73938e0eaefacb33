"""The demo, made once for all tests of a module, which only read it."""

from datetime import datetime
from io import StringIO

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.db import transaction

from demo.creating import create_demo
from foundation.publishing.snapshots import Snapshot
from offices.calendar import ZONE
from tests import shipped_data

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZONE)


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the initial data of the project, and roll it back after the module."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(configured, "DEBUG", True)
        patch.setattr(configured, "DEMO_ACCOUNTS", True)
        patch.setattr(configured, "DATA_KEYS", ["thu-nghiem"])
        patch.setattr(configured, "HASH_KEY", "thu-nghiem")
        patch.setattr(configured, "CUSTODY_KEY", "thu-nghiem")
        patch.setattr(configured, "SEALED_ROOT", tmp_path_factory.mktemp("sealed"))
        patch.setattr(configured, "MEDIA_ROOT", tmp_path_factory.mktemp("media"))
        whole = transaction.atomic()
        whole.__enter__()
        shipped_data.load()
        call_command("create_notice_templates", stdout=StringIO())
        call_command("create_report_kinds", stdout=StringIO())
        for snapshot in Snapshot.registry.values():
            snapshot.forget()
        yield
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture(scope="module")
def made(shipped):
    """Make the demo of a Wednesday morning and return its counts."""
    return create_demo(NOW)
