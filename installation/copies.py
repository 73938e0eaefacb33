"""The copies in the folder of backups: which there are, what each holds, which go."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from installation.sealing import SUFFIX, Seal

KEPT = 14
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
DUMP, FILES, MANIFEST = "database.dump", "files", "manifest.json"
SEALED = f"{DUMP}{SUFFIX}"
AT_REST = "sealed"  # the service encrypts what lies there, each file by a key of its row


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


def copy_files(
    source: Path, target: Path, former: Path | None, seal: Seal | None = None
) -> tuple[int, int]:
    """Copy a tree; what the former copy has unchanged is one file on the disk with it.

    `seal` encrypts what is not encrypted at rest. Return how many files there are, and how many
    bytes of them are new.
    """
    count = new = 0
    for file in _files(source):
        name = file.relative_to(source)
        way = seal if name.parts[0] != AT_REST else None
        kept = name.with_name(f"{name.name}{SUFFIX}") if way else name
        written = _keep(file, target / kept, former / kept if former else None, way)
        count, new = count + (written is not None), new + (written or 0)
    return count, new


def bring_back(source: Path, target: Path, unseal: Callable[[Path, Path], None]) -> int:
    """Copy the files of a copy, opened by `unseal` if need be; return how many there are."""
    count = 0
    for count, file in enumerate(_files(source), 1):  # noqa: B007  # the last one is returned
        name = file.relative_to(source)
        sealed = name.suffix == SUFFIX and name.parts[0] != AT_REST
        place = target / (name.with_suffix("") if sealed else name)
        place.parent.mkdir(parents=True, exist_ok=True)
        if sealed:
            unseal(file, place)
        else:
            _copy(file, place)
    return count


def size(source: Path) -> int:
    """Return how many bytes the files of a tree have."""
    return sum(one.stat().st_size for one in _files(source))


def fingerprint(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _files(source: Path) -> Iterator[Path]:
    if source.is_dir():
        yield from sorted(one for one in source.rglob("*") if one.is_file())


def _keep(file: Path, place: Path, known: Path | None, seal: Seal | None) -> int | None:
    """Keep one file; return how many bytes are new, or None if it was deleted meanwhile."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        if known and _same(file, known, seal):
            os.link(known, place)
            return 0
        return _seal(file, place, seal) if seal else _copy(file, place)
    except FileNotFoundError:
        place.unlink(missing_ok=True)
        return None


def _same(file: Path, known: Path, seal: Seal | None) -> bool:
    if not known.is_file() or (seal and not seal.same_as_before):
        return False
    ours, theirs = file.stat(), known.stat()
    fits = theirs.st_size > ours.st_size if seal else theirs.st_size == ours.st_size
    return fits and ours.st_mtime_ns == theirs.st_mtime_ns


def _seal(file: Path, place: Path, seal: Seal) -> int:
    stat = file.stat()
    seal.put(file, place)
    os.utime(place, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return place.stat().st_size


def _copy(file: Path, place: Path) -> int:
    shutil.copy2(file, place)
    stat = file.stat()
    os.chown(place, stat.st_uid, stat.st_gid)
    return stat.st_size
