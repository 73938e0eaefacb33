"""Unchanged originals: encrypted, below SEALED_ROOT or in the bucket, under random names.

A file that exists is complete: on disk it is written next to its place, synced, and renamed. A
process that died leaves a file with the suffix UNFINISHED and without a row. A bucket shows an
object only when it is complete.
"""

import contextlib
import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings

from foundation.files.guard import require_ours
from foundation.media.sealed_pieces import PIECE, BrokenSeal, PieceBuffer, Seal, new_key
from foundation.scale.bucket import configuration
from foundation.scale.bucket.paths import BucketFile, BucketPath, list_in_bucket

UNFINISHED = ".new"
FOLDER = "sealed"  # in the bucket
_OWNER_ONLY, _OWNERS_FOLDER = 0o600, 0o700
Place = Path | BucketPath
_BUFFER = 65_536


@dataclass(frozen=True)
class Sealed:
    """A written file: its plain size in bytes, its SHA-256 in hex, and its key."""

    size: int
    sha256: str
    key: str = field(repr=False)


def path_of(file_id: UUID) -> Place:
    """Return the place of a file; 256 folders share them."""
    name = f"{file_id.hex[:2]}/{file_id.hex}"
    if configuration.is_set():
        return BucketPath(f"{FOLDER}/{name}")
    return Path(settings.SEALED_ROOT) / name


class Readable(Protocol):
    """The source that sealed files are read from."""

    def seek(self, offset: int, whence: int = ..., /) -> int: ...

    def read(self, size: int, /) -> bytes | None: ...


class _NewFile:
    """A file on disk that is moved to its place when complete."""

    def __init__(self, path: Path) -> None:
        self._path, self._new = path, path.with_name(path.name + UNFINISHED)
        make_folder(path.parent)
        self._file = os.fdopen(
            os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb", buffering=0
        )

    def write(self, content: memoryview) -> None:
        write_all(self._file, content)

    def finish(self) -> None:
        os.fsync(self._file.fileno())
        self._file.close()
        put_in_place(self._new, self._path)

    def discard(self) -> None:
        self._file.close()
        self._new.unlink(missing_ok=True)


class SealedWriter:
    """Writes a file from chunks of any size; one piece and one chunk are in memory at most.

    Call `finish` or `discard` at the end. Raises OSError if the disk is full or missing,
    StorageAway.
    """

    def __init__(self, path: Place, file_id: UUID, piece: int = PIECE) -> None:
        self.size = 0
        self._key, self._number, self._sha256 = new_key(), 0, hashlib.sha256()
        self._buffer = PieceBuffer(Seal(file_id, self._key, piece))
        self._new = path.writer() if isinstance(path, BucketPath) else _NewFile(path)

    def write(self, chunk: bytes) -> None:
        """Add the next bytes."""
        self.size += len(chunk)
        self._sha256.update(chunk)
        left = memoryview(chunk)
        while left:
            # The last piece is marked, and any piece may be the last until more data comes.
            if self._buffer.is_full:
                self._write_piece(last=False)
            left = self._buffer.take(left)

    def _write_piece(self, *, last: bool) -> None:
        self._new.write(self._buffer.seal(self._number, last=last))
        self._number += 1

    def finish(self) -> Sealed:
        """Sync the whole file and move it to its place."""
        self._write_piece(last=True)
        self._new.finish()
        return Sealed(self.size, self._sha256.hexdigest(), self._key)

    def discard(self) -> None:
        """Remove the unfinished file. Does nothing the second time."""
        self._new.discard()


def write_sealed(chunks: Iterable[bytes], path: Place, file_id: UUID, piece: int = PIECE) -> Sealed:
    """Write a file from chunks of any size; after any exception nothing of it remains."""
    writer = SealedWriter(path, file_id, piece)
    try:
        for chunk in chunks:
            writer.write(chunk)
        return writer.finish()
    except BaseException:
        writer.discard()
        raise


def read_sealed(
    path: Place, file_id: UUID, key: str, start: int = 0, piece: int = PIECE
) -> Iterator[bytes]:
    """Yield the file from byte `start` on, in pieces, each verified before it is yielded.

    Raises BrokenSeal as soon as a piece is not the written one, and at the start for a wrong
    length; OSError if the file does not exist, StorageAway if that is unknown.
    """
    seal = Seal(file_id, key, piece)
    with path.open("rb") as file:
        last = seal.last_number(seal.plain_size(file.seek(0, os.SEEK_END)))
        first, skipped = divmod(start, piece)
        for number in range(first, last + 1):
            yield read_piece(file, seal, number, last=number == last)[skipped:]
            skipped = 0


def read_piece(file: Readable, seal: Seal, number: int, *, last: bool) -> bytes:
    """Return the plain bytes of piece `number`. Raises BrokenSeal."""
    file.seek(number * seal.sealed_piece)
    return seal.open(file.read(seal.sealed_piece) or b"", number, last=last)


def digest(path: Place, file_id: UUID, key: str, piece: int = PIECE) -> str:
    """Return the SHA-256 of the whole file in hex, after verifying every piece."""
    sha256 = hashlib.sha256()
    for plain in read_sealed(path, file_id, key, piece=piece):
        sha256.update(plain)
    return sha256.hexdigest()


class SealedReader(io.RawIOBase):
    """A sealed file as a seekable one, for random access; one piece is in memory."""

    def __init__(self, file: io.BufferedReader | BucketFile, seal: Seal) -> None:
        """Take over an open file: Python also closes a reader whose constructor failed."""
        super().__init__()
        self._file, self._seal = file, seal
        self._position, self._held = 0, (-1, b"")
        try:
            self.size = seal.plain_size(file.seek(0, os.SEEK_END))
        except BrokenSeal:
            self.close()
            raise

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer at run time
        """Fill `buffer` from one piece at most. Raises BrokenSeal."""
        number, begin = divmod(self._position, self._seal.piece)
        if self._position >= self.size:
            return 0
        part = self._piece(number)[begin : begin + len(buffer)]
        buffer[: len(part)] = part
        self._position += len(part)
        return len(part)

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            last = number == self._seal.last_number(self.size)
            self._held = number, read_piece(self._file, self._seal, number, last=last)
        return self._held[1]

    def close(self) -> None:
        self._held = -1, b""
        self._file.close()
        super().close()


def open_sealed(path: Place, file_id: UUID, key: str, piece: int = PIECE) -> io.BufferedReader:
    """Return the plain file for random access. Reading raises BrokenSeal.

    Raises OSError if the file does not exist.
    """
    seal = Seal(file_id, key, piece)
    return io.BufferedReader(SealedReader(path.open("rb"), seal), _BUFFER)


def delete_sealed(file_id: UUID) -> None:
    """Delete a file and the rest of its upload, if they exist."""
    path = path_of(file_id)
    delete_place(path)
    unfinished = path.with_name(path.name + UNFINISHED)
    if isinstance(unfinished, BucketPath):
        unfinished.unlink_below()
    else:
        unfinished.unlink(missing_ok=True)


def delete_place(path: Place) -> None:
    """Delete one file, if it is still there. Raises StorageAway."""
    require_ours()
    path.unlink(missing_ok=True)


def list_places(before: float) -> Iterator[tuple[str, Place]]:
    """Yield places last written before this Unix time, finished or not, with the file's name."""
    if configuration.is_set():
        for place, written in list_in_bucket(FOLDER):
            if written < before:
                yield place.whole.split("/")[2], place
        return
    for path in Path(settings.SEALED_ROOT).glob("??/*"):
        with contextlib.suppress(FileNotFoundError):  # deleted meanwhile
            if path.stat().st_mtime < before:
                yield path.name, path


def list_files(before: float) -> Iterator[tuple[UUID, Place]]:
    """Yield the files among them with their ids, for a sweep of files without a row."""
    for name, place in list_places(before):
        with contextlib.suppress(ValueError):  # not ours
            yield UUID(hex=name.removesuffix(UNFINISHED)), place


# --- the disk ------------------------------------------------------------------------------------


def make_folder(folder: Path) -> None:
    """Make a folder for our files, and its parents, accessible only to this service's user.

    Every write to the disk begins with it. Raises StorageAway.
    """
    require_ours()
    for one in reversed([folder, *folder.parents]):
        if not one.exists():
            with contextlib.suppress(FileExistsError):
                one.mkdir(mode=_OWNERS_FOLDER)


def write_all(file: io.RawIOBase, left: memoryview) -> None:
    """Write all of it: the system may write less at once."""
    while left:
        left = left[file.write(left) or 0 :]


def put_in_place(new: Path, path: Path) -> None:
    """Rename a synced file, and sync the folder's entry as well."""
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
