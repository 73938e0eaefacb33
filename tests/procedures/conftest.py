"""Fixtures of the catalogue's tests: files, commands, officers' pages and the shipped data."""

import re
from io import StringIO

import orjson
import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from foundation.publishing.models import Revision
from procedures.models import DraftEdit, Procedure, ProcedureVersion
from procedures.models.parts import PARTS
from procedures.publishing.snapshot import catalogue
from tests import shipped_data
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import make_field

# English words that occur in no Vietnamese message.
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
    """Return a function that runs a command and returns its output."""

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
    """Return a function that reads everything that an import could change, for comparison."""

    def read():
        tables = (Procedure, ProcedureVersion, DraftEdit, Revision)
        return {table.__name__: sorted(map(repr, table.objects.values_list())) for table in tables}

    return read


@pytest.fixture
def refreshed():
    """Return a function that makes this process load the published data, as its watcher does."""

    def refresh():
        catalogue.refresh()
        return catalogue.current()

    return refresh


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """Load the shipped catalogue once for a whole module.

    The changes of each test are rolled back.
    """
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        shipped_data.load()
    yield SHIPPED
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def sign_in(client, db):
    """Return a function that signs in an officer with these permissions."""

    def sign(*codenames, username="can.bo", superuser=False):
        officer = User.objects.create_user(
            username, first_name="Văn An", last_name="Nguyễn", is_staff=True, is_superuser=superuser
        )
        officer.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(officer)
        return officer

    return sign


@pytest.fixture
def admin(sign_in):
    """Sign in a superuser."""
    return sign_in(superuser=True)


@pytest.fixture
def editor(sign_in):
    """Sign in an officer who may do everything with procedures."""
    return sign_in(
        "view_procedure",
        "add_procedure",
        "change_procedure",
        "publish_procedure",
        "view_procedureversion",
    )


@pytest.fixture
def page(client):
    """Return a function that opens a page of a procedure."""

    def address(procedure, name="change"):
        return reverse(f"admin:procedures_procedure_{name}", args=[procedure.pk])

    def open_page(procedure, name="change", **parameters):
        return client.get(address(procedure, name), parameters)

    open_page.address = address
    return open_page


ALL_PARTS = {"cases", *(name for name, _model in PARTS)}


@pytest.fixture
def save(client, page):
    """Return a function that opens the edit page, changes fields and saves them.

    It opens the parts in `values`, or all that `change` may need.
    """

    def edit(procedure, change=None, *, parts=None, **values):
        named = {name.partition("-")[0] for name in values if "-" in name}
        opened = parts or (ALL_PARTS if change else named)
        data = fields_of(page(procedure, part=sorted(opened)), "procedure_form") | values
        if change:
            change(data)
        return client.post(page.address(procedure), data)

    return edit


@pytest.fixture
def decide(client, page):
    """Return a function that opens a page with a question and answers it."""

    def answer(procedure, name, **values):
        return client.post(page.address(procedure, name), fields_of(page(procedure, name)) | values)

    return answer
