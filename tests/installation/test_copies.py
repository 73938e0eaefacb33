"""Copies: what is unchanged is kept once, what is old goes, what is broken is refused."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from installation import backup, copies, database, keys, records, restore, sealing
from installation.answers import keep
from installation.machine import Failed, Machine
from installation.places import POSTGRESQL
from installation.settings_file import FILE
from tests.installation.test_answers import GOOD


@pytest.fixture
def folder(machine, tmp_path, monkeypatch):
    """Return the folder of copies of a machine whose database has two rows."""
    keep(machine, {**GOOD, "backup_folder": "/srv/sao-luu"})
    machine.path("/opt/police-portal/VERSION").write_text("1.2.0\n")
    machine.counted = {"citizens_citizen": 2}

    def dump(_machine, file, trial, recipient):
        file.write_bytes(b"rows")
        machine.noted.append(f"dump into {trial} for «{recipient}»")
        return {"citizens_citizen": 2}

    monkeypatch.setattr(database, "dump", dump)
    monkeypatch.setattr(backup, "Machine", lambda: machine)
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
    assert ["dropdb" in line for line in lines] == [True, False, True]
    assert "dump into" in lines[1]


def put_keys_away(machine, recipient):
    """Let copies be encrypted by a pretended age, which writes the recipient before a file."""
    machine.write(sealing.RECIPIENT, f"{recipient}\n")
    machine.answers["age-keygen -y"] = f"age1{'x' * 58}"
    machine.answers["age-keygen"] = f"AGE-SECRET-KEY-1{'X' * 58}"


@pytest.fixture
def pretended_age(monkeypatch):
    """Write files beginning with their recipient; open them for the key of the same name."""

    def put(seal, file, place):
        place.write_bytes(f"{seal.recipient} ".encode() + file.read_bytes())

    def unseal(_machine, file, place, secret):
        recipient, _blank, text = file.read_text().partition(" ")
        if recipient != secret:
            raise Failed("age: no identity matched")
        place.write_text(text)

    monkeypatch.setattr(sealing.Seal, "put", put)
    monkeypatch.setattr(sealing, "unseal", unseal)


def test_files_that_the_service_does_not_encrypt_are_encrypted(machine, folder, pretended_age):
    put_keys_away(machine, "age1x")
    media(machine, "sealed/a", "ciphertext")
    media(machine, "photos/2026-11-30/b.jpg", "plain")
    files = backup.make(machine, folder) / "files"
    assert (files / "sealed/a").read_text() == "ciphertext"
    assert (files / "photos/2026-11-30/b.jpg.age").read_text() == "age1x plain"
    assert not (files / "photos/2026-11-30/b.jpg").exists()


def test_an_encrypted_file_is_on_the_disk_once_until_the_key_changes(
    machine, folder, pretended_age, monkeypatch
):
    put_keys_away(machine, "age1x")
    media(machine, "photos/b.jpg", "plain")
    media(machine, "sealed/a", "ciphertext")
    moments = (datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=one) for one in count())
    monkeypatch.setattr(records, "now", lambda: next(moments))
    first, second = (backup.make(machine, folder) / "files" for _turn in range(2))
    assert (first / "photos/b.jpg.age").samefile(second / "photos/b.jpg.age")
    put_keys_away(machine, "age1y")
    third = backup.make(machine, folder) / "files"
    assert (third / "photos/b.jpg.age").read_text() == "age1y plain"
    assert (third / "sealed/a").samefile(first / "sealed/a")


def test_an_encrypted_copy_is_brought_back_by_its_key_alone(machine, folder, pretended_age):
    put_keys_away(machine, "age1x")
    media(machine, "photos/b.jpg", "plain")
    media(machine, "sealed/a", "ciphertext")
    copy = backup.make(machine, folder)
    coming = machine.path("/var/lib/police-portal/media.coming")
    with pytest.raises(Failed, match="Chưa thay đổi gì"):
        restore.bring_files(machine, copy, "another")
    assert not coming.exists()
    restore.bring_files(machine, copy, "age1x")
    assert coming.stat().st_mode & 0o777 == 0o700
    assert (coming / "photos/b.jpg").read_text() == "plain"
    assert (coming / "sealed/a").read_text() == "ciphertext"


def test_a_copy_that_lacks_a_file_is_refused_before_anything_is_changed(machine, folder):
    media(machine, "sealed/a", "ciphertext")
    copy = backup.make(machine, folder)
    (copy / "files/sealed/a").unlink()
    with pytest.raises(Failed, match=r"Thiếu tệp.*Chưa thay đổi gì"):
        restore.bring_files(machine, copy, "")


def test_a_disk_that_is_too_small_for_the_files_is_not_filled(machine, folder, monkeypatch):
    media(machine, "sealed/a", "ciphertext")
    copy = backup.make(machine, folder)
    monkeypatch.setattr(restore.shutil, "disk_usage", lambda _place: SimpleNamespace(free=9))
    with pytest.raises(Failed, match=r"Đĩa còn.*Chưa thay đổi gì"):
        restore.bring_files(machine, copy, "")
    assert not machine.path("/var/lib/police-portal/media.coming").exists()


@pytest.mark.skipif(not shutil.which("age"), reason="needs Debian's age")
@pytest.mark.parametrize("text", ["", "plain" * 40_000])
def test_age_encrypts_tries_and_opens_a_file(tmp_path, text):
    machine = Machine(tmp_path)
    secret = sealing.make(machine)
    machine.write = lambda name, said: machine.path(name).write_text(said)
    machine.path(sealing.RECIPIENT).parent.mkdir(parents=True)
    sealing.keep(machine, secret)
    (tmp_path / "file").write_text(text)
    seal = sealing.Seal.begin(machine, "")
    seal.put(tmp_path / "file", tmp_path / "file.age")
    sealing.unseal(machine, tmp_path / "file.age", tmp_path / "again", secret)
    assert (tmp_path / "again").read_text() == text
    with pytest.raises(FileNotFoundError):
        seal.put(tmp_path / "gone", tmp_path / "gone.age")
    whole = (tmp_path / "file.age").read_bytes()
    (tmp_path / "file.age").write_bytes(whole[:-1])
    with pytest.raises(Failed):
        sealing.unseal(machine, tmp_path / "file.age", tmp_path / "again", secret)


def test_it_is_encrypted_once_keys_were_put_away(machine, folder):
    put_keys_away(machine, "age1x")
    copy = backup.make(machine, folder)
    assert sorted(one.name for one in copy.iterdir()) == ["database.dump.age", "manifest.json"]
    assert [line for line in machine.noted if "for «age1x»" in line]


def test_a_disk_of_copies_that_is_away_is_not_written_on_that_of_the_database(
    machine, folder, monkeypatch
):
    machine.path(POSTGRESQL).mkdir(parents=True)
    monkeypatch.setattr(copies, "disk_of", str)
    assert backup.main([]) == 0
    monkeypatch.setattr(copies, "disk_of", lambda _path: 1)
    with pytest.raises(Failed, match="chưa được gắn"):
        backup.main([])
    shutil.rmtree(folder)
    with pytest.raises(Failed, match="chưa được gắn"):
        backup.main([])
    assert not folder.exists()


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


def test_a_copy_of_other_keys_is_refused(machine, folder):
    machine.write(FILE, "HASH_KEY=one\nCUSTODY_KEY=two\n")
    copy = backup.make(machine, folder)
    assert restore.sound(machine, copy) == copy
    machine.write(FILE, "HASH_KEY=one\nCUSTODY_KEY=other\n")
    with pytest.raises(Failed, match="CUSTODY_KEY không phải"):
        restore.sound(machine, copy)


LIST = "/srv/sao-luu/erased/list"


@pytest.mark.parametrize("settings", ["", f"ERASURE_LIST={LIST}\n"])
def test_without_the_list_of_who_was_erased_nothing_is_changed(
    machine, folder, monkeypatch, settings
):
    machine.write(FILE, settings or "\n")
    copy = backup.make(machine, folder)
    monkeypatch.setattr(restore, "Machine", lambda: machine)
    machine.noted.clear()
    with pytest.raises(Failed, match=r"erased/list.*Chưa thay đổi gì"):
        restore.main([copy.name])
    assert not machine.done("systemctl stop")


def test_a_restore_that_breaks_off_says_that_the_service_stands(machine, folder, monkeypatch):
    copy = backup.make(machine, folder)
    monkeypatch.setattr(restore, "Machine", lambda: machine)
    machine.answers["head -c 5"] = "PGDMP"
    machine.failing.add("police-portal-manage migrate")
    with pytest.raises(Failed, match="chạy lại lệnh này"):
        restore.main([copy.name, "--without-list"])


def test_a_list_that_was_carried_here_is_the_services(machine, folder):
    machine.write(FILE, f"ERASURE_LIST={LIST}\n")
    machine.write(LIST, "")
    restore.find_list(machine)
    assert machine.noted[-1] == f"chown police-portal:police-portal {LIST[1:]}"


def test_a_key_that_does_not_open_the_copy_is_refused(machine, folder, monkeypatch):
    put_keys_away(machine, "age1x")
    copy = backup.make(machine, folder)
    monkeypatch.setattr(keys, "typed", lambda: "AGE-SECRET-KEY-1")
    with pytest.raises(Failed, match="không mở được"):
        restore.opened(machine, copy)
    machine.answers["head -c 5"] = "PGDMP"
    assert restore.opened(machine, copy) == "AGE-SECRET-KEY-1"


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
    restore.bring_files(machine, copy, "")
    for title, step in restore.steps(machine, copy, "", without_list=False):
        if title in {"Cơ sở dữ liệu", "Tệp"}:
            step()
    assert [line for line in machine.noted if 'RENAME TO "police_portal_before_' in line]
    assert media(machine, "b", "").with_name("a").read_text() == "of the copy"
    (former,) = machine.path("/var/lib/police-portal").glob("media.before-*")
    assert (former / "a").read_text() == "newer"
    assert [one for one in machine.noted if one.startswith("chown police-portal:police-portal")][
        -1
    ].endswith("media.coming/a")


def test_a_database_that_could_not_be_restored_fills_no_disk(machine, folder):
    steps = dict(restore.steps(machine, backup.make(machine, folder), "", without_list=False))
    machine.failing.add(f"bash -c {database._RESTORE}")
    with pytest.raises(Failed):
        steps["Cơ sở dữ liệu"]()
    assert "dropdb" in machine.noted[-1]
    assert machine.noted[-1].endswith("police_portal_coming")
    assert not [line for line in machine.noted if "RENAME" in line]
