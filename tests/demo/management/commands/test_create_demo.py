"""The commands of the demo: refused where it does not belong, and what they say."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from demo.creating import create_demo
from dossiers.models import Dossier
from tests.demo.conftest import NOW
from tests.dossiers.factories import dossier

pytestmark = pytest.mark.django_db


def run(name, **options):
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize(("debug", "accounts"), [(False, True), (True, False), (False, False)])
@pytest.mark.parametrize("command", ["create_demo", "delete_demo"])
def test_refused_unless_it_is_a_trial(settings, debug, accounts, command):
    settings.DEBUG, settings.DEMO_ACCOUNTS = debug, accounts
    options = {"yes": True} if command == "delete_demo" else {}
    with pytest.raises(CommandError, match="DEBUG và DEMO_ACCOUNTS"):
        run(command, **options)
    with pytest.raises(ImproperlyConfigured):
        create_demo()
    assert not Dossier.objects.exists()


@pytest.fixture
def trial(settings):
    settings.DEBUG = settings.DEMO_ACCOUNTS = True


def test_refused_without_the_shipped_offices(trial):
    with pytest.raises(CommandError, match="Thiếu đơn vị"):
        run("create_demo")


def test_refused_where_the_calendar_ends(shipped):
    with (
        time_machine.travel(NOW + timedelta(days=3650), tick=False),
        pytest.raises(CommandError, match="ngày nghỉ Tết"),
    ):
        run("create_demo")
    assert not Dossier.objects.exists()


def test_says_what_was_made_and_that_it_is_there(shipped):
    with time_machine.travel(NOW, tick=False):
        assert "hồ sơ" in run("create_demo")
        assert run("create_demo") == "Đã có dữ liệu thử nghiệm, không tạo lại.\n"


def test_deleting_wants_to_be_confirmed(trial):
    with pytest.raises(CommandError, match="--yes"):
        run("delete_demo")


def test_deleting_is_refused_where_there_is_no_demo(trial):
    with pytest.raises(CommandError, match="Không có"):
        run("delete_demo", yes=True)


def test_deleting_is_refused_where_there_is_something_else(trial):
    dossier(code="DEMO.001-261101-0001")
    dossier()
    with pytest.raises(CommandError, match="không phải thử nghiệm"):
        run("delete_demo", yes=True)
    assert Dossier.objects.count() == 2


@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite drops no table within the transaction of a test",
)
def test_deleting_leaves_no_table(trial):
    dossier(code="DEMO.001-261101-0001")
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "bảng" in run("delete_demo", yes=True)
    assert connection.introspection.table_names() == []
