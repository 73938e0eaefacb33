"""The command that deletes the demo."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from dossiers.models import Dossier
from tests.dossiers.factories import dossier

pytestmark = pytest.mark.django_db


def run(name, **options):
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def trial(settings):
    settings.DEBUG = settings.DEMO_ACCOUNTS = True


def test_deleting_needs_confirmation(trial):
    with pytest.raises(CommandError, match="--yes"):
        run("delete_demo")


def test_deleting_needs_a_demo(trial):
    with pytest.raises(CommandError, match="Không có"):
        run("delete_demo", yes=True)


def test_deleting_is_refused_if_there_is_other_data(trial):
    dossier(code="DEMO.001-261101-0001")
    dossier()
    with pytest.raises(CommandError, match="không phải thử nghiệm"):
        run("delete_demo", yes=True)
    assert Dossier.objects.count() == 2


@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite drops no table within the transaction of a test",
)
def test_deleting_drops_every_table(trial):
    dossier(code="DEMO.001-261101-0001")
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "bảng" in run("delete_demo", yes=True)
    assert connection.introspection.table_names() == []
