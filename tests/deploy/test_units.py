"""Resident units work or sleep: one that ends is started by systemd again and again."""

import re
import shlex
import sys
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands, load_command_class

from foundation.database import worker_process
from foundation.records import worker_processes
from foundation.records.worker_processes import EX_CONFIG
from official_accounts import tokens

UNITS = sorted(Path(settings.BASE_DIR, "deploy").glob("*.service"))
RESIDENT = [unit for unit in UNITS if "Type=oneshot" not in unit.read_text()]
COMMAND = re.compile(r"^ExecStart=\S+/python manage\.py (.+)$", re.MULTILINE)
WORKERS = [(unit, *COMMAND.findall(unit.read_text())) for unit in RESIDENT if "@" not in unit.name]
NAMES = [unit.stem for unit, _line in WORKERS]


class Stop(threading.Event):
    """What stops a worker: it ends the first time that the worker sleeps."""

    slept = False

    def wait(self, timeout=None):
        self.slept = True
        self.set()
        return True


@pytest.fixture
def stop(monkeypatch):
    """Replace the signals that end workers, in every module that waits for them."""
    stop = Stop()
    original = worker_processes.stop_at_signal
    for line in [line for _unit, line in WORKERS]:
        name = shlex.split(line)[0]
        load_command_class(get_commands()[name], name)
    for module in list(sys.modules.values()):
        if getattr(module, "stop_at_signal", None) is original:
            monkeypatch.setattr(module, "stop_at_signal", lambda **_options: stop)
    return stop


@pytest.mark.django_db
@pytest.mark.parametrize("line", [line for _unit, line in WORKERS], ids=NAMES)
def test_a_worker_without_work_sleeps(line, stop, settings):
    assert not settings.ZALO_APP_ID
    assert not settings.METRICS_DIR
    call_command(*shlex.split(line), stdout=StringIO())
    assert stop.slept


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("send_notices", "ZALO_OPENAPI_URL", "https://openapi.zalo.me/path"),
        ("serve_metrics", "METRICS_ADDRESS", "9464"),
    ],
)
def test_a_wrong_setting_is_not_tried_again(line, name, value, stop, settings, tmp_path):
    settings.METRICS_DIR = str(tmp_path)
    setattr(settings, name, value)
    with pytest.raises(CommandError) as refused:
        call_command(line)
    assert refused.value.returncode == EX_CONFIG
    unit = next(unit for unit, found in WORKERS if found == line)
    assert f"RestartPreventExitStatus={EX_CONFIG}\n" in unit.read_text()


@pytest.mark.parametrize("unit", RESIDENT, ids=[unit.stem for unit in RESIDENT])
def test_a_resident_unit_that_hangs_is_killed_within_a_minute(unit):
    lines = dict(line.split("=", 1) for line in unit.read_text().splitlines() if "=" in line)
    bound = int(re.search(r"timeout=(\d+)s", worker_process.BOUND)[1])
    assert bound < int(lines["WatchdogSec"]) + int(lines["RestartSec"]) <= 60
    assert lines["WatchdogSignal"] == "SIGKILL"  # a stopped process takes no other
    assert lines["Restart"] in ("always", "on-failure")


RENEWING = ["refresh_accounts", "learn_followers", "refresh_templates", "send_notices"]
UNITS_OF_TIME = {"": 1, "s": 1, "min": 60, "h": 3600}


@pytest.mark.parametrize("command", RENEWING)
def test_a_unit_that_renews_tokens_outlives_the_patience_with_which_a_pair_is_saved(command):
    (text,) = [unit.read_text() for unit in UNITS if f"manage.py {command}" in unit.read_text()]
    name = "TimeoutStartSec" if "Type=oneshot" in text else "TimeoutStopSec"
    number, unit = re.search(rf"^{name}=(\d+)(\w*)$", text, re.MULTILINE).groups()
    calls = 60.0
    assert int(number) * UNITS_OF_TIME[unit] > tokens.SAVE_SECONDS + calls


@pytest.mark.parametrize("line", ["send_notices", "publish_announcements"])
@pytest.mark.django_db
def test_statements_of_a_resident_worker_are_bounded(line, stop, monkeypatch):
    bounded = []
    module = sys.modules[type(load_command_class(get_commands()[line], line)).__module__]
    monkeypatch.setattr(module, "bound_statements", lambda: bounded.append(line))
    call_command(line, "--once", stdout=StringIO())
    assert bounded == []
    call_command(line, stdout=StringIO())
    assert bounded == [line]
