"""The commands that a person answers, at a terminal."""

import re

from installation import miniapp, sealing
from tests.package.faults import lines
from tests.package.site import HOST, await_ready

MINI_APP = "4242424242424242424"


def put_keys_away(machine):
    """Read the keys off the screen, and say that they were put away; return them by name."""
    said = machine.type("police-portal", "keys", answers=[("rồi gõ «da cat»", "da cat")])
    keys = dict(re.findall(r"^(\w+)=(\S+)", said, re.MULTILINE))
    assert sealing.NAME in keys, keys.keys()
    assert machine.run("grep", "-rl", keys[sealing.NAME], "/etc", "/var/lib", check=False)[1] == ""
    machine.run("police-portal", "keys", "--check", typed=f"{keys[sealing.NAME]}\n")
    again = machine.type("police-portal", "keys", answers=[("rồi gõ «da cat»", "da cat")])
    assert keys[sealing.NAME] not in again
    return keys


def try_the_alarm(machine):
    """Send a message, and say that it came."""
    before = len(lines(machine, "mails"))
    machine.type("police-portal", "alarm", "--test", answers=[("Tin thử đã đến chưa?", "c")])
    assert [one["Subject"] for one in lines(machine, "mails")[before:]] == [f"[{HOST}] Tin thử"]


def tell_of_zalo(machine):
    """Type ids and secrets; Zalo cannot be asked from here, which is said."""
    typed = [
        ("Mã ứng dụng", "123456789"),
        ("Official Account của tỉnh", "987654321"),
        ("Mã Mini App", MINI_APP),
        ("Khoá bí mật của ứng dụng", "khoa-bi-mat-1"),
        ("Khoá ký sự kiện", "khoa-bi-mat-2"),
        ("Khoá Open API", "khoa-bi-mat-3"),
    ]
    said = machine.type("police-portal", "zalo", answers=typed, status=1)
    assert "điều cần sửa" in said, said
    assert "khoa-bi-mat" not in said
    await_ready(machine)
    assert "Chưa có ứng dụng Zalo" not in machine.run("police-portal", "doctor", check=False)[1]


def write_the_mini_app(machine):
    """Write the Mini App of this province; a second time the folder is not overwritten."""
    machine.run("police-portal", "miniapp", "/root/www")
    files = [one for one in (machine.folder / "root/www").rglob("*") if one.suffix == ".js"]
    text = "".join(one.read_text() for one in files)
    assert f"https://{HOST}" in text
    assert MINI_APP in text
    assert not any(one in text for one in (miniapp.API_URL, miniapp.APP_ID))
    status, said = machine.run("police-portal", "miniapp", "/root/www", check=False)
    assert (status, "đã có" in said) == (1, True), said
