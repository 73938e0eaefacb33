"""Install the package into a fresh Debian, set it up, search; with --all upgrade and remove it.

Each step is timed and printed. It needs root, systemd-nspawn and mmdebstrap, a mirror of Debian for
the first time, and room; where a machine cannot be made or booted it ends with status 75.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.package import life
from tests.package.container import Container, make_base

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "var" / "package-test"
HOST = "dichvu.congan.thu.vn"
NO_MACHINE = 75  # EX_TEMPFAIL of sysexits.h
PASSWORD = "mat-khau-Thu-nghiem-2026"
ANSWERS = {
    "province": "Hưng Yên",
    "host": HOST,
    "address": "Số 1 đường «Thử», phường Phố Hiến",
    "phone": "0221 000 000",
    "alarm-mail": "truc@congan.thu.vn",
    "mail-relay": "",
    "backup-folder": "/srv/police-portal",
    "certificate": "trial",
}
SETUP = ["police-portal", "setup", "--yes", *(f"--{name}={text}" for name, text in ANSWERS.items())]


def step(title, act):
    """Run one step; print its seconds."""
    since = time.monotonic()
    print(f"{title} …", flush=True)
    result = act()
    print(f"    {time.monotonic() - since:.0f} s", flush=True)
    return result


def need():
    """End where this machine cannot do it."""
    missing = [
        name for name in ("systemd-nspawn", "mmdebstrap", "nsenter") if not shutil.which(name)
    ]
    if os.geteuid() != 0 or missing:
        print(f"It needs root, and Debian's systemd-container and mmdebstrap: {missing}")
        sys.exit(NO_MACHINE)


def build(version):
    """Make the package of this version, quickly packed."""
    made = WORK / "made"
    shutil.rmtree(made, ignore_errors=True)
    variables = {"PACKAGE_FAST": "1", "PACKAGE_VERSION": version}
    command = ["sh", "deploy/debian/build", made]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=True)
    return made / f"police-portal_{version}_debian13_amd64.deb"


def gather(package, base):
    """Make the folder for a machine without a network; Debian's packages are fetched once."""
    folder = WORK / "offline"
    for old in folder.glob("police-portal_*.deb"):
        old.unlink()
    if list(folder.glob("*.deb")):
        shutil.copy(package, folder)
        return
    subprocess.run(["sh", "deploy/debian/offline", package, folder, base], cwd=ROOT, check=True)


def ask(machine, path, *words):
    """Ask the site through nginx; return status and body."""
    url = f"https://{HOST}{path}"
    connect = ["--silent", "--insecure", "--resolve", f"{HOST}:443:127.0.0.1"]
    said = machine.run("curl", *connect, *words, "--write-out", "\n%{http_code}", url)[1]
    body, _line, status = said.rpartition("\n")
    return int(status), body


def search(machine):
    """Ask what a citizen asks first."""
    status, body = ask(machine, "/api/v1/procedures/?search=mat+ho+chieu")
    assert status == 200, body
    assert "hộ chiếu" in body.lower()
    assert json.loads(body)["results"]


def ready(machine):
    """Both instances are ready, and warn of nothing."""
    for port in (8000, 8001):
        url = f"http://127.0.0.1:{port}/health/ready/"
        said = json.loads(machine.run("curl", "-s", "-H", f"Host: {HOST}", url)[1])
        assert (said["status"], said.get("warnings", [])) == ("ok", []), said


def install(machine, package=None):
    """Install the folder of packages, or one newer package."""
    files = [f"/packages/made/{package.name}"] if package else []
    listed = files or [f"/packages/offline/{one.name}" for one in (WORK / "offline").glob("*.deb")]
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes", "--quiet"]
    apt += ["-o", "Dpkg::Options::=--force-unsafe-io"]  # the machine is thrown away
    return machine.run(*apt, "--no-install-recommends", *listed)[1]


def set_up_again(machine):
    """Run it a second time: nothing changes."""
    assert "Không có gì phải thay đổi." in machine.run(*SETUP)[1]


def administrator(machine):
    """Make the first account, at a terminal; its sign-in asks for the second factor."""
    typed = [("Password", PASSWORD), ("Password (again)", PASSWORD)]
    machine.type("police-portal", "administrator", "--name", "quantri", answers=typed)
    jar = ["--cookie-jar", "/root/jar", "--cookie", "/root/jar", "--location"]
    page = ask(machine, "/quan-tri/login/", *jar)[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"username": "quantri", "password": PASSWORD, "csrfmiddlewaretoken": token}
    data = [word for name, text in form.items() for word in ("--data-urlencode", f"{name}={text}")]
    referer = ["--referer", f"https://{HOST}/quan-tri/login/"]
    status, page = ask(machine, "/quan-tri/login/", *jar, *referer, *data)
    assert status == 200, page
    assert "quantri" in page or "xác thực" in page.lower(), page[:2000]


def first_search(machine):
    """From nothing to a citizen's first search."""
    step("apt install ./*.deb", lambda: install(machine))
    print(step("police-portal setup", lambda: machine.run(*SETUP))[1])
    step("ready, without warnings", lambda: ready(machine))
    step("police-portal administrator, and sign-in", lambda: administrator(machine))
    step("the first search, through nginx over TLS", lambda: search(machine))
    step("police-portal setup, once more", lambda: set_up_again(machine))


def whole_life(machine, package):
    """Upgrade, return, tell, restore, remove."""
    newer = step("a newer package", lambda: life.derive(package, "1.1"))
    broken = step("one that does not start", lambda: life.derive(package, "1.2", broken=True))
    step("upgrade under load", lambda: life.upgrade(machine, HOST, install, newer))
    step("return under load", lambda: life.return_from(machine, HOST, install, broken))
    step("the doctor tells", lambda: life.tell_of_faults(machine))
    step("backup, loss, restore", lambda: life.lose_and_restore(machine))
    step("the search after it", lambda: search(machine))
    step("purge keeps what people wrote", lambda: life.purge(machine))


def made(package, folder):
    """Make a machine, and boot it."""
    base = WORK / "base"
    step("a minimal Debian 13", lambda: make_base(base))
    step("Debian's packages", lambda: gather(package, base))
    machine = Container(base, folder, WORK)
    try:
        step("boot", machine.start)
    except AssertionError:
        machine.stop()
        raise
    return machine


def main():
    """Run it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true", help="upgrade, roll back, remove it too")
    parser.add_argument("--keep", action="store_true", help="leave the container's folder")
    parser.add_argument("--folder", type=Path, default=WORK / "machine", help="where it lies")
    given = parser.parse_args()
    need()
    package = step("the package", lambda: build("1.0~a"))
    try:
        machine = made(package, given.folder)
    except (AssertionError, OSError, subprocess.SubprocessError) as error:
        print(f"No machine can be made here: {error}", file=sys.stderr)
        sys.exit(NO_MACHINE)
    try:
        first_search(machine)
        if given.all:
            whole_life(machine, package)
    finally:
        machine.stop()
    if not given.keep:
        shutil.rmtree(machine.folder)


if __name__ == "__main__":
    main()
