"""Fixtures of the catalogue's tests.

Files of the import format, commands, officers, the shipped catalogue.
"""

import re
from io import StringIO

import orjson
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from foundation.publishing.models import Revision
from procedures.models import DraftEdit, Procedure, ProcedureVersion
from procedures.snapshot import catalogue
from tests.procedures.factories import make_field

# Words that no Vietnamese message has.
ENGLISH = re.compile(
    r"\b(this|the|is|not|valid|required|must|may|ensure|expected|provided|field|data)\b",
    re.IGNORECASE,
)
SHIPPED = settings.BASE_DIR / "procedures" / "catalogue"


@pytest.fixture
def officer(db):
    return User.objects.create(username="can.bo")


@pytest.fixture
def write_file(db, tmp_path):
    """Return a function that writes drafts to a file of their field and returns its path."""

    def write(*drafts, field="cutru", name=None, **header):
        make_field(field)
        path = tmp_path / (name or f"{field}.json")
        path.write_bytes(
            orjson.dumps({"format": 1, "field": field, "procedures": drafts, **header})
        )
        return path

    return write


@pytest.fixture
def run():
    """Return a function that runs a command and returns what it printed."""

    def run_command(name, *arguments, **options):
        out = StringIO()
        call_command(name, *map(str, arguments), stdout=out, **options)
        return out.getvalue()

    return run_command


@pytest.fixture
def revision(db):
    """Return a function that reads the revision of the catalogue."""
    return lambda: (
        Revision.objects.filter(name="catalogue").values_list("number", flat=True).first() or 0
    )


@pytest.fixture
def everything(db):
    """Return a function that reads all that an import could change.

    To compare before with after.
    """

    def read():
        tables = (Procedure, ProcedureVersion, DraftEdit, Revision)
        return {table.__name__: sorted(map(repr, table.objects.values_list())) for table in tables}

    return read


@pytest.fixture
def refreshed():
    """Return a function that makes this process load what was published.

    As its watcher does every few seconds.
    """

    def refresh():
        catalogue.refresh()
        return catalogue.current()

    return refresh


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """Load the shipped catalogue once for a whole module.

    Each test's own changes are rolled back.
    """
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        for path in SHIPPED.glob("*.json"):
            if field := orjson.loads(path.read_bytes()).get("field"):
                make_field(field)
        call_command(
            "import_procedures",
            str(SHIPPED),
            apply=True,
            reason="Danh mục ban đầu",
            stdout=StringIO(),
        )
        call_command(
            "import_vocabulary", SHIPPED / "vocabulary.json", apply=True, stdout=StringIO()
        )
    yield SHIPPED
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)
