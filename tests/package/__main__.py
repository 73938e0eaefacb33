"""Install the package into a fresh Debian, set it up, search; with --all upgrade and remove it.

Each step is timed and printed. It needs root, systemd-nspawn and mmdebstrap, a mirror of Debian for
the first time, and room; where a machine cannot be made or booted it ends with status 75.
"""

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from installation import sealing
from tests.foundation.media.pictures import picture
from tests.package import commands, copying, faults, life, outside, second
from tests.package.container import Container, make_base
from tests.package.site import HOST, ask, ready, report, search

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "var" / "package-test"
NO_MACHINE = 75  # EX_TEMPFAIL of sysexits.h
PASSWORD = "mat-khau-Thu-nghiem-2026"
ANSWERS = {
    "province": "Hưng Yên",
    "host": HOST,
    "address": "Số 1 đường «Thử», phường Phố Hiến",
    "phone": "0221 000 000",
    "alarm-mail": "truc@congan.thu.vn",
    "mail-relay": faults.RELAY,
    "backup-folder": faults.BACKUPS,
    "certificate": "trial",
    "ping-url": faults.WATCHER,
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
    folder, asked = WORK / "offline", WORK / "offline-for"
    fields = ["dpkg-deb", "-f", package, "Depends", "Recommends"]
    asks = subprocess.run(fields, check=True, capture_output=True, text=True).stdout
    for old in folder.glob("police-portal_*.deb"):
        old.unlink()
    if asked.exists() and asked.read_text() == asks:
        shutil.copy(package, folder)
        return
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["sh", "deploy/debian/offline", package, folder, base], cwd=ROOT, check=True)
    asked.write_text(asks)


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
    typed = [("Mật khẩu mới (không hiện ra)", PASSWORD), ("Gõ lại mật khẩu", PASSWORD)]
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
    faults.mount_backups(machine)
    print(step("police-portal setup", lambda: machine.run(*SETUP))[1])
    step("ready, without warnings", lambda: ready(machine))
    step("police-portal administrator, and sign-in", lambda: administrator(machine))
    step("the first search, through nginx over TLS", lambda: search(machine))
    step("police-portal setup, once more", lambda: set_up_again(machine))


def whole_life(machine, package):
    """Fill, break, upgrade, return, restore, remove; return the keys that were put away."""
    step("a relay and a watcher", lambda: faults.listen(machine))
    keys = step("police-portal keys", lambda: commands.put_keys_away(machine))
    step("police-portal alarm --test", lambda: commands.try_the_alarm(machine))
    step("a report with evidence", lambda: report(machine, picture()))
    step("police-portal backup", lambda: copying.back_up(machine))
    step("the clock", lambda: faults.right_clock(machine))
    step("the agency's certificate", lambda: faults.own_certificate(machine))
    step("a worker hangs", lambda: faults.hung_worker(machine))
    step("a whole unit hangs", lambda: faults.hung_unit(machine))
    step("PostgreSQL is killed", lambda: faults.killed_database(machine))
    step("the disk of backups is full", lambda: faults.full_backups(machine))
    step("the disk of backups is away", lambda: faults.lost_backups(machine))
    step("the disk of the database is full", lambda: faults.full_database(machine))
    newer = step("a newer package", lambda: life.derive(package, "1.1"))
    broken = step("one that does not start", lambda: life.derive(package, "1.2", broken=True))
    step("upgrade under load", lambda: life.upgrade(machine, HOST, install, newer))
    step("green again, and the watcher hears of it", lambda: faults.green_again(machine))
    step("return under load", lambda: life.return_from(machine, HOST, install, broken))
    name = step(
        "loss and restore, one erased since",
        lambda: copying.lose_and_restore(machine, keys[sealing.NAME]),
    )
    carry(machine, name)
    step("the search after it", lambda: search(machine))
    step("police-portal zalo", lambda: commands.tell_of_zalo(machine))
    step("police-portal miniapp", lambda: commands.write_the_mini_app(machine))
    step("purge keeps what people wrote", lambda: life.purge(machine))
    return keys


def carry(machine, name):
    """Put a copy, and the list of who was erased, where the second machine finds them."""
    machine.run("mkdir", "-p", "/root/copies")
    machine.run("cp", "-a", f"{copying.COPIES}/{name}", "/root/copies")
    machine.run("cp", f"{faults.BACKUPS}/erased/list", "/root/erased")
    shutil.copytree(machine.folder / "root/copies", WORK / "copies", dirs_exist_ok=True)
    shutil.copy(machine.folder / "root/erased", WORK / "erased")


def second_life(machine, keys):
    """On another machine: bad input, setup broken off at each step, the first one's copy."""
    step("apt install ./*.deb", lambda: install(machine))
    step("port 443 is taken", lambda: second.port_taken(machine, SETUP))
    step("a foreign database", lambda: second.foreign_database(machine, SETUP))
    step("a small disk", lambda: second.small_disk(machine, SETUP))
    step("setup, broken off at each step", lambda: second.broken_off(machine, SETUP))
    step("without certbot", lambda: second.without_certbot(machine, SETUP))
    step("an authority and a relay", lambda: outside.install(machine))
    step("a relay with TLS and a password", lambda: outside.relay(machine, SETUP))
    step("certbot", lambda: outside.certbot(machine, SETUP))
    name = second.take_copy(machine, "packages/copies")
    step("copies that are refused", lambda: second.wrong_copies(machine, name, keys))
    step("the first machine's copy", lambda: second.restore_here(machine, name, keys))


def made(folder, package):
    """Make a machine, and boot it."""
    base = WORK / "base"
    step("a minimal Debian 13", lambda: make_base(base))
    step("Debian's packages", lambda: gather(package, base))
    step("packages of others", lambda: outside.gather(base, WORK / "extra"))
    machine = Container(base, folder, WORK)
    try:
        step("boot", machine.start)
    except AssertionError:
        machine.stop()
        raise
    return machine


@contextlib.contextmanager
def running(folder, package, *, keep):
    """Give a machine; afterwards it is switched off, and goes."""
    try:
        machine = made(folder, package)
    except (AssertionError, OSError, subprocess.SubprocessError) as error:
        print(f"No machine can be made here: {error}", file=sys.stderr)
        sys.exit(NO_MACHINE)
    try:
        yield machine
    finally:
        machine.stop()
    if not keep:
        shutil.rmtree(machine.folder)


@contextlib.contextmanager
def small_disk(folder):
    """Let a folder be a disk of five gigabytes."""
    folder.mkdir(parents=True, exist_ok=True)
    disk = ["mount", "-t", "tmpfs", "-o", "size=5g,mode=755", "none", folder]
    subprocess.run(disk, check=True)
    try:
        yield folder / "machine"
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def main():
    """Run it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true", help="upgrade, roll back, remove it too")
    parser.add_argument("--keep", action="store_true", help="leave the container's folder")
    parser.add_argument("--folder", type=Path, default=WORK / "machine", help="where it lies")
    given = parser.parse_args()
    need()
    package = step("the package", lambda: build("1.0~a"))
    shutil.rmtree(WORK / "copies", ignore_errors=True)
    with running(given.folder, package, keep=given.keep) as machine:
        first_search(machine)
        keys = whole_life(machine, package) if given.all else {}
    if not given.all:
        return
    with (
        small_disk(given.folder.with_name(f"{given.folder.name}-2")) as folder,
        running(folder, package, keep=given.keep) as machine,
    ):
        second_life(machine, keys)


if __name__ == "__main__":
    main()
