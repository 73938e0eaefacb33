"""What an installed service lives through: upgrades, faults, a restore, its removal."""

import json
import os
import shutil
import subprocess
import tempfile
import textwrap
import time
from pathlib import Path

FACTS = "SELECT count(*) FROM auth_user"
# Asks through nginx until told to end, at most ten minutes; writes how often which status came.
LOAD = """
    import collections, json, os, ssl, time, http.client
    seen, slowest, until = collections.Counter(), 0, time.monotonic() + 600
    while time.monotonic() < until and not os.path.exists("/root/enough"):
        since = time.monotonic()
        try:
            trusting = ssl._create_unverified_context()
            site = http.client.HTTPSConnection("127.0.0.1", context=trusting)
            site.request("GET", "/api/v1/procedures/?search=ho+chieu+%d" % sum(seen.values()),
                         headers={"Host": "HOST"})
            seen[site.getresponse().status] += 1
            site.close()
        except OSError as error:
            seen[type(error).__name__] += 1
        slowest = max(slowest, time.monotonic() - since)
        time.sleep(0.02)
    json.dump({"seen": seen, "slowest": round(slowest, 1)}, open("/root/load", "w"))
"""
# The service does not start, though its settings are right and its tables fit.
BROKEN = 'raise SystemExit("this version does not serve")\n'


def derive(package, version, *, broken=False):
    """Return the same package as another version; one that is `broken` does not start."""
    made = package.with_name(f"police-portal_{version}_debian13_amd64.deb")
    folder = Path(tempfile.mkdtemp(dir="/dev/shm"))
    subprocess.run(["dpkg-deb", "-R", package, folder], check=True)
    for name in ("control", "postinst"):
        file = folder / "DEBIAN" / name
        file.write_text(file.read_text().replace(package.name.split("_")[1], version))
    if broken:
        serving = folder / "usr/lib/police-portal/release/police_portal/serving.py"
        serving.write_text(BROKEN)
        for compiled in serving.parent.glob("__pycache__/serving.*"):
            compiled.unlink()
    pack = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z1", "--build", folder, made]
    subprocess.run(pack, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder)
    return made


def serving(machine):
    """Return the version that serves."""
    return machine.run("readlink", "/opt/police-portal")[1].strip().rpartition("/")[2]


def under_load(machine, host, act):
    """Do something while requests come; return what they were answered."""
    program = machine.folder / "root" / "load.py"
    program.write_text(textwrap.dedent(LOAD).replace("HOST", host))
    (machine.folder / "root" / "enough").unlink(missing_ok=True)
    machine.run("systemd-run", "--quiet", "--unit=load", "--collect", "python3", "/root/load.py")
    act()
    (machine.folder / "root" / "enough").touch()
    until = time.monotonic() + 60
    while not (machine.folder / "root" / "load").exists():
        assert time.monotonic() < until, "the load does not end"
        time.sleep(0.5)
    said = json.loads((machine.folder / "root" / "load").read_text())
    (machine.folder / "root" / "load").unlink()
    return said


def upgrade(machine, host, install, package):
    """Install a newer package under load: nobody sees an error."""
    told = []
    said = under_load(machine, host, lambda: told.append(install(machine, package)))
    print(f"    {said}")
    assert set(said["seen"]) == {"200"}, said
    assert serving(machine) == package.name.split("_")[1], told[0]


def return_from(machine, host, install, package):
    """Install a package that does not start: the former version goes on, and the doctor is red."""
    former = serving(machine)
    told = []
    said = under_load(machine, host, lambda: told.append(install(machine, package)))
    print(f"    {said}")
    assert "does NOT serve" in told[0], told
    assert set(said["seen"]) == {"200"}, said
    assert serving(machine) == former
    assert "✗ Phiên bản" in machine.run("police-portal", "doctor", check=False)[1]


def query(machine, text):
    """Return what the database answers."""
    words = ("runuser", "-u", "postgres", "--", "psql", "-XAqt", "-d", "police_portal", "-c", text)
    return machine.run(*words)[1].strip()


def red(machine):
    """Return the doctor's lines."""
    return machine.run("police-portal", "doctor", check=False)[1].splitlines()


def purge(machine):
    """Remove the package with its settings: what people wrote stays."""
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "purge", "--yes", "police-portal"]
    said = machine.run(*apt)[1]
    assert "kept are the database" in said
    assert int(query(machine, FACTS)) > 0
    for name in ("etc/police-portal/environment", "var/lib/police-portal/media/trial/picture"):
        assert (machine.folder / name).exists(), name
    assert not os.path.lexists(machine.folder / "opt/police-portal")
    assert machine.run("nginx", "-t", "-q", check=False)[0] == 0
