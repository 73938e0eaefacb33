"""Faults of a machine that is set up: what goes on, and that its administrator is told of each."""

import contextlib
import json
import shutil
import time
from pathlib import Path

from tests.package import life
from tests.package.site import HOST, await_ready, ready

SINK = Path(__file__).with_name("sink.py")
RELAY, WATCHER = "smtp://127.0.0.1:2525", f"https://{HOST}:8443/ping"
BACKUPS, DATABASE = "/srv/police-portal", "/var/lib/postgresql"
CLUSTER = "postgresql@17-main"
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30")
AUTHORITY = "/usr/local/share/ca-certificates/agency.crt"


def mount_backups(machine):
    """Give the backups a small disk of their own, as the seventh answer asks for."""
    machine.run("mkdir", "-p", "/mnt/disk", BACKUPS)
    machine.run("mount", "-t", "tmpfs", "-o", "size=400m", "none", "/mnt/disk")
    machine.run("mount", "--bind", "/mnt/disk", BACKUPS)


def listen(machine):
    """Let a relay and a watcher run in the machine, with a certificate of the agency's."""
    make_authority(machine)
    shutil.copy(SINK, machine.folder / "root")
    for name in ("mails", "pings"):
        (machine.folder / "root" / name).touch()
    machine.run("systemd-run", "--quiet", "--unit=sink", "python3", "/root/sink.py")


def make_authority(machine):
    """Make the agency's authority, which the machine trusts, and a certificate of the host's."""
    usage = ("-addext", "keyUsage=critical,keyCertSign")
    machine.run(
        *("openssl", "req", "-x509", *KEY, "-subj", "/CN=agency", *usage),
        *("-keyout", "/root/authority.key", "-out", AUTHORITY),
    )
    machine.run("update-ca-certificates")
    sign(machine, HOST)
    machine.run("sh", "-c", f"echo 127.0.0.1 {HOST} >>/etc/hosts")


def sign(machine, host):
    """Make a certificate of the agency's for a host: /root/own.pem."""
    names = ("-addext", f"subjectAltName=DNS:{host}", "-addext", "basicConstraints=CA:false")
    machine.run(
        *("openssl", "req", "-x509", *KEY, "-subj", f"/CN={host}", *names),
        *("-CA", AUTHORITY, "-CAkey", "/root/authority.key"),
        *("-keyout", "/root/own.key", "-out", "/root/own.pem"),
    )


def lines(machine, name):
    """Return the mails, or the calls, that came."""
    return [json.loads(one) for one in (machine.folder / "root" / name).read_text().splitlines()]


def look(machine):
    """Let the doctor tell what changed, as its timer does."""
    machine.run("police-portal", "doctor", "--tell")


@contextlib.contextmanager
def told(machine, *words):
    """Require that what is done inside reaches the administrator by mail, in these words."""
    before = len(lines(machine, "mails"))
    yield
    until = time.monotonic() + 60
    while True:
        mails = lines(machine, "mails")[before:]
        said = "\n".join(f"{one['Subject']}\n{one['text']}" for one in mails)
        missing = [one for one in words if one not in said]
        if not missing:
            return
        assert time.monotonic() < until, f"nobody was told {missing}, but:\n{said}"
        time.sleep(0.5)


def right_clock(machine):
    """Let systemd say that the clock is kept right: no container may set one."""
    with told(machine, "Đồng hồ không được chỉnh"):
        look(machine)
    program = machine.folder / "usr/bin/timedatectl"
    program.unlink()
    program.write_text("#!/bin/sh\necho yes\n")
    program.chmod(0o755)
    with told(machine, "✓ Đồng hồ"):
        look(machine)


def own_certificate(machine):
    """Put the agency's certificate in the trial's place; one for another host is red."""
    sign(machine, "khac.congan.thu.vn")
    put_certificate(machine)
    with told(machine, f"Chứng thư không phải của {HOST}"):
        look(machine)
    sign(machine, HOST)
    put_certificate(machine)
    with told(machine, "✓ Chứng thư"):
        look(machine)


def put_certificate(machine):
    """Do what docs/operations.md says of the agency's own certificate."""
    folder = "/etc/ssl/police_portal"
    machine.run("cp", "/root/own.pem", f"{folder}/fullchain.pem")
    machine.run("cp", "/root/own.key", f"{folder}/privkey.pem")
    machine.run("nginx", "-t", "-q")
    machine.run("systemctl", "reload", "nginx")


def hung_worker(machine):
    """Stop the process that answers for port 8000: the other one serves, and it is replaced."""
    main = _main(machine, "police-portal@8000")
    children = machine.run("cat", f"/proc/{main}/task/{main}/children")[1].split()

    def stop():
        machine.run("kill", "-STOP", *children)
        await_gone(machine, children)
        await_ready(machine)

    with told(machine, "bị treo"):
        said = life.under_load(machine, HOST, stop)
        look(machine)
    print(f"    {said}")
    assert set(said["seen"]) == {"200"}, said


def hung_unit(machine):
    """Stop the main process of an instance, and of the jobs: systemd ends and starts both."""
    names = ("police-portal@8001", "police-portal-work")
    mains = [_main(machine, name) for name in names]
    with told(machine, *(f"{name}: vừa hỏng" for name in names)):
        machine.run("kill", "-STOP", *mains)
        await_gone(machine, mains)
        await_ready(machine)
        await_active(machine, *names)
        look(machine)


def killed_database(machine):
    """Kill PostgreSQL as the kernel would: it comes back by itself, and so does the service."""
    with told(machine, f"{CLUSTER}: vừa hỏng"):
        main = _main(machine, CLUSTER)
        machine.end(CLUSTER)
        await_gone(machine, [main])
        await_active(machine, CLUSTER)
        await_ready(machine)
        look(machine)
    life.query(machine, "SELECT 1")


def full_backups(machine):
    """Fill the disk of backups: the copy of the night fails aloud, those before stay."""
    before = machine.run("police-portal", "restore")[1]
    fill(machine, BACKUPS)
    with told(machine, "police-portal-backup.service đã hỏng", "o space left", "đĩa đầy"):
        machine.run("systemctl", "start", "police-portal-backup", check=False)
        look(machine)
    assert machine.run("police-portal", "restore")[1] == before
    machine.run("rm", f"{BACKUPS}/filler")
    machine.run("systemctl", "start", "police-portal-backup")
    assert machine.run("police-portal", "restore")[1].count("\n") == before.count("\n") + 1


def lost_backups(machine):
    """Take the disk of backups away: nothing is written in its place, and it is told."""
    machine.run("umount", "--lazy", BACKUPS)
    with told(machine, "đĩa sao lưu chưa được gắn", "Đỏ: ", "Sao lưu"):
        machine.run("systemctl", "start", "police-portal-backup", check=False)
        look(machine)
    assert "copies" not in machine.run("ls", "-R", BACKUPS)[1].replace("copies:", "")
    machine.run("mount", "--bind", "/mnt/disk", BACKUPS)
    machine.run("police-portal", "backup")


def full_database(machine):
    """Fill the disk of the database until it cannot write; freed, all comes back by itself."""
    rows = life.query(machine, life.FACTS)
    machine.run("systemctl", "stop", "postgresql")
    machine.run("sh", "-c", MOVE)
    machine.run("systemctl", "start", "postgresql")
    await_ready(machine)
    fill(machine, DATABASE)
    with told(machine, f"{DATABASE}: đĩa đầy"):
        assert "No space left" in write(machine)
        look(machine)
    machine.run("rm", f"{DATABASE}/filler")
    await_active(machine, CLUSTER)
    await_ready(machine)
    assert write(machine) == ""
    assert life.query(machine, life.FACTS) == rows


# The disk holds what is there, and room for some segments of the WAL.
MOVE = f"""set -e
mv {DATABASE} {DATABASE}.whole
mkdir {DATABASE}
mount -t tmpfs -o size=$(($(du -sm {DATABASE}.whole | cut -f1) + 150))m none {DATABASE}
cp -a {DATABASE}.whole/. {DATABASE}
chown postgres:postgres {DATABASE}
rm -r {DATABASE}.whole
"""


def write(machine):
    """Write more than a full disk takes, and drop it; return what PostgreSQL said, if anything."""
    text = "CREATE TABLE filler AS SELECT repeat('x', 1000) FROM generate_series(1, 40000)"
    words = ("runuser", "-u", "postgres", "--", "psql", "-Xqd", "police_portal", "-c")
    said = machine.run(*words, text, check=False)[1]
    machine.run(*words, "DROP TABLE IF EXISTS filler", check=False)
    return said


def fill(machine, folder):
    """Leave no room on a disk."""
    said = machine.run("df", "--output=avail", "--block-size=1", folder)[1].split()[-1]
    machine.run("fallocate", "--length", said, f"{folder}/filler")


def green_again(machine):
    """All that the machine itself answers for is green: the watcher elsewhere hears of it."""
    machine.run("systemctl", "restart", "police-portal@8000", "police-portal@8001")
    await_ready(machine)
    ready(machine)
    machine.run("journalctl", "--quiet", "--rotate", "--vacuum-time=1s")  # what hung is told there
    before = len(lines(machine, "pings"))
    until = time.monotonic() + 400
    while len(lines(machine, "pings")) == before:
        assert time.monotonic() < until, life.red(machine)
        look(machine)
        time.sleep(1)
    with told(machine, "nftables: inactive"):
        machine.run("systemctl", "stop", "nftables")
        look(machine)
    assert len(lines(machine, "pings")) == before + 1
    machine.run("systemctl", "start", "nftables")
    look(machine)


def await_gone(machine, processes, seconds=180):
    """Wait until none of these processes is there any more, or what is there is another."""
    until = time.monotonic() + seconds
    while any(machine.run("test", "-e", f"/proc/{one}", check=False)[0] == 0 for one in processes):
        assert time.monotonic() < until, "what hangs is not ended"
        time.sleep(1)


def await_active(machine, *units, seconds=120):
    """Wait until units run."""
    until = time.monotonic() + seconds
    while machine.run("systemctl", "is-active", "--quiet", *units, check=False)[0] != 0:
        assert time.monotonic() < until, units
        time.sleep(1)


def _main(machine, unit):
    return machine.run("systemctl", "show", "--value", "-p", "MainPID", unit)[1].strip()
