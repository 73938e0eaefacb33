"""Copies: what is unchanged is kept once, what is old goes, what is broken is refused."""

import json

import pytest

from installation import backup, copies, database, restore
from installation.answers import keep
from installation.machine import Failed
from tests.installation.test_answers import GOOD


@pytest.fixture
def folder(machine, tmp_path, monkeypatch):
    """Return the folder of copies of a machine whose database has two rows."""
    keep(machine, {**GOOD, "backup_folder": "/srv/sao-luu"})
    machine.path("/opt/police-portal/VERSION").write_text("1.2.0\n")
    machine.counted = {"citizens_citizen": 2}

    def dump(_machine, file):
        file.write_bytes(b"rows")
        return {"citizens_citizen": 2}

    monkeypatch.setattr(database, "dump", dump)
    monkeypatch.setattr(database, "counts", lambda *_words: machine.counted)
    return backup.folder_of(machine)


def media(machine, name, text):
    file = machine.path(f"/var/lib/police-portal/media/{name}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_a_copy_has_files_and_database_and_says_what_it_holds(machine, folder):
    media(machine, "sealed/a", "one")
    copy = backup.make(machine, folder)
    assert (copy / "files/sealed/a").read_text() == "one"
    said = copies.manifest(copy)
    assert (said["files"], said["counts"], said["version"]) == (1, {"citizens_citizen": 2}, "1.2.0")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_it_is_restored_on_trial_and_the_trial_is_dropped(machine, folder):
    backup.make(machine, folder)
    lines = [line for line in machine.noted if backup.TRIAL in line]
    assert ["dropdb" in line for line in lines] == [True, False, False, True]
    assert "pg_restore" in lines[2]


def test_a_copy_that_differs_from_the_database_is_none(machine, folder):
    machine.counted = {"citizens_citizen": 1}
    with pytest.raises(Failed, match="citizens_citizen"):
        backup.make(machine, folder)
    assert copies.finished(folder) == []
    machine.counted = {"citizens_citizen": 2}
    backup.make(machine, folder)
    assert [one.name[:1] for one in folder.iterdir()] == ["2"]  # what was broken off is gone


def test_a_file_that_did_not_change_is_on_the_disk_once(machine, folder, tmp_path):
    file = media(machine, "a", "one")
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    copies.copy_files(file.parent, first, None)
    assert copies.copy_files(file.parent, second, first) == (1, 0)
    assert (first / "a").samefile(second / "a")
    file.write_text("other")
    assert copies.copy_files(file.parent, third, second) == (1, 5)
    assert (second / "a").read_text() == "one"


def test_fourteen_are_kept(folder):
    for day in range(1, 21):
        copy = folder / f"2026-11-{day:02}T013000Z"
        copy.mkdir(parents=True)
        (copy / copies.MANIFEST).write_text("{}")
    copies.drop_old(folder)
    names = [one.name for one in copies.finished(folder)]
    assert (len(names), names[0], names[-1]) == (14, "2026-11-07T013000Z", "2026-11-20T013000Z")


def test_a_full_disk_is_said(machine, folder, monkeypatch, capsys):
    def full(*_words):
        raise OSError(28, "No space left on device", "/srv/sao-luu/x")

    monkeypatch.setattr(copies, "copy_files", full)
    monkeypatch.setattr(backup, "Machine", lambda: machine)
    with pytest.raises(Failed, match="/srv/sao-luu/x: No space left"):
        backup.main([])


def test_a_copy_cut_in_half_is_refused_before_anything_is_changed(machine, folder):
    copy = backup.make(machine, folder)
    (copy / copies.DUMP).write_bytes(b"ro")
    with pytest.raises(Failed, match="bị cắt"):
        restore.sound(machine, copy)


def test_a_copy_of_a_newer_version_is_refused(machine, folder):
    copy = backup.make(machine, folder)
    machine.path("/opt/police-portal/VERSION").write_text("1.1.9\n")
    with pytest.raises(Failed, match="mới hơn"):
        restore.sound(machine, copy)


@pytest.mark.parametrize("text", ["", "[]", json.dumps({})])
def test_what_is_no_copy_is_refused(machine, folder, text):
    (folder / "x").mkdir(parents=True)
    (folder / "x" / copies.MANIFEST).write_text(text)
    with pytest.raises(Failed, match="không phải bản sao"):
        restore.sound(machine, folder / "x")


def test_the_former_database_and_files_stay(machine, folder):
    media(machine, "a", "of the copy")
    copy = backup.make(machine, folder)
    media(machine, "a", "newer")
    machine.answers["SELECT 1"] = "1"
    for title, step in restore.steps(machine, copy, without_list=False):
        if title in {"Cơ sở dữ liệu", "Tệp"}:
            step()
    assert [line for line in machine.noted if 'RENAME TO "police_portal_before_' in line]
    assert media(machine, "b", "").with_name("a").read_text() == "of the copy"
    (former,) = machine.path("/var/lib/police-portal").glob("media.before-*")
    assert (former / "a").read_text() == "newer"
