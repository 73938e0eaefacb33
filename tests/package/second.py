"""A second machine: what setup is given wrongly, broken off at each step; the first one's copy."""

import json
import shutil

from installation import copies, sealing
from installation.settings_file import FILE, KEYS, SettingsFile
from installation.setup import steps
from tests.package import copying, life
from tests.package.site import await_calm, await_ready, ready, search

COPIES = "/srv/ban-sao"
TITLES = [title for title, _step in steps(None, {})]
STOPPED = 130


def refused(machine, words, *expected):
    """Run a command that ends with clear words, and with nothing of it done."""
    before = machine.run("ls", "-R", "/etc/police-portal", check=False)[1]
    status, said = machine.run(*words, check=False)
    assert status == 1, said
    assert "Traceback" not in said
    missing = [one for one in expected if one not in said]
    assert not missing, (missing, said)
    assert machine.run("ls", "-R", "/etc/police-portal", check=False)[1] == before


def port_taken(machine, setup):
    """Another program has port 443."""
    other = ("systemd-run", "--quiet", "--unit=other", "python3", "-m", "http.server", "443")
    machine.run(*other)
    machine.run("sh", "-c", "until ss -Hltn 'sport = :443' | grep -q .; do sleep 0.2; done")
    refused(machine, setup, "Cổng 443 đang do «python3» dùng")
    machine.run("systemctl", "stop", "other")


def foreign_database(machine, setup):
    """Have a database by our name that is somebody else's: it stays as it is."""
    postgres = ("runuser", "-u", "postgres", "--")
    machine.run(*postgres, "createuser", "ketoan")
    machine.run(*postgres, "createdb", "--owner", "ketoan", "police_portal")
    refused(machine, setup, "của «ketoan»", "Chưa thay đổi gì")
    assert life.query(machine, "SELECT count(*) FROM pg_tables WHERE tableowner = 'ketoan'") == "0"
    machine.run(*postgres, "dropdb", "police_portal")


def small_disk(machine, setup):
    """Leave two of the five gigabytes of the disk."""
    said = machine.run("df", "--output=avail", "--block-size=1", "/root")[1].split()[-1]
    filler = str(int(said) - 2 * 1024**3)
    machine.run("fallocate", "--length", filler, "/root/filler")
    refused(machine, setup, "Đĩa còn 2.0 GB; cần ít nhất 3 GB.")
    machine.run("rm", "/root/filler")


def broken_off(machine, setup):
    """Stop setup as soon as it names a step, each in its turn; then let it finish."""
    for title in TITLES:
        status, said = machine.interrupt(*setup, at=f"• {title} ")
        assert status in {STOPPED, 0 if title == TITLES[-1] else STOPPED}, (title, said)
        assert "Traceback" not in said, said
    machine.run(*setup)
    ready(machine)
    search(machine)


def without_certbot(machine, setup):
    """Ask for certbot, which is not there: what is needed is said, and the service goes on."""
    status, said = machine.run(*setup, "--certificate=certbot", check=False)
    assert (status, "apt install certbot" in said) == (1, True), said
    ready(machine)
    machine.run(*setup)


def take_copy(machine, folder):
    """Bring the copy of the first machine to the second one."""
    place = machine.folder / COPIES.lstrip("/")
    shutil.rmtree(place, ignore_errors=True)
    machine.run("cp", "-a", f"/{folder}", COPIES)
    return copies.finished(place)[-1].name


def wrong_copies(machine, name, keys):
    """Refuse a copy of other keys, one cut, one of a newer version, a wrong key; all goes on.

    And one without the list of who was erased: they would be back.
    """
    restore = ("police-portal", "restore", "--from", COPIES, name)
    refused(machine, restore, "HASH_KEY", "không phải khoá của bản sao", "Chưa thay đổi gì")
    put_keys(machine, keys)
    place = machine.folder / COPIES.lstrip("/") / name
    dump, manifest = place / copies.SEALED, place / copies.MANIFEST
    whole, said = dump.read_bytes(), manifest.read_text()
    dump.write_bytes(whole[: len(whole) // 2])
    refused(machine, restore, "đã bị cắt", "Chưa thay đổi gì")
    dump.write_bytes(whole)
    manifest.write_text(json.dumps({**json.loads(said), "version": "99.0.0"}))
    refused(machine, restore, "mới hơn", "nâng cấp trước")
    manifest.write_text(said)
    refused(machine, restore, "danh sách người đã xoá", "Chưa thay đổi gì")
    machine.run("cp", "/packages/erased", copying.list_of(machine))
    refused(machine, restore, "Khoá này không mở được", "Chưa thay đổi gì")  # nothing is typed
    lack_a_file(machine, place, restore, keys)
    refused(machine, (*restore[:-1], "2020-01-01T000000Z"), "không phải bản sao đầy đủ")
    await_ready(machine)


def lack_a_file(machine, place, restore, keys):
    """Refuse a copy one of whose files is cut, while the service goes on."""
    file = next((place / copies.FILES).rglob("picture.age"))
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    status, said = machine.run(*restore, check=False, typed=f"{keys[sealing.NAME]}\n")
    assert (status, "Tệp của bản sao bị hỏng. Chưa thay đổi gì." in said) == (1, True), said
    file.write_bytes(whole)


def put_keys(machine, keys):
    """Write the keys that were put away into the settings, as docs/operations.md says."""
    file = machine.folder / FILE.lstrip("/")
    settings = SettingsFile(file.read_text())
    for name in KEYS:
        settings.set(name, keys[name])
    file.write_text(str(settings))


def restore_here(machine, name, keys):
    """Restore the first machine's copy: rows, files and evidence are its."""
    words = ("police-portal", "restore", "--from", COPIES, name)
    said = machine.run(*words, typed=f"{keys[sealing.NAME]}\n")[1]
    print(said)
    assert "không như lúc nhận" not in said
    await_calm(machine)
    search(machine)
    assert life.query(machine, "SELECT count(*) FROM reports_evidence") == "1"
    assert "1" in machine.run("police-portal-manage", "verify_evidence")[1]
    assert life.query(machine, f"{life.FACTS} WHERE username = 'quantri'") == "1"
    assert copying.picture_of(machine).read_text() == copying.PLAIN
    copying.stays_erased(machine)
