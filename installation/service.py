"""The service itself: its user, settings, units, tables and instances."""

import time
from pathlib import Path

from installation.answers import Answers
from installation.machine import Failed, Machine
from installation.places import DATA, DEPLOY, HOME, PORTS, SERVICES, UNITS, USER
from installation.settings_file import FILE, SettingsFile

RELEASES = "/opt/police-portal-releases"
PACKAGED = "/usr/lib/police-portal/release"
EXAMPLE_NAME = "Công an tỉnh Ví Dụ"  # of deploy/environment.example
READY_SECONDS = 120
POSTGRESQL_DROP_IN = "/etc/systemd/system/postgresql@.service.d/police-portal.conf"
RESTARTS = "[Service]\nRestart=on-failure\nRestartSec=5\n"
TIMERS = ("police-portal-doctor.timer", "police-portal-backup.timer")
# A disk that is gone keeps no unit from starting: then nobody can be erased, which is said (503).
DROP_IN = """[Unit]
OnFailure=police-portal-alarm@%n.service

[Service]
ReadWritePaths=-{erased}
"""


def link_release(machine: Machine) -> None:
    """Let the newest prepared version be the one that serves, where none does. Raises Failed."""
    if machine.path(HOME).is_symlink():
        return
    folders = [one for one in machine.path(RELEASES).glob("*") if (one / ".venv").is_dir()]
    if not folders:
        raise Failed(f"Không có phiên bản nào trong {RELEASES}: cài gói police-portal trước.")
    newest = max(folders, key=lambda one: one.lstat().st_ctime)
    machine.link(HOME, f"{RELEASES}/{newest.name}")


def make_folders(machine: Machine, answers: Answers) -> None:
    """Make the folders of data, of backups, and of the list of who was erased."""
    machine.folder(DATA, mode=0o750, owner=f"{USER}:{USER}")
    machine.folder(answers["backup_folder"])
    machine.folder(f"{answers['backup_folder']}/erased", mode=0o700, owner=f"{USER}:{USER}")


def write_settings(machine: Machine, answers: Answers) -> None:
    """Write the settings; keys and what an administrator changed stay."""
    settings = SettingsFile(machine.read(FILE) or machine.read(f"{DEPLOY}/environment.example"))
    settings.make_keys()
    missing = {name: text for name, text in _first(answers).items() if not settings.get(name)}
    for name, value in {**_own(answers), **missing}.items():
        settings.set(name, value)
    if settings.get("POLICE_NAME") == EXAMPLE_NAME:
        settings.set("POLICE_NAME", "")  # that of the office
    machine.write(FILE, str(settings), mode=0o640, owner=f"root:{USER}")


def _own(answers: Answers) -> dict[str, str]:
    """Return the settings that are the answers'."""
    host = answers["host"]
    return {
        "ALLOWED_HOSTS": host,
        "CSRF_TRUSTED_ORIGINS": f"https://{host}",
        "PUBLIC_URL": f"https://{host}",
        "POLICE_ADDRESS": answers["address"],
        "POLICE_PHONE": answers["phone"],
    }


def _first(answers: Answers) -> dict[str, str]:
    """Return what is written where nothing stands yet: an administrator may know better."""
    contact = f"Bộ phận bảo vệ dữ liệu cá nhân, {answers['address']}"
    return {
        "PRIVACY_CONTACT": contact,
        "PRIVACY_PHONE": answers["phone"],
        "ERASURE_LIST": f"{answers['backup_folder']}/erased/list",
    }


def install_units(machine: Machine, answers: Answers) -> None:
    """Write the units of the version that serves, and let PostgreSQL come back by itself."""
    for file in sorted(Path(machine.path(DEPLOY)).glob("*.service")):
        machine.write(f"{UNITS}/{file.name}", file.read_text())
    drop_in = DROP_IN.format(erased=f"{answers['backup_folder']}/erased")
    for unit in ("police-portal@", "police-portal-work"):
        machine.write(f"{UNITS}/{unit}.service.d/police-portal.conf", drop_in)
    machine.write(POSTGRESQL_DROP_IN, RESTARTS)
    if any(name.startswith(UNITS) for name in machine.changes):
        machine.do("systemctl", "daemon-reload")


def fill(machine: Machine, answers: Answers) -> None:
    """Check the settings, make tables and what the province has. Raises Failed."""
    machine.show("police-portal-manage", "check", "--deploy")
    machine.show("police-portal-manage", "set_up", "--province", answers["province"])


def watch(machine: Machine) -> None:
    """Start what looks after the service: the doctor, and the backup of each night."""
    for timer in TIMERS:
        if not machine.ask("systemctl", "is-enabled", "--quiet", timer):
            machine.do("systemctl", "enable", "--now", "--quiet", timer)


def start(machine: Machine) -> None:
    """Start what does not run, take new settings into what does, and wait until it is ready."""
    if not machine.ask("systemctl", "is-enabled", "--quiet", *SERVICES):
        machine.do("systemctl", "enable", "--quiet", *SERVICES)
    running = all(machine.ask("systemctl", "is-active", "--quiet", one) for one in SERVICES)
    if not running:
        machine.do("systemctl", "start", *SERVICES)
    elif FILE in machine.changes:
        machine.show("police-portal-upgrade", "--restart")
    await_ready(machine)


def await_ready(machine: Machine) -> None:
    """Wait until both instances are ready. Raises Failed."""
    host = SettingsFile(machine.read(FILE)).get("ALLOWED_HOSTS").partition(",")[0]
    until = time.monotonic() + READY_SECONDS
    while not all(is_ready(machine, host, port) for port in PORTS):
        if time.monotonic() > until:
            raise Failed("Dịch vụ chưa sẵn sàng: xem `journalctl -u 'police-portal@*'`.")
        time.sleep(1)


def is_ready(machine: Machine, host: str, port: int) -> bool:
    """Return whether an instance answers 200."""
    url = f"http://127.0.0.1:{port}/health/ready/"
    return machine.ask("curl", "-sf", "-o", "/dev/null", "-m", "5", "-H", f"Host: {host}", url)
