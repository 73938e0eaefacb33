"""The copies in the folder of backups: which there are, what each holds, which go."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KEPT = 14
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
DUMP, FILES, MANIFEST = "database.dump", "files", "manifest.json"
SEALED = f"{DUMP}.age"


def finished(folder: Path) -> list[Path]:
    """Return the copies that were restored on trial, the oldest first."""
    if not folder.is_dir():
        return []
    return sorted(
        one for one in folder.iterdir() if NAME.fullmatch(one.name) and (one / MANIFEST).is_file()
    )


def manifest(copy: Path) -> dict[str, Any]:
    """Return what a copy says of itself."""
    try:
        said = json.loads((copy / MANIFEST).read_text())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def dump_of(copy: Path) -> Path:
    """Return the dump of a copy; it is a plain one where no key was put away yet."""
    sealed = copy / SEALED
    return sealed if sealed.exists() else copy / DUMP


def disk_of(path: Path) -> int:
    """Return the number of the disk that a folder lies on."""
    return path.stat().st_dev


def drop_old(folder: Path) -> None:
    """Delete what was broken off, and the copies beyond those that are kept."""
    for old in finished(folder)[:-KEPT]:
        shutil.rmtree(old)


def drop_unfinished(folder: Path) -> None:
    """Delete what runs before this one left half done."""
    for half in folder.glob(".coming-*"):
        shutil.rmtree(half)


def copy_files(source: Path, target: Path, former: Path | None) -> tuple[int, int]:
    """Copy a tree; what the former copy has unchanged is one file on the disk with it.

    Return how many files there are, and how many bytes of them are new.
    """
    count = new = 0
    for file in _files(source):
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        count += 1
        known = former / file.relative_to(source) if former else None
        if known and _same(file, known):
            os.link(known, place)
        else:
            new += _copy(file, place)
    return count, new


def fingerprint(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _files(source: Path) -> Iterator[Path]:
    if source.is_dir():
        yield from sorted(one for one in source.rglob("*") if one.is_file())


def _same(file: Path, known: Path) -> bool:
    if not known.is_file():
        return False
    ours, theirs = file.stat(), known.stat()
    return (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)


def _copy(file: Path, place: Path) -> int:
    """Copy one file; one that is deleted meanwhile is none."""
    try:
        shutil.copy2(file, place)
    except FileNotFoundError:
        return 0
    stat = file.stat()
    os.chown(place, stat.st_uid, stat.st_gid)
    return stat.st_size
