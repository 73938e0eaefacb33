"""Three provinces on one machine, as `police-portal-province add` makes them, behind one nginx.

That script is run as it is. There is no systemd here: `systemctl`, `useradd` and what else asks for
root are small scripts that stand first in its PATH, as in `benchmarks/installation.py`. Where
control groups can be made, each province is in one with the same share of processors, as the
slices of its units give it.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.databases import copy_of
from benchmarks.keys import unlimited
from benchmarks.province_people import phone_of
from benchmarks.settings import NEVER_REACHED, production
from police_portal.environment import BASE_DIR
from tests import private_postgres
from tests.deploy import running_nginx
from tests.zalo_simulator import Simulator

SLUGS = ("hungyen", "hatinh", "caobang")
PEOPLE = 40
FIRST_PORT = 21800
GROUPS = Path("/sys/fs/cgroup/cpu")
SYSTEMCTL = """#!/bin/sh
set -eu
case "$*" in
    "restart police-portal-"*@*)
        name=${2#police-portal-} slug=${name%@*} port=${name#*@}
        cd "$POLICE_PORTAL_HOME"
        set -a; . "$POLICE_PORTAL_SETTINGS/$slug/environment"; set +a
        [ ! -d "$BENCH_GROUPS/bench-$slug" ] || echo $$ >"$BENCH_GROUPS/bench-$slug/cgroup.procs"
        setsid .venv/bin/python -m police_portal.serving --host 127.0.0.1 --port "$port" \\
            --workers 1 --respawn-failed-workers >>"$BENCH/$port.log" 2>&1 </dev/null &
        echo $! >"$BENCH/$port.pid" ;;
esac
"""
# The tables are there: each database is a copy of the shipped one.
MANAGE = """#!/bin/sh
slug=${1#@}; shift
[ "$1" != set_up ] || exit 0
set -a; . "$POLICE_PORTAL_SETTINGS/$slug/environment"; set +a
cd "$POLICE_PORTAL_HOME" && exec .venv/bin/python manage.py "$@"
"""
INSTALL = '#!/bin/sh\nfor last; do :; done\n[ "$last" = "${last#/var/log}" ] && mkdir -p "$last"\n'
NOTHING = "#!/bin/sh\n"


@dataclass
class Province:
    """A province that runs; `folder` is that of its PostgreSQL."""

    slug: str
    host: str
    database: str
    zalo: Simulator
    environment: Mapping[str, str]
    bearers: list[str] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """The folder of its PostgreSQL."""
        return unquote(urlsplit(self.database).netloc.rpartition("@")[2])

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        """Start a command of manage.py in its share of the processors."""
        group = GROUPS / f"bench-{self.slug}"
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command],
            env=dict(self.environment),
            cwd=BASE_DIR,
            stdout=subprocess.DEVNULL,
        )
        if group.is_dir():
            (group / "cgroup.procs").write_text(str(process.pid))
        return process


@dataclass
class Machine:
    """The provinces, and the port of their nginx."""

    nginx: int
    provinces: list[Province]


@contextmanager
def machine(folder: Path, database: str, notices: int) -> Iterator[Machine]:
    """Run three provinces while the block runs; `notices` wait for the worker of the first."""
    with ExitStack() as stack:
        tools = _tools(folder)
        provinces = [
            stack.enter_context(_province(folder, tools, slug, database, own=number == 0))
            for number, slug in enumerate(SLUGS)
        ]
        for number, province in enumerate(provinces):
            province.bearers = _bearers(province, notices if number == 0 else 0)
        port = stack.enter_context(_nginx(folder))
        yield Machine(port, provinces)


def _tools(folder: Path) -> dict[str, str]:
    for name in ("bin", "settings", "conf.d", "units", "ssl", "nginx"):
        (folder / name).mkdir()
    programs = {"systemctl": SYSTEMCTL, "police-portal-manage": MANAGE, "install": INSTALL}
    programs |= dict.fromkeys(("useradd", "chgrp", "id"), NOTHING)
    for name, text in programs.items():
        (folder / "bin" / name).write_text(text)
        (folder / "bin" / name).chmod(0o755)
    return {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "BENCH": str(folder),
        "BENCH_GROUPS": str(GROUPS),
        "POLICE_PORTAL_HOME": str(BASE_DIR),
        "POLICE_PORTAL_SETTINGS": str(folder / "settings"),
        "POLICE_PORTAL_SITE": str(folder / "conf.d" / "police-portal.conf"),
        "POLICE_PORTAL_UNITS": str(folder / "units"),
        "POLICE_PORTAL_CERTIFICATES": str(folder / "ssl"),
        "POLICE_PORTAL_DATA": str(folder / "data"),
        "POLICE_PORTAL_FIRST_PORT": str(FIRST_PORT),
    }


@contextmanager
def _province(
    folder: Path, tools: Mapping[str, str], slug: str, shipped: str, *, own: bool
) -> Iterator[Province]:
    """Run a province on a copy of the shipped database, on a PostgreSQL of its `own` or not."""
    with ExitStack() as stack:
        zalo = stack.enter_context(Simulator())
        stack.enter_context(_group(slug))
        database = stack.enter_context(_own_copy(shipped) if own else copy_of(shipped, slug))
        host = f"{slug}.example.vn"
        script = [
            str(BASE_DIR / "deploy" / "police-portal-province"),
            "add",
            slug,
            host,
            "Hưng Yên",
        ]
        subprocess.run(
            script, env={**tools, "DATABASE_URL": database}, check=True, stdout=subprocess.DEVNULL
        )
        file = folder / "settings" / slug / "environment"
        file.write_text(f"{file.read_text()}{_additional(zalo)}")
        made = Province(slug, host, database, zalo, _environment(file, database))
        ports = [
            place.rpartition(":")[2] for place in made.environment["METRICS_INSTANCES"].split(",")
        ]
        stack.callback(_stop, [folder / f"{port}.pid" for port in ports])
        for port in ports:
            command = [str(folder / "bin" / "systemctl"), "restart", f"police-portal-{slug}@{port}"]
            subprocess.run(command, env=dict(tools), check=True)
        yield made


def _additional(zalo: Simulator) -> str:
    """Return the lines that lead to the simulated Zalo, and open the throttles."""
    zalo.world.quota = NEVER_REACHED
    for number in range(PEOPLE):
        zalo.world.add_user(phone=phone_of(number).removeprefix("+"))
    lines = {
        **{name: str(value) for name, value in zalo.settings().items()},
        **unlimited("CITIZEN", "CATALOGUE", "LOGIN", "TOKEN"),
        "DJANGO_SETTINGS_MODULE": "benchmarks.opponents.simulated",
        "METRICS_DIR": "",
        "NOTICES_QUIET_PHONE": "none",
        "NOTICES_PER_SECOND": str(NEVER_REACHED),
    }
    return "".join(f'{name}="{value}"\n' for name, value in lines.items())


def _environment(file: Path, database: str) -> dict[str, str]:
    """Return what processes of the province have in their environment."""
    read = subprocess.run(
        ["/bin/sh", "-c", f"set -a; . {file}; env -0"],
        env={"PATH": os.environ["PATH"]},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return {**production(database), **dict(e.split("=", 1) for e in read.split("\0") if e)}


def _bearers(province: Province, notices: int) -> list[str]:
    world = province.zalo.world
    asked = {"people": PEOPLE, "notices": notices, "account": world.oa_id}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.province_people"],
        env=dict(province.environment),
        input=json.dumps({**asked, "pair": list(world.oa_pair()) if notices else []}),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: list[str] = json.loads(done.stdout.splitlines()[0])
    return found


@contextmanager
def _own_copy(shipped: str) -> Iterator[str]:
    """Give a copy of the shipped database on a PostgreSQL of its own."""
    bin_dir = private_postgres.binaries()
    assert bin_dir is not None, "a server runs, so there are binaries"
    with private_postgres.server(bin_dir) as database:
        dump = subprocess.run(
            [bin_dir / "pg_dump", "--format=custom", shipped], check=True, capture_output=True
        ).stdout
        restore = [
            str(bin_dir / "pg_restore"),
            "--no-owner",
            "--exit-on-error",
            "--dbname",
            database,
        ]
        subprocess.run(restore, input=dump, check=True)
        yield database


@contextmanager
def _group(slug: str) -> Iterator[None]:
    """Give the province a control group, where that can be done."""
    group = GROUPS / f"bench-{slug}"
    with suppress(OSError):
        group.mkdir()
    yield
    with suppress(OSError):
        group.rmdir()


def _stop(files: list[Path]) -> None:
    for file in files:
        with suppress(OSError, ValueError):
            os.kill(int(file.read_text()), signal.SIGTERM)
    for file in files:
        with suppress(OSError, ValueError):
            while Path("/proc", file.read_text().strip(), "cwd").exists():
                signal.sigtimedwait([], 0.1)


@contextmanager
def _nginx(folder: Path) -> Iterator[int]:
    """Run nginx with the sites that were made, but for folders and ports; give its TLS port."""
    plain, encrypted = running_nginx.free_port(), running_nginx.free_port()
    own = folder / "nginx"
    services = list(running_nginx.INSTANCES)
    main = running_nginx.write_configuration(own, plain, encrypted, services)
    (own / "site.conf").unlink()
    main.write_text(main.read_text().replace(f"{own}/site.conf", f"{folder}/conf.d/*.conf"))
    for site in (folder / "conf.d").iterdir():
        site.write_text(running_nginx.moved(site.read_text(), own, plain, encrypted))
    for slug in SLUGS:
        certificate = folder / f"nginx_{slug}"
        certificate.mkdir()
        running_nginx.write_certificate(certificate)
    with running_nginx.started(own, main, encrypted):
        yield encrypted
