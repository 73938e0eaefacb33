"""A copy and its restore: all is back, but a citizen who was erased since."""

import re

from installation.settings_file import FILE, SettingsFile
from tests.package import life

COPIES, PLAIN = "/srv/police-portal/copies", "kept as it was"
APP = "1234"
ERASED, STAYS = "erased-later", "stays"
_MAKE = (
    "from citizens.models import Citizen; "
    f"[Citizen.objects.create(app_id='{APP}', zalo_user_id=one, name='Lê Thị ' + one)"
    f" for one in ('{ERASED}', '{STAYS}')]"
)
_ERASE = (
    "from citizens import actions; from citizens.models import Citizen, Erasure; "
    f"actions.erase(Citizen.objects.get(zalo_user_id='{ERASED}'), Erasure.Cause.OWN_WISH)"
)


def back_up(machine):
    """Make an encrypted copy with files and evidence."""
    make_citizens(machine)
    machine.run("install", "-d", "-o", "police-portal", "/var/lib/police-portal/media/trial")
    picture_of(machine).write_text(PLAIN)
    said = machine.run("police-portal", "backup")[1]
    print(said)
    assert "đã mã hoá" in said
    assert "✓ Sao lưu" in life.red(machine)
    kept = f"{COPIES}/{newest(machine)}/files"
    sealed = machine.run("find", f"{kept}/sealed", "-name", "*.age")[1]
    plain = machine.run("find", kept, "-type", "f", "-not", "-path", "*/sealed/*")[1].split()
    assert sealed == ""
    assert plain
    assert all(one.endswith(".age") for one in plain), plain
    assert machine.run("grep", "-rl", PLAIN, kept, check=False)[1] == ""


def newest(machine):
    """Return the name of the newest copy."""
    return re.match(r"\S+", machine.run("police-portal", "restore")[1])[0]


def picture_of(machine):
    """Return a file that the service does not encrypt itself."""
    return machine.folder / "var/lib/police-portal/media/trial/picture"


def lose_and_restore(machine, secret):
    """Lose rows and files, erase a citizen; restore all but that. Return the copy's name."""
    before, name = life.query(machine, life.FACTS), newest(machine)
    erase(machine)
    life.query(machine, "UPDATE auth_user SET last_name = 'lost'")
    picture_of(machine).unlink()
    print(machine.run("police-portal", "restore", name, typed=f"{secret}\n")[1])
    assert life.query(machine, life.FACTS) == before
    assert life.query(machine, f"{life.FACTS} WHERE last_name = 'lost'") == "0"
    assert picture_of(machine).read_text() == PLAIN
    stays_erased(machine)
    return name


def make_citizens(machine):
    """Let two citizens be there, as if they had logged in."""
    machine.run("police-portal-manage", "shell", "-c", _MAKE)
    assert found(machine) == [ERASED, STAYS]


def erase(machine):
    """Erase one of them, as their own tap in the app does."""
    machine.run("police-portal-manage", "shell", "-c", _ERASE)
    assert found(machine) == [STAYS]
    assert len(machine.run("cat", list_of(machine))[1].splitlines()) == 1


def found(machine):
    """Return whose data is there."""
    rows = "SELECT zalo_user_id FROM citizens_citizen WHERE name <> ''"
    return sorted(life.query(machine, rows).split())


def stays_erased(machine):
    """Require that a restore brought one back alone, and says so of the other."""
    assert found(machine) == [STAYS]
    again = "SELECT count(*) FROM citizens_erasure WHERE cause = 'restored'"
    assert life.query(machine, again) == "1"


def list_of(machine):
    """Return where the list of who was erased lies."""
    settings = SettingsFile((machine.folder / FILE.lstrip("/")).read_text())
    return settings.get("ERASURE_LIST")
