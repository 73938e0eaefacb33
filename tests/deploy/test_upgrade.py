"""deploy/police-portal-upgrade, with stand-ins for the programs that it calls.

`make bench ARGS="--only upgrade"` runs it with the real nginx and real instances, under load.
"""

import os
import subprocess

import pytest

from tests.deploy.running_nginx import DEPLOY

SITE = """upstream police_portal {
    server 127.0.0.1:8000 max_fails=0;
    server 127.0.0.1:8001 max_fails=0;
}
server_name dichvu.congan.example.vn;
"""
# Each notes its name and words; curl finds nobody ready while the version in service is «broken».
PROGRAM = '#!/bin/sh\necho "{name} $*" >>"$NOTES"\n'
CURL = '#!/bin/sh\n! grep -q "$(basename "$(readlink "$POLICE_PORTAL_HOME")")" "$FOLDER/broken"\n'
MIGRATE = '[ "$1" != migrate ] || [ ! -e "$FOLDER/locked" ] || { rm "$FOLDER/locked"; exit 1; }\n'
RELOAD = '[ "$1" != reload ] || grep -c down "$POLICE_PORTAL_SITE" >>"$NOTES" || true\n'


@pytest.fixture
def machine(tmp_path):
    """Make a machine with the version «old» in service, and «new» prepared; return its folder."""
    for version in ("old", "new"):
        (tmp_path / version / ".venv" / "bin").mkdir(parents=True)
        (tmp_path / version / ".venv" / "bin" / "python").touch(mode=0o755)
        (tmp_path / version / "deploy").mkdir()
        for unit in ("a.service", "a.timer"):
            (tmp_path / version / "deploy" / unit).touch()
    (tmp_path / "home").symlink_to(tmp_path / "old")
    (tmp_path / "site.conf").write_text(SITE)
    (tmp_path / "broken").touch()
    (tmp_path / "notes").touch()
    (tmp_path / "units").mkdir()
    (tmp_path / "bin").mkdir()
    programs = {
        name: PROGRAM.format(name=name) for name in ("systemctl", "nginx", "police-portal-manage")
    }
    programs["police-portal-manage"] += MIGRATE
    programs["systemctl"] += RELOAD
    for name, text in {**programs, "curl": CURL, "sleep": "#!/bin/sh\n"}.items():
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


def upgrade(machine, to="new"):
    """Run the script; return its status and what it called, in order."""
    folder = str(machine)
    environment = {
        "PATH": f"{folder}/bin:{os.environ['PATH']}",
        "FOLDER": folder,
        "NOTES": f"{folder}/notes",
        "POLICE_PORTAL_HOME": f"{folder}/home",
        "POLICE_PORTAL_SITE": f"{folder}/site.conf",
        "POLICE_PORTAL_UNITS": f"{folder}/units",
        "POLICE_PORTAL_READY_SECONDS": "0",
    }
    done = subprocess.run(
        [DEPLOY / "police-portal-upgrade", to if to.startswith("-") else machine / to],
        env=environment,
        check=False,
        capture_output=True,
    )
    return done.returncode, (machine / "notes").read_text().splitlines()


def restarts(notes):
    return [note.split("@")[1] for note in notes if note.startswith("systemctl restart")]


@pytest.mark.parametrize("site", [SITE, SITE.replace("max_fails=0", "fail_timeout=1s")])
def test_one_after_the_other_is_taken_out_of_nginx_and_restarted(machine, site):
    (machine / "site.conf").write_text(site)
    status, notes = upgrade(machine)
    assert (status, restarts(notes)) == (0, ["8000", "8001"])
    assert (machine / "home").resolve().name == "new"
    assert (machine / "site.conf").read_text() == site
    for port in ("8000", "8001"):
        # How many instances nginx leaves out: one, but for the moments between.
        before = notes.index(f"systemctl restart police-portal@{port}") - 1
        assert notes[before] == "1"
    commands = [note.split()[1] for note in notes if note.startswith("police-portal-manage")]
    assert commands == ["check", "migrate", "collectstatic", "sweep_static_files"]


def test_it_goes_back_if_the_new_version_does_not_get_ready(machine):
    (machine / "broken").write_text("new\n")
    status, notes = upgrade(machine)
    # The second instance was never touched.
    assert (status, restarts(notes)) == (1, ["8000", "8000"])
    assert (machine / "home").resolve().name == "old"
    assert (machine / "site.conf").read_text() == SITE


def test_nothing_is_done_unless_both_instances_are_ready(machine):
    (machine / "broken").write_text("old\n")
    status, notes = upgrade(machine)
    assert (status, restarts(notes)) == (1, [])
    assert not [note for note in notes if note.startswith("police-portal-manage")]


def test_a_migration_that_met_a_lock_is_run_again(machine):
    (machine / "locked").touch()
    status, notes = upgrade(machine)
    assert status == 0
    assert notes.count("police-portal-manage migrate --noinput") == 2


def test_a_restart_touches_no_tables(machine):
    status, notes = upgrade(machine, "--restart")
    assert (status, restarts(notes)) == (0, ["8000", "8001"])
    assert not [note for note in notes if note.startswith("police-portal-manage")]
