"""Resident units are replaced when they hang."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from foundation.database import worker_process
from foundation.work import process, pulse
from official_accounts import tokens

UNITS = sorted(Path(settings.BASE_DIR, "deploy").glob("*.service"))
(WORK,) = [unit for unit in UNITS if unit.stem == "police-portal-work"]
START_SECONDS = 15  # 6 to 10 s were measured on two busy cores


def lines_of(unit):
    return dict(line.split("=", 1) for line in unit.read_text().splitlines() if "=" in line)


def test_one_unit_serves_and_one_works():
    assert [unit.stem for unit in UNITS] == ["police-portal-work", "police-portal@"]


@pytest.mark.parametrize("unit", UNITS, ids=[unit.stem for unit in UNITS])
def test_a_wrong_setting_starts_no_unit(unit):
    assert lines_of(unit)["ExecStartPre"].endswith("manage.py check --deploy --database default")


@pytest.mark.parametrize("unit", UNITS, ids=[unit.stem for unit in UNITS])
def test_a_unit_that_hangs_is_killed_within_a_minute(unit):
    lines = lines_of(unit)
    bound = int(re.search(r"timeout=(\d+)s", worker_process.BOUND)[1])
    silent = int(lines["WatchdogSec"]) + int(lines["RestartSec"])
    assert bound < silent <= 60 - START_SECONDS
    assert lines["WatchdogSignal"] == "SIGKILL"  # a stopped process takes no other
    assert lines["Restart"] in ("always", "on-failure")


def test_a_loop_that_hangs_has_another_process_within_a_minute():
    bound = int(re.search(r"timeout=(\d+)s", worker_process.BOUND)[1])
    ends = pulse.SILENT_SECONDS + process.WATCH_SECONDS
    assert bound < pulse.SILENT_SECONDS
    assert ends + int(lines_of(WORK)["RestartSec"]) <= 60 - START_SECONDS


def test_the_unit_outlives_the_patience_with_which_a_pair_of_tokens_is_saved():
    minutes = int(lines_of(WORK)["TimeoutStopSec"].removesuffix("min"))
    calls = 60.0
    assert minutes * 60 > tokens.SAVE_SECONDS + calls
