"""What others run for a machine: an authority that certbot asks, a relay with TLS and a password.

The authority is Debian's pebble, the test server of Let's Encrypt's own people; the relay aiosmtpd.
"""

import json
import shutil
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from tests.package import faults, life
from tests.package.site import HOST, ready

PACKAGES = ("certbot", "pebble", "python3-aiosmtpd")
USER, PASSWORD = "truc", 'mat khau "that" #1'
MAILER = Path(__file__).with_name("mailer.py")
PEBBLE = {
    "listenAddress": "127.0.0.1:14000",
    "managementListenAddress": "127.0.0.1:15000",
    "certificate": "/root/own.pem",
    "privateKey": "/root/own.key",
    "httpPort": 80,
    "tlsPort": 443,
    "certificateValidityPeriod": 90 * 24 * 3600,
}
SERVED = f"openssl s_client -connect 127.0.0.1:443 -servername {HOST} </dev/null 2>/dev/null"


def gather(base, folder):
    """Fetch their packages once, where Debian's mirror is reached."""
    if folder.is_dir():
        return
    shutil.copy("/etc/resolv.conf", base / "etc")
    inside = ("chroot", base, "apt-get", "--quiet=2", "--yes")
    subprocess.run([*inside, "update"], check=True)
    fetch = ("--download-only", "--no-install-recommends", "install", *PACKAGES)
    subprocess.run([*inside, *fetch], check=True)
    folder.mkdir()
    for file in (base / "var/cache/apt/archives").glob("*.deb"):
        shutil.move(file, folder)


def install(machine):
    """Install them, and let the agency's authority be trusted."""
    apt = "apt-get install --yes --quiet --no-install-recommends /packages/extra/*.deb"
    machine.run("sh", "-c", f"DEBIAN_FRONTEND=noninteractive {apt}")
    faults.make_authority(machine)


def certbot(machine, setup):
    """Have a certificate of a public authority by the eighth answer, and have it renewed."""
    ini = machine.folder / "etc/letsencrypt/cli.ini"
    ini.write_text(f"{ini.read_text()}\nserver = https://{HOST}:14000/dir\n")
    asked = (*setup, "--certificate=certbot")
    status, said = machine.run(*asked, check=False)
    print(said[said.index("• Chứng thư công cộng") :])
    assert (status, "Không chạy được: certbot" in said) == (1, True), said
    ready(machine)
    (machine.folder / "root/pebble.json").write_text(json.dumps({"pebble": PEBBLE}))
    calm = ("--setenv=PEBBLE_VA_NOSLEEP=1", "--setenv=PEBBLE_WFE_NONCEREJECT=0")
    machine.run("systemd-run", "--unit=pebble", *calm, "pebble", "-config", "/root/pebble.json")
    machine.run("sh", "-c", "until ss -Hltn 'sport = :14000' | grep -q .; do sleep 0.2; done")
    machine.run(*asked)
    first = served(machine)
    assert "Pebble" in first, first
    assert "✓ Chứng thư" in life.red(machine)
    assert "Không có gì phải thay đổi." in machine.run(*asked)[1]
    machine.run("systemctl", "is-enabled", "--quiet", "certbot.timer")
    machine.run("certbot", "renew", "--force-renewal", "--no-random-sleep-on-renew")
    until = time.monotonic() + 30
    while served(machine) == first:
        assert time.monotonic() < until, "nginx goes on with the former certificate"
        time.sleep(0.5)
    ready(machine)


def served(machine):
    """Return who signed what nginx serves, and its number."""
    return machine.run("sh", "-c", f"{SERVED} | openssl x509 -noout -issuer -serial")[1]


def relay(machine, setup):
    """Speak to a relay with TLS: a wrong password, a wrong name, then a mail that arrives."""
    shutil.copy(MAILER, machine.folder / "root")
    (machine.folder / "root/mails").touch()
    machine.run(
        "systemd-run", "--quiet", "--unit=mailer", "python3", "/root/mailer.py", USER, PASSWORD
    )
    machine.run("sh", "-c", "until ss -Hltn 'sport = :2587' | grep -q .; do sleep 0.2; done")
    password = quote(PASSWORD, safe="")
    none = trials(machine)
    for host, typed in ((HOST, "sai"), ("127.0.0.1", password)):
        said = send(machine, setup, f"smtp://{USER}:{typed}@{host}:2587", status=1)
        print(said)
        assert "Không gửi được" in said
        assert PASSWORD not in said
    assert trials(machine) == none
    send(machine, setup, f"smtp://{USER}:{password}@{HOST}:2587", status=0)
    assert trials(machine) == none + 1
    machine.run(*setup)


def trials(machine):
    """Return how many messages for trial came; the doctor sends others meanwhile."""
    mails = faults.lines(machine, "mails")
    return [one["Subject"] for one in mails].count(f"[{HOST}] Tin thử")


def send(machine, setup, relay_, status):
    """Give setup this relay, and send a message for trial; return what is said."""
    machine.run(*setup, f"--mail-relay={relay_}")
    found, said = machine.run("police-portal", "alarm", "--test", check=False)
    assert found == status, said
    return said
