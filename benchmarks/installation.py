"""An installation as docs/large.md describes it, in a folder: versions, two instances, nginx.

There is no systemd in it: `systemctl` and `police-portal-manage` are small scripts that stand first
in the PATH of deploy/police-portal-upgrade, which is run as it is. nginx is the real one, with the
files of deploy/.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.servers import free_port
from benchmarks.settings import production
from police_portal.environment import BASE_DIR
from tests.deploy import running_nginx

LEFT_OUT = shutil.ignore_patterns(
    ".git",
    ".venv",
    "var",
    "node_modules",
    "miniapp",
    "tests",
    "benchmarks",
    "__pycache__",
    ".*_cache",
)
MIGRATION = """from django.db import migrations, models
from foundation.database.operations import AddIndexConcurrently

class Migration(migrations.Migration):
    dependencies = [("feedback", "{after}")]
    atomic = False
    operations = [
        migrations.AddField("question", "bench_note", models.TextField(null=True)),
        AddIndexConcurrently("question", models.Index(fields=["bench_note"], name="bench_note")),
    ]
"""
SYSTEMCTL = """#!/bin/sh
set -eu
case "$*" in
    "restart police-portal@"*)
        port=${2#*@}
        if [ -e "$BENCH/$port.pid" ]; then
            kill "$(cat "$BENCH/$port.pid")"
            while kill -0 "$(cat "$BENCH/$port.pid")" 2>/dev/null; do sleep 0.05; done
        fi
        cd "$(readlink -f "$POLICE_PORTAL_HOME")"
        setsid .venv/bin/python -m police_portal.serving --host 127.0.0.1 --port "$port" \\
            --workers 1 --respawn-failed-workers >>"$BENCH/$port.log" 2>&1 </dev/null &
        echo $! >"$BENCH/$port.pid" ;;
    "reload nginx") kill -HUP "$(cat "$BENCH/nginx/nginx.pid")" ;;
esac
"""
# `check --deploy` refuses MEASURING, under which the instances are asked.
MANAGE = """#!/bin/sh
cd "$POLICE_PORTAL_HOME" && MEASURING= exec .venv/bin/python manage.py "$@"
"""
NGINX = """#!/bin/sh
exec {nginx} -p "$BENCH/nginx" -c "$BENCH/nginx/main.conf" -e "$BENCH/nginx/error.log" "$@"
"""


@dataclass(frozen=True)
class Installation:
    """A running installation: its folder, ports of its instances, nginx's, and environment."""

    folder: Path
    ports: tuple[int, int]
    nginx: int
    environment: Mapping[str, str]

    def release(self, name: str) -> Path:
        """Return the folder of a new version: this one's code and packages."""
        folder = self.folder / "releases" / name
        shutil.copytree(BASE_DIR, folder, ignore=LEFT_OUT)
        (folder / ".venv").symlink_to((BASE_DIR / ".venv").resolve())
        return folder

    def upgrade(self, to: Path, patience: int) -> "subprocess.CompletedProcess[str]":
        """Run deploy/police-portal-upgrade; return how it ended and what it said.

        It waits `patience` seconds for an instance.
        """
        script = BASE_DIR / "deploy" / "police-portal-upgrade"
        return subprocess.run(
            [script, to],
            env={**self.environment, "POLICE_PORTAL_READY_SECONDS": str(patience)},
            capture_output=True,
            text=True,
            check=False,
        )

    def serving(self) -> set[str]:
        """Return the names of the versions that the instances run."""
        pids = [int((self.folder / f"{port}.pid").read_text()) for port in self.ports]
        return {Path(f"/proc/{pid}/cwd").resolve().name for pid in pids}

    def systemctl(self, *command: str) -> None:
        """Call the systemctl of this installation."""
        subprocess.run(
            [self.folder / "bin" / "systemctl", *command], env=self.environment, check=True
        )

    def stop(self) -> None:
        """Stop the instances."""
        for port in self.ports:
            with suppress(OSError, ValueError):
                os.kill(int((self.folder / f"{port}.pid").read_text()), 15)


def with_migration(release: Path) -> Path:
    """Give a version a migration: a column, and an index that is made concurrently."""
    folder = release / "feedback" / "migrations"
    last = max(file.stem for file in folder.glob("[0-9]*.py"))
    (folder / "9999_bench.py").write_text(MIGRATION.format(after=last))
    return release


def broken(release: Path) -> Path:
    """Make a version that passes every check and never answers."""
    entry = release / "police_portal" / "wsgi.py"
    entry.write_text(f"{entry.read_text()}\nraise SystemExit('broken')\n")
    return release


@contextmanager
def installed(folder: Path, database: str, keys: Mapping[str, str]) -> Iterator[Installation]:
    """Run an installation of this code in `folder` while the block runs."""
    ports = (free_port(), free_port())
    _write_tools(folder)
    (folder / "nginx").mkdir()
    (folder / "units").mkdir()
    with running_nginx.running(folder / "nginx", lambda: _no_service(list(ports))) as nginx:
        made = Installation(folder, ports, nginx.port, _environment(folder, database, keys, ports))
        (folder / "home").symlink_to(made.release("first"))
        try:
            subprocess.run(
                [folder / "bin" / "police-portal-manage", "collectstatic", "--noinput"],
                env=made.environment,
                check=True,
                capture_output=True,
            )
            for port in ports:
                made.systemctl("restart", f"police-portal@{port}")
            yield made
        finally:
            made.stop()


@contextmanager
def _no_service(ports: list[int]) -> Iterator[list[int]]:
    """Give nginx the ports of instances that are started later."""
    yield ports


def _write_tools(folder: Path) -> None:
    (folder / "bin").mkdir()
    nginx = NGINX.format(nginx=running_nginx.NGINX)
    tools = {"systemctl": SYSTEMCTL, "police-portal-manage": MANAGE, "nginx": nginx}
    for name, text in tools.items():
        (folder / "bin" / name).write_text(text)
        (folder / "bin" / name).chmod(0o755)


def _environment(
    folder: Path, database: str, keys: Mapping[str, str], ports: tuple[int, int]
) -> dict[str, str]:
    return {
        **production(database),
        **keys,
        "ALLOWED_HOSTS": running_nginx.HOST,
        "SECURE_SSL_REDIRECT": "true",
        "DATA_DIR": str(folder / "data"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "BENCH": str(folder),
        "POLICE_PORTAL_HOME": str(folder / "home"),
        "POLICE_PORTAL_RELEASES": str(folder / "releases"),
        "POLICE_PORTAL_SITE": str(folder / "nginx" / "site.conf"),
        "POLICE_PORTAL_UNITS": str(folder / "units"),
        "POLICE_PORTAL_INSTANCES": " ".join(map(str, ports)),
    }
