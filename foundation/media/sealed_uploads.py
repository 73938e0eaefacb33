"""A sealed file that arrives in parts, over unreliable connections.

It grows by whole pieces. A half-written piece of a killed process is cut off before the next part;
the client gets the stored length and continues from there. The size is known from the beginning: so
the last piece is known when it is written, and nothing is sealed twice.
"""

import contextlib
import fcntl
import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from uuid import UUID

from foundation.media.sealed_files import (
    UNFINISHED,
    Sealed,
    digest,
    make_folder,
    put_in_place,
    read_piece,
    write_all,
)
from foundation.media.sealed_pieces import OVERHEAD, PIECE, BrokenSeal, PieceBuffer, Seal


class UploadBusy(Exception):
    """Another request is writing to this upload."""


class WrongOffset(Exception):
    """A part does not begin at the end of the stored bytes; `kept` is that end, in bytes."""

    def __init__(self, kept: int) -> None:
        super().__init__(kept)
        self.kept = kept


class WrongSize(Exception):
    """More data came than declared, or the upload is finished with less."""


def _append(file: io.FileIO, _number: int, sealed: memoryview) -> None:
    write_all(file, sealed)


@dataclass(frozen=True)
class SealedUpload:
    """The upload of a file of `size` bytes, at least one, to `path`."""

    path: Path
    file_id: UUID
    key: str = field(repr=False)
    size: int
    piece: int = PIECE

    @property
    def _seal(self) -> Seal:
        return Seal(self.file_id, self.key, self.piece)

    @property
    def unfinished(self) -> Path:
        """The unfinished file."""
        return self.path.with_name(self.path.name + UNFINISHED)

    def kept(self) -> int:
        """Return how many bytes are stored; a client continues from there. Raises UploadBusy."""
        if self.path.exists():
            return self.size
        with self._locked() as file:
            return self._cut_off_torn(file)

    def append(self, offset: int, chunks: Iterable[bytes]) -> int:
        """Add a part that begins at byte `offset`; return how many bytes are stored, on disk.

        If a part ends within a piece, the rest is dropped, unless the file ends with it: parts of a
        multiple of PIECE lose nothing. Stored pieces are kept if `chunks` raises. Raises
        WrongOffset, WrongSize, UploadBusy, and OSError if the disk is full.
        """
        if self.path.exists():
            raise WrongOffset(self.size)
        buffer = PieceBuffer(self._seal)
        with self._locked() as file:
            kept = self._cut_off_torn(file)
            if offset != kept:
                raise WrongOffset(kept)
            try:
                for chunk in chunks:
                    kept = self._add(partial(_append, file), buffer, kept, memoryview(chunk))
            finally:
                os.fsync(file.fileno())
            return kept

    def _add(
        self,
        write: Callable[[int, memoryview], None],
        buffer: PieceBuffer,
        kept: int,
        left: memoryview,
    ) -> int:
        """Take a chunk, and write every piece that it fills; return how many bytes are written."""
        if kept + buffer.filled + len(left) > self.size:
            raise WrongSize
        while left:
            left = buffer.take(left)
            reached = kept + buffer.filled
            if buffer.is_full or reached == self.size:
                number = kept // self.piece
                write(number, buffer.seal(number, last=reached == self.size))
                kept = reached
        return kept

    def finish(self) -> Sealed:
        """Verify every piece, and move the whole file to its place.

        A second call returns the same, for a process that died after the first. Raises WrongSize if
        something is missing, UploadBusy, and BrokenSeal for an upload that must be restarted.
        """
        if not self.path.exists():
            with self._locked() as file:
                if self._cut_off_torn(file) != self.size:
                    raise WrongSize
                found = digest(self.unfinished, self.file_id, self.key, self.piece)
                put_in_place(self.unfinished, self.path)
            return Sealed(self.size, found, self.key)
        return Sealed(self.size, digest(self.path, self.file_id, self.key, self.piece), self.key)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[io.FileIO]:
        """Open the stored pieces for this thread alone; closing or dying releases the lock."""
        make_folder(self.path.parent)
        with io.FileIO(os.open(self.unfinished, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                same = os.path.samestat(os.fstat(file.fileno()), self.unfinished.stat())
            except (BlockingIOError, FileNotFoundError):
                raise UploadBusy from None
            if not same:  # another request finished it since it was opened
                raise UploadBusy
            if self.path.exists():  # or before, so that opening created an empty one
                self.unfinished.unlink()
                raise UploadBusy
            yield file

    def _cut_off_torn(self, file: io.FileIO) -> int:
        """Cut off the incomplete end of the file; return the stored bytes.

        After a loss of power the last pieces may have their length, but not their content.
        """
        seal = self._seal
        length = os.fstat(file.fileno()).st_size
        whole = length == seal.sealed_size(self.size)
        pieces = seal.last_number(self.size) + 1 if whole else length // seal.sealed_piece
        while pieces and not self._opens(file, pieces - 1):
            pieces -= 1
        kept = min(self.size, pieces * self.piece)
        file.truncate(kept + OVERHEAD * pieces)
        file.seek(0, os.SEEK_END)
        return kept

    def _opens(self, file: io.FileIO, number: int) -> bool:
        try:
            read_piece(file, self._seal, number, last=number == self._seal.last_number(self.size))
        except BrokenSeal:
            return False
        return True
