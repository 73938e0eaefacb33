"""Counts per person and day: over processes and restarts, outside the database."""

import os
import subprocess
import sys
import textwrap

import pytest

from foundation.counting import days
from foundation.records import process_memory
from foundation.scale.cache import engine
from tests.dossiers.factories import at


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, time_machine):
    """Count in a folder of this test, on a morning."""
    settings.COUNTING_ROOT = tmp_path / "counting"
    time_machine.move_to(at("2026-11-23 09:00"), tick=False)
    return settings.COUNTING_ROOT


def times(count, who="a", kind="test"):
    return [days.count(kind, who) for _time in range(count)]


def test_callers_are_counted_separately():
    assert [times(3), times(1, "b"), times(1, kind="other"), times(1)] == [[1, 2, 3], [1], [1], [4]]


def test_a_restart_keeps_the_counts():
    times(3)
    process_memory.forget_everything()
    assert times(1) == [4]


def test_processes_of_one_machine_count_together(folder):
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        import django
        django.setup()
        from django.conf import settings
        from foundation.counting import days
        settings.COUNTING_ROOT = Path(sys.argv[1])
        print(max(days.count("test", "a") for _time in range(200)))
    """)
    command = [sys.executable, "-c", script, str(folder)]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "police_portal.settings"}
    running = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) for _number in "ab"
    ]
    said = [one.communicate(timeout=120)[0] for one in running]
    assert max(map(int, said)) == 400


def test_a_new_day_starts_from_zero_and_destroys_the_random_bytes(folder, time_machine):
    times(3)
    before = (folder / "today").read_bytes()
    time_machine.move_to(at("2026-11-24 00:00"), tick=False)
    assert times(1) == [1]
    after = (folder / "today").read_bytes()
    assert before[days.DAY_BYTES : days.HEAD] not in after
    assert len(after) == len(before) == days.SIZE
    assert sum(map(bool, after[days.HEAD :])) <= days.ROWS  # no count of yesterday


def test_the_file_identifies_nobody_and_places_change_daily(folder, time_machine):
    times(5, "citizen:12")
    first = (folder / "today").read_bytes()
    time_machine.move_to(at("2026-11-24 09:00"), tick=False)
    times(5, "citizen:12")
    second = (folder / "today").read_bytes()
    assert b"citizen" not in first
    assert first[days.HEAD :] != second[days.HEAD :]
    assert (folder / "today").stat().st_mode & 0o777 == 0o600


def test_the_count_has_an_end():
    assert days.SIZE == 524_330


def test_a_read_only_folder_stops_nobody(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.COUNTING_ROOT = tmp_path / "file"
    assert times(3) == [1, 2, 3]


@pytest.mark.usefixtures("cache", "patient")
def test_machines_that_share_a_cache_count_together(settings, tmp_path, cache):
    assert times(2) == [1, 2]
    settings.COUNTING_ROOT = tmp_path / "another-machine"
    assert times(1) == [3]
    name = engine.key("test-today", ("2026-11-23", days.keyed_hash("counted-today", "test\0a")))
    left = int(cache.say(f"PTTL {name}").strip(b":\r\n"))
    assert 0 < left <= 15 * 3600 * 1000  # until midnight
