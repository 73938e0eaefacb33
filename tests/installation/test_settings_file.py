"""The file of settings is read and written as systemd and a shell do."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from foundation.records.secret_keys import is_weak
from installation.settings_file import KEYS, SettingsFile

EXAMPLE = Path(settings.BASE_DIR, "deploy", "environment.example").read_text()
HARD = ["", "abc", "Số 1 đường «Thử», phường Phố Hiến", 'a"b', "a\\b", "$(id)", "`id`", "a#b 'c'"]


@pytest.mark.parametrize("value", HARD)
def test_a_shell_reads_what_was_written(tmp_path, value):
    written = SettingsFile(EXAMPLE)
    written.set("POLICE_ADDRESS", value)
    (tmp_path / "environment").write_text(str(written))
    script = f'. {tmp_path}/environment; printf %s "$POLICE_ADDRESS"'
    said = subprocess.run(["/bin/sh", "-euc", script], check=True, capture_output=True, text=True)
    assert said.stdout == value
    assert SettingsFile(str(written)).get("POLICE_ADDRESS") == value


def test_a_value_takes_the_place_of_the_former_one_and_comments_stay():
    written = SettingsFile(EXAMPLE)
    written.set("NUM_PROXIES", "2")
    assert str(written) == EXAMPLE.replace("NUM_PROXIES=1", "NUM_PROXIES=2")


def test_a_setting_without_a_line_gets_one_at_the_end():
    written = SettingsFile(EXAMPLE)
    written.set("PUBLIC_URL", "https://a.vn")
    assert str(written) == EXAMPLE + "PUBLIC_URL=https://a.vn\n"


def test_keys_are_strong_different_and_made_once():
    written = SettingsFile(EXAMPLE)
    written.make_keys()
    keys = [written.get(name) for name in KEYS]
    assert len(set(keys)) == len(KEYS)
    assert [key for key in keys if is_weak(key)] == []
    before = str(written)
    written.make_keys()
    assert str(written) == before
