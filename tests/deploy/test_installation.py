"""The books, followed literally, find every file and command that they name."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from foundation.records.secret_keys import is_weak
from installation import service
from offices import installation
from police_portal.environment import SETTINGS

DEPLOY = Path(settings.BASE_DIR, "deploy")
FILES = [file for file in DEPLOY.iterdir() if file.is_file()]  # those in released/ are for tests
BOOKS = "\n".join(
    Path(settings.BASE_DIR, "docs", f"{name}.md").read_text()
    for name in ("operations", "large", "zalo", "van-hanh")
)
ENVIRONMENT = "/etc/police-portal/environment"
KEYS = ("SECRET_KEY", "DATA_KEYS", "HASH_KEY", "CUSTODY_KEY", "EVIDENCE_SIGNING_KEY")
# What systemd and a shell read alike: nothing to quote, or double quotes with nothing to expand.
PLAIN = re.compile(r'([A-Z_]+)=([\w.:/%,@+-]*|"[^"\\$`]*")')


def assignments(text):
    """Return name and value of each line that systemd and a shell read alike."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [PLAIN.fullmatch(line) for line in lines]
    assert None not in found, lines[found.index(None)]
    return {match[1]: match[2].strip('"') for match in found}


@pytest.fixture
def installed(tmp_path):
    """Return the example, copied as docs/large.md says."""
    file = tmp_path / "environment"
    file.write_text((DEPLOY / "environment.example").read_text())
    return file


def key_command(file):
    """Return the document's command that makes keys, for `file`."""
    loop = re.search(r"^    for key in .*?^    done$", BOOKS, re.MULTILINE | re.DOTALL)[0]
    return loop.replace(ENVIRONMENT, str(file))


def run(script):
    """Run a shell script; return what it wrote."""
    return subprocess.run(
        ["/bin/sh", "-euc", script], check=True, capture_output=True, text=True
    ).stdout


def test_a_shell_reads_the_example_as_systemd_does(installed):
    read = assignments(installed.read_text())
    line = run(f"set -a; . {installed}; env -0")
    shell = dict(entry.split("=", 1) for entry in line.split("\0") if entry)
    assert read["POLICE_NAME"] == installation.EXAMPLE_NAME == service.EXAMPLE_NAME
    assert {name: shell[name] for name in read} == read


def test_the_example_names_settings_only(installed):
    assert set(assignments(installed.read_text())) <= {setting.name for setting in SETTINGS}


def test_the_key_command_makes_strong_keys_once(installed):
    run(key_command(installed))
    first = installed.read_text()
    keys = [assignments(first)[name] for name in KEYS]
    assert len(set(keys)) == len(KEYS)
    assert [key for key in keys if is_weak(key)] == []
    run(key_command(installed))
    assert installed.read_text() == first


def test_every_file_of_deploy_that_is_named_exists():
    named = set(re.findall(r"deploy/[\w.*-]*[\w*]", BOOKS))
    assert {name for name in named if not list(DEPLOY.parent.glob(name))} == set()


def test_every_file_of_deploy_is_installed():
    named = set(re.findall(r"deploy/[\w.*-]*[\w*]", BOOKS))
    installed = {file for name in named for file in DEPLOY.parent.glob(name)}
    assert set(FILES) - installed == set()


def test_every_unit_that_starts_by_itself_is_enabled():
    wanted = {file.name for file in FILES if "[Install]" in file.read_text()}
    lines = " ".join(re.findall(r"systemctl enable --now ((?:.*\\\n)*.*)", BOOKS))
    # An instance is enabled by its port: its unit is the template.
    enabled = [re.sub(r"@\d+", "@", name) for name in re.findall(r"police-portal[\w.@-]*", lines)]
    assert {name if "." in name else f"{name}.service" for name in enabled} == wanted


def test_every_command_that_is_named_exists():
    units = "".join(file.read_text() for file in DEPLOY.glob("*.service"))
    named = set(re.findall(r"(?:manage\.py|police-portal-manage) ([a-z_]+)", BOOKS + units))
    assert named - set(get_commands()) == set()
