"""deploy/police-portal-province and an upgrade of several provinces, with stand-ins for programs.

`make bench ARGS="--only provinces"` runs both with the real nginx, real instances and databases.
"""

import contextlib
import os
import re
import shutil
import subprocess

import pytest

from foundation.records.secret_keys import is_weak
from tests.deploy import running_nginx
from tests.deploy.running_nginx import DEPLOY
from tests.deploy.test_installation import KEYS, assignments
from tests.for_each import for_each

SLUGS = ("hungyen", "hatinh")
HOSTS = {slug: f"{slug}.example.vn" for slug in SLUGS}
SYSTEMD = shutil.which("systemd-analyze")
FEW = 5  # connections of one address, in place of 200
# Each notes its name and words.
NOTING = '#!/bin/sh\necho "{name} $*" >>"$FOLDER/notes"\n'
NOTED = ("systemctl", "nginx", "runuser", "useradd", "curl", "police-portal-manage")
QUIET = ("chgrp", "ss", "id", "sleep")
# The tables of a province that is named in «broken» cannot be migrated.
MIGRATE = '[ "$2" != migrate ] || ! grep -q "$1" "$FOLDER/broken"\n'
# The owner is another on a real machine.
INSTALL = '#!/bin/sh\nfor last; do :; done\nmkdir -p "$last"\n'


class Machine:
    """A machine in a folder, whose programs note what they are told."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("bin", "settings", "conf.d", "units", "prometheus", "ssl", "nftables.d"):
            (folder / name).mkdir()
        for version in ("old", "new"):
            (folder / version / ".venv" / "bin").mkdir(parents=True)
            (folder / version / ".venv" / "bin" / "python").touch(mode=0o755)
        (folder / "old" / "deploy").symlink_to(DEPLOY)
        (folder / "new" / "deploy").mkdir()
        (folder / "home").symlink_to(folder / "old")
        (folder / "broken").touch()
        programs = {name: NOTING.format(name=name) for name in NOTED}
        programs |= dict.fromkeys(QUIET, "#!/bin/sh\n") | {"install": INSTALL}
        programs["police-portal-manage"] += MIGRATE
        for name, text in programs.items():
            (folder / "bin" / name).write_text(text)
            (folder / "bin" / name).chmod(0o755)
        units = folder / "new" / "deploy" / "police-portal-province"
        units.write_text(NOTING.format(name="province"))
        units.chmod(0o755)

    def run(self, script, *arguments):
        """Run a script of deploy/; return how it ended, what it said and what it called."""
        (self.folder / "notes").write_text("")
        paths = {
            "HOME": "home",
            "SETTINGS": "settings",
            "SITE": "conf.d/police-portal.conf",
            "UNITS": "units",
            "CERTIFICATES": "ssl",
            "TARGETS": "prometheus/police-portal",
            "FIREWALL": "nftables.d",
            "DATA": "data",
        }
        environment = {f"POLICE_PORTAL_{name}": self.folder / at for name, at in paths.items()}
        environment["PATH"] = f"{self.folder}/bin:{os.environ['PATH']}"
        environment |= {"FOLDER": self.folder, "POLICE_PORTAL_READY_SECONDS": "0"}
        done = subprocess.run(
            [DEPLOY / script, *arguments],
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        notes = (self.folder / "notes").read_text().splitlines()
        return done.returncode, done.stdout + done.stderr, notes

    def upgrade(self):
        """Upgrade from «old» to «new»."""
        (self.folder / "home").unlink()
        (self.folder / "home").symlink_to(self.folder / "old")
        return self.run("police-portal-upgrade", str(self.folder / "new"))

    def add(self, slug, host):
        return self.run("police-portal-province", "add", slug, host, "Hưng Yên")

    def settings(self, slug):
        return assignments((self.folder / "settings" / slug / "environment").read_text())

    def written(self):
        """Return every file that was written, by name."""
        files = [
            file
            for name in ("settings", "conf.d", "units", "nftables.d")
            for file in (self.folder / name).rglob("*")
            if file.is_file()
        ]
        return {str(file.relative_to(self.folder)): file.read_text() for file in files}


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """Make a machine with two provinces; tests leave them as they are."""
    made = Machine(tmp_path_factory.mktemp("machine"))
    for slug, host in HOSTS.items():
        status, said, _notes = made.add(slug, host)
        assert status == 0, said
    return made


def test_provinces_share_no_key_port_folder_user_or_database(machine):
    one, other = (machine.settings(slug) for slug in SLUGS)
    own = {*KEYS, "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DATA_DIR"}
    own |= {"METRICS_INSTANCES", "METRICS_ADDRESS", "METRICS_DIR"}
    assert {name for name in own if one[name] == other[name]} == set()
    assert [name for name in KEYS if is_weak(one[name])] == []
    ports = [
        re.findall(r":(\d+)", f"{s['METRICS_INSTANCES']},{s['METRICS_ADDRESS']}")
        for s in (one, other)
    ]
    assert len({port for three in ports for port in three}) == 6
    units = machine.written()
    for slug, another in (SLUGS, SLUGS[::-1]):
        own = "".join(text for name, text in units.items() if slug in name)
        assert another not in own
        assert re.findall(r"^User=(?!police-portal-)", own, re.MULTILINE) == []


def test_every_unit_is_made_and_belongs_to_the_province(machine):
    made = {file.name: file.read_text() for file in (machine.folder / "units").iterdir()}
    for unit in DEPLOY.glob("*.service"):
        text = made[unit.name.replace("police-portal", "police-portal-hungyen", 1)]
        assert f"EnvironmentFile={machine.folder}/settings/hungyen/environment" in text
        assert "User=police-portal-hungyen\nGroup=police-portal-hungyen\n" in text
        assert "Slice=police-portal-hungyen.slice" in text
        # What stands in the unit of the repository and is not the province's own is unchanged.
        assert "/var/lib/police-portal\n" not in text
        assert re.findall(r"ExecStart.*", text)


def test_only_its_own_user_reaches_a_provinces_instances(machine):
    written = {slug: machine.written()[f"nftables.d/police-portal-{slug}.conf"] for slug in SLUGS}
    assert written["hungyen"] == (
        "add element inet police_portal instances { 8100-8101 }\n"
        "add element inet police_portal own { police-portal-hungyen . 8100-8101 }\n"
    )
    assert "8110-8111" in written["hatinh"]


def test_adding_again_keeps_keys_and_ports(machine):
    before = machine.written()
    assert machine.add("hungyen", HOSTS["hungyen"])[0] == 0
    assert machine.written() == before


@for_each(
    ("slug", "host"),
    [
        ("work", "a.example.vn"),
        ("../x", "a.example.vn"),
        ("Hue", "a.example.vn"),
        ("h", "a.example.vn"),
        ("hue", "a;rm"),
        ("hue", HOSTS["hungyen"]),
        ("hungyen", "other.example.vn"),
    ],
)
def test_a_name_that_cannot_be_or_is_taken_changes_nothing(machine, slug, host):
    before = machine.written()
    status, _said, notes = machine.add(slug, host)
    assert (status, machine.written()) == (1, before)
    assert [note for note in notes if note.startswith("police-portal-manage")] == []


def test_removing_does_nothing_but_say_what_to_do(machine):
    before = machine.written()
    status, said, notes = machine.run("police-portal-province", "remove", "hungyen")
    assert (status, machine.written(), notes) == (0, before, [])
    assert "police-portal-hungyen@" in said
    assert "hatinh" not in said


def test_the_list_fails_while_an_instance_is_not_ready(machine):
    status, said, _notes = machine.run("police-portal-province", "list")
    assert (status, said.count(" away ")) == (1, 8)


def test_an_upgrade_checks_all_migrates_all_then_restarts_all(machine):
    status, said, notes = machine.upgrade()
    assert status == 0, said
    commands = [tuple(n.split()[1:3]) for n in notes if n.startswith("police-portal-manage")]
    stages = (
        *(["check"], ["migrate"], ["collectstatic", "sweep_static_files"]),
        ["create_notice_templates", "create_report_kinds"],
    )
    order = [(f"@{slug}", what) for each in stages for slug in sorted(SLUGS) for what in each]
    assert commands == order
    restarted = [n.split()[-1] for n in notes if n.startswith("systemctl restart")]
    assert restarted == [
        "police-portal-hatinh@8110",
        "police-portal-hatinh@8111",
        "police-portal-hungyen@8100",
        "police-portal-hungyen@8101",
    ]
    assert {
        "province units hatinh",
        "systemctl --no-block try-restart police-portal-hatinh-work",
    } <= set(notes)


def test_an_upgrade_stops_at_the_first_province_that_cannot_be_migrated(machine):
    (machine.folder / "broken").write_text("@hatinh\n")
    status, said, notes = machine.upgrade()
    migrated = {
        n.split()[1] for n in notes if n.startswith("police-portal-manage") and "migrate" in n
    }
    assert (status, migrated) == (1, {"@hatinh"})
    assert "The tables of hatinh could not be migrated" in said
    assert (machine.folder / "home").resolve().name == "old"
    assert [n for n in notes if n.startswith("systemctl restart")] == []


def test_a_restart_of_one_province_leaves_the_others(machine):
    status, _said, notes = machine.run("police-portal-upgrade", "--restart", "hungyen")
    assert status == 0
    assert not [note for note in notes if "hatinh" in note]


@pytest.fixture(scope="module")
def nginx(machine):
    """Run nginx with the sites of both provinces; only the first one's service is there."""
    folder, own = machine.folder, machine.folder / "nginx"
    own.mkdir()
    plain, port = running_nginx.free_port(), running_nginx.free_port()
    main = running_nginx.write_configuration(own, plain, port, list(running_nginx.INSTANCES))
    main.write_text(main.read_text().replace(f"{own}/site.conf", f"{own}/conf.d/*.conf"))
    with running_nginx.serving() as service:
        (own / "conf.d").mkdir()
        for site in (folder / "conf.d").iterdir():
            text = running_nginx.moved(site.read_text(), own, plain, port)
            text = text.replace("_addresses 200;", f"_addresses {FEW};")
            text = re.sub(r"127\.0\.0\.1:810[01] ", f"127.0.0.1:{service} ", text)
            (own / "conf.d" / site.name).write_text(text)
        for slug in SLUGS:
            (folder / f"nginx_{slug}").mkdir()
            running_nginx.write_certificate(folder / f"nginx_{slug}")
        with running_nginx.started(own, main, port):
            yield running_nginx.Nginx(port, own)


def status_of(nginx, slug):
    return nginx.ask("127.0.0.5", Host=HOSTS[slug])[0].split()[1]


@pytest.mark.skipif(running_nginx.NGINX is None, reason="nginx is not installed")
def test_a_province_without_a_service_and_flooded_leaves_the_other_alone(nginx):
    half = f"POST / HTTP/1.1\r\nHost: {HOSTS['hatinh']}\r\nContent-Length: 9\r\n\r\n{{"
    before = [status_of(nginx, slug) for slug in SLUGS]
    with contextlib.ExitStack() as stack:
        for _number in range(200):
            stack.enter_context(nginx.open("127.0.0.5")).sendall(half.encode())
        flooded = [status_of(nginx, slug) for slug in SLUGS]
    # The same address: each site counts for itself.
    assert (before, flooded) == (["200", "502"], ["200", "429"])


@pytest.mark.skipif(SYSTEMD is None, reason="systemd is not installed")
def test_systemd_reads_the_units_of_a_province(machine):
    units = machine.folder / "units"
    done = subprocess.run(
        [SYSTEMD, "verify", units / "police-portal-hungyen-work.service"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
