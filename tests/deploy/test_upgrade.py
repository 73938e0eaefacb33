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
ENABLED = '[ "$1" != is-enabled ] || [ -e "$FOLDER/enabled" ]\n'
RELOAD = '[ "$1" != reload ] || grep -c down "$POLICE_PORTAL_SITE" >>"$NOTES" || true\n'


@pytest.fixture
def machine(tmp_path):
    """Make a machine with the version «old» in service, and «new» prepared; return its folder."""
    for version in ("old", "new"):
        (tmp_path / version / ".venv" / "bin").mkdir(parents=True)
        (tmp_path / version / ".venv" / "bin" / "python").touch(mode=0o755)
        (tmp_path / version / "deploy").mkdir()
        (tmp_path / version / "deploy" / "police-portal-a.service").touch()
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
    programs["systemctl"] += RELOAD + ENABLED
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
    assert commands[:4] == ["check", "migrate", "collectstatic", "sweep_static_files"]
    assert commands[4:] == ["create_notice_templates", "create_report_kinds"]


FORMER = ("notices.service", "retention.timer", "retention.service", "satisfaction.timer")


@pytest.fixture
def former(machine):
    """Let the machine have units of the version before; return their names."""
    names = [f"police-portal-{name}" for name in FORMER]
    for folder in ("units", "old/deploy"):
        for name in names:
            (machine / folder / name).touch()
    (machine / "enabled").touch()
    return names


def units_called(notes, *words):
    return [note.split()[-1] for note in notes if note.startswith(" ".join(("systemctl", *words)))]


def test_units_from_before_are_disabled_and_removed_then_work_is_enabled(machine, former):
    status, notes = upgrade(machine)
    assert status == 0
    stopped = [name for name in former if name != "police-portal-retention.service"]
    assert sorted(units_called(notes, "disable --now")) == sorted(stopped)
    assert [file.name for file in (machine / "units").iterdir()] == ["police-portal-a.service"]
    work = notes.index("systemctl enable --now police-portal-work")
    assert work > max(notes.index(f"systemctl disable --now {name}") for name in stopped)
    # Both instances serve the new version by then: until then the workers go on.
    assert notes.index("systemctl restart police-portal@8001") < notes.index(
        f"systemctl disable --now {stopped[0]}"
    )


def test_a_machine_whose_workers_were_off_gets_no_work(machine, former):
    (machine / "enabled").unlink()
    status, notes = upgrade(machine)
    assert (status, units_called(notes, "enable")) == (0, [])
    assert [file.name for file in (machine / "units").iterdir()] == ["police-portal-a.service"]


def test_units_from_before_go_on_if_the_new_version_does_not_get_ready(machine, former):
    (machine / "broken").write_text("new\n")
    status, notes = upgrade(machine)
    assert (status, units_called(notes, "disable"), units_called(notes, "enable")) == (1, [], [])
    assert set(former) <= {file.name for file in (machine / "units").iterdir()}


def test_the_next_upgrade_restarts_work_and_disables_nothing(machine):
    status, notes = upgrade(machine)
    assert (status, units_called(notes, "disable")) == (0, [])
    assert "systemctl --no-block try-restart police-portal-work" in notes


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
