"""A sealed file that arrives in parts, on any machine, in the bucket.

Until it is complete each of its pieces is a separate object, so nothing is ever torn and any
machine can continue. Finishing reads and verifies them, and writes them as one object, equal to a
file on disk. Two concurrent requests of one sender can only replace pieces by others of this
sender; the digest is computed from the content of the whole object.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from foundation.media.sealed_files import UNFINISHED, Place, Sealed, digest
from foundation.media.sealed_pieces import PIECE, BrokenSeal, PieceBuffer
from foundation.media.sealed_uploads import SealedUpload, UploadBusy, WrongOffset, WrongSize
from foundation.scale.bucket.paths import BucketPath, list_in_bucket


def upload_to(
    path: Place, file_id: UUID, key: str, size: int, piece: int = PIECE
) -> "SealedUpload | BucketUpload":
    """Return the upload of a file of `size` bytes to its place."""
    if isinstance(path, Path):
        return SealedUpload(path, file_id, key, size, piece)
    return BucketUpload(path, file_id, key, size, piece)


@dataclass(frozen=True)
class BucketUpload(SealedUpload):
    """The same methods as of an upload to disk; all raise StorageAway, only `finish` UploadBusy.

    What was stored before an error is kept, and the client continues from there.
    """

    path: BucketPath  # type: ignore[assignment]  # instead of the disk's

    def kept(self) -> int:
        """Return how many bytes are stored; a client continues from there."""
        kept = self._kept_pieces()  # first: they are deleted once the whole object exists
        return self.size if self.path.exists() else kept

    def _kept_pieces(self) -> int:
        """Return how many bytes the pieces have without a gap."""
        numbers = {int(one.name) for one, _written in list_in_bucket(self._unfinished.whole)}
        count = next(number for number in range(len(numbers) + 1) if number not in numbers)
        return min(self.size, count * self.piece)

    def append(self, offset: int, chunks: Iterable[bytes]) -> int:
        """Add a part that begins at byte `offset`; return how many bytes are stored."""
        kept, buffer = self._kept_pieces(), PieceBuffer(self._seal)
        if self.path.exists():
            raise WrongOffset(self.size)
        if offset != kept:
            raise WrongOffset(kept)
        for chunk in chunks:
            kept = self._add(self._put, buffer, kept, memoryview(chunk))
        return kept

    def _put(self, number: int, sealed: memoryview) -> None:
        self._place(number).write(bytes(sealed))

    def _place(self, number: int) -> BucketPath:
        return self._unfinished.below(f"{number:06d}")

    @property
    def _unfinished(self) -> BucketPath:
        return self.path.with_name(self.path.name + UNFINISHED)

    def finish(self) -> Sealed:
        """Verify every piece, and join them to one object. A second call returns the same."""
        if self.path.exists():
            return self._finished()
        if self._kept_pieces() != self.size:
            raise WrongSize
        writer, sha256 = self.path.writer(), hashlib.sha256()
        try:
            for sealed, plain in self._proven():
                writer.write(sealed)
                sha256.update(plain)
            writer.finish()
        except FileExistsError:  # another machine was faster
            return self._finished()
        except FileNotFoundError:  # it is being deleted, or was finished elsewhere
            writer.discard()
            raise UploadBusy from None
        except BaseException:
            writer.discard()
            raise
        self._forget_pieces()
        return Sealed(self.size, sha256.hexdigest(), self.key)

    def _finished(self) -> Sealed:
        found = digest(self.path, self.file_id, self.key, self.piece)
        self._forget_pieces()
        return Sealed(self.size, found, self.key)

    def _proven(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield every piece, sealed and plain. Raises BrokenSeal."""
        last = self._seal.last_number(self.size)
        for number in range(last + 1):
            with self._place(number).open() as file:
                sealed = file.read(self._seal.sealed_piece)
                if file.size != len(sealed):
                    raise BrokenSeal
            yield sealed, self._seal.open(sealed, number, last=number == last)

    def _forget_pieces(self) -> None:
        self._unfinished.unlink_below()
