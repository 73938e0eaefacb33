"""The command that makes the demo, and when both commands are refused."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from demo.creating import create_demo
from dossiers.models import Dossier
from tests.demo.conftest import NOW

pytestmark = pytest.mark.django_db


def run(name, **options):
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize(("debug", "accounts"), [(False, True), (True, False), (False, False)])
@pytest.mark.parametrize("command", ["create_demo", "delete_demo"])
def test_commands_are_refused_outside_a_trial(settings, debug, accounts, command):
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


def test_creating_needs_the_shipped_offices(trial):
    with pytest.raises(CommandError, match="Thiếu đơn vị"):
        run("create_demo")


def test_creating_needs_a_calendar(shipped):
    with (
        time_machine.travel(NOW + timedelta(days=3650), tick=False),
        pytest.raises(CommandError, match="ngày nghỉ Tết"),
    ):
        run("create_demo")
    assert not Dossier.objects.exists()


def test_creating_reports_counts_and_runs_once(told):
    assert "hồ sơ" in told
    with time_machine.travel(NOW, tick=False):
        assert run("create_demo") == "Đã có dữ liệu thử nghiệm, không tạo lại.\n"
