"""`police-portal backup`: files and database, restored into a database for trial and compared."""

import argparse
import json
import sys
import time
from hashlib import sha256
from pathlib import Path

from installation import answers as asking
from installation import copies, database, records, sealing
from installation.machine import Failed, Machine
from installation.places import DATA, HOME, POSTGRESQL
from installation.settings_file import FILE, NEVER_CHANGED, SettingsFile

TRIAL = "police_portal_restored"


def main(words: list[str]) -> int:
    """Make one copy, and delete those that are too old."""
    parser = argparse.ArgumentParser(
        prog="police-portal backup", description="Sao lưu, khôi phục thử và so sánh."
    )
    parser.parse_args(words)
    machine = Machine()
    folder = folder_of(machine)
    since = time.monotonic()
    try:
        _refuse_the_wrong_disk(machine, folder)
        copy = make(machine, folder)
        copies.drop_old(folder)
    except OSError as error:
        place = error.filename or folder
        raise Failed(f"{place}: {error.strerror}. Không có bản sao mới.") from error
    said = copies.manifest(copy)
    rows, tables = sum(said["counts"].values()), len(said["counts"])
    kept = "đã mã hoá" if sealing.recipient(machine) else "chưa mã hoá: police-portal keys"
    sys.stdout.write(
        f"{copy}: {rows} dòng của {tables} bảng, {said['files']} tệp, đã khôi phục thử và khớp, "
        f"{kept}; {time.monotonic() - since:.0f} giây\n"
    )
    return 0


def folder_of(machine: Machine) -> Path:
    """Return the folder of backups. Raises Failed before setup."""
    answers = json.loads(machine.read(asking.FILE) or "{}")
    if not answers.get("backup_folder"):
        raise Failed("Chưa cài đặt: chạy police-portal setup.")
    return machine.path(answers["backup_folder"]) / "copies"


def make(machine: Machine, folder: Path) -> Path:
    """Return a new copy that was restored on trial. Raises Failed, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    copies.drop_unfinished(folder)
    name = records.now().strftime("%Y-%m-%dT%H%M%SZ")
    coming = folder / f".coming-{name}"
    coming.mkdir()
    former = next(reversed(copies.finished(folder)), None)
    # Files first: a row whose file is missing would be a loss, a file without a row is none.
    known = copies.manifest(former).get("recipient", "") if former else ""
    seal = sealing.Seal.begin(machine, known)
    files, new = copies.copy_files(
        media(machine), coming / copies.FILES, former / copies.FILES if former else None, seal
    )
    recipient = seal.recipient if seal else ""
    dump = coming / (copies.SEALED if recipient else copies.DUMP)
    counts = _dump(machine, dump, recipient)
    said = {
        "at": records.now().isoformat(),
        "version": machine.read(f"{HOME}/VERSION").strip(),
        "counts": counts,
        "files": files,
        "new_bytes": new,
        "recipient": recipient,
        "sha256": copies.fingerprint(dump),
        "keys": fingerprints(machine),
    }
    (coming / copies.MANIFEST).write_text(json.dumps(said, indent=1) + "\n")
    return coming.rename(folder / name)


def media(machine: Machine) -> Path:
    """Return where files of citizens lie, sealed originals among them."""
    data = SettingsFile(machine.read(FILE)).get("DATA_DIR") or DATA
    return machine.path(data) / "media"


def fingerprints(machine: Machine) -> dict[str, str]:
    """Return the fingerprint of each key without which a copy is of no use."""
    settings = SettingsFile(machine.read(FILE))
    return {
        name: sha256(settings.get(name).encode()).hexdigest()
        for name in NEVER_CHANGED
        if settings.get(name)
    }


def _refuse_the_wrong_disk(machine: Machine, folder: Path) -> None:
    """Raise Failed if copies were on a disk of their own, which is away now.

    What would be written then fills the disk of the database.
    """
    there = next(one for one in (folder, *folder.parents) if one.exists())
    data = machine.path(POSTGRESQL)
    apart = data.exists() and copies.disk_of(there) != copies.disk_of(data)
    if apart:
        records.remember(machine, apart=str(folder))
    elif records.read(machine).get("apart") == str(folder):
        raise Failed(
            f"{folder.parent}: đĩa sao lưu chưa được gắn. Không có bản sao mới. Bỏ hẳn đĩa đó: "
            "police-portal setup --backup-folder với thư mục khác."
        )


def _dump(machine: Machine, dump: Path, recipient: str) -> dict[str, int]:
    """Write a dump, restore it into a database of its own and compare. Raises Failed."""
    database.drop(machine, TRIAL)
    try:
        counts = database.dump(machine, dump, TRIAL, recipient)
        found = database.counts(machine, TRIAL)
    finally:
        database.drop(machine, TRIAL)
    wrong = sorted(name for name in counts.keys() | found if counts.get(name) != found.get(name))
    if wrong:
        raise Failed(f"Bản sao không khớp cơ sở dữ liệu ở: {', '.join(wrong[:10])}.")
    return counts
