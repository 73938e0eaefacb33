"""Paths of objects in the bucket: the same few methods as of files."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from foundation.files.guard import require_ours
from foundation.scale.bucket.opening import bucket
from foundation.scale.bucket.writing import BucketWriter

# The first piece of an original with its seal, so that one request opens and reads it.
AHEAD = 1024 * 1024 + 28


class BucketFile:
    """An object with random access, by ranges; the last range is kept."""

    def __init__(self, name: str) -> None:
        self._name, self._position = name, 0
        content, self.size = bucket().read_range(name, 0, AHEAD)
        self._held = 0, content

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move, and return the position in bytes."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer at the end. Raises StorageAway."""
        end = min(self.size, self._position + size)
        if self._position >= end:
            return b""
        begin, held = self._held
        if not begin <= self._position <= end <= begin + len(held):
            begin = self._position
            held, _total = bucket().read_range(self._name, begin, end - begin)
            self._held = begin, held
        content = held[self._position - begin : end - begin]
        self._position += len(content)
        return content

    def close(self) -> None:
        """Drop the last range."""
        self._held = 0, b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


@dataclass(frozen=True)
class BucketPath:
    """The place of an object; `whole` is its name in the bucket."""

    whole: str

    @property
    def name(self) -> str:
        """The last part of the name."""
        return self.whole.rpartition("/")[2]

    def with_name(self, name: str) -> "BucketPath":
        """Return the place next to this one."""
        return BucketPath(f"{self.whole.rpartition('/')[0]}/{name}")

    def below(self, name: str) -> "BucketPath":
        """Return a place below this one."""
        return BucketPath(f"{self.whole}/{name}")

    def exists(self) -> bool:
        """Return True if there is such an object."""
        return bool(bucket().exists(self.whole))

    def open(self, mode: str = "rb") -> BucketFile:
        """Open for reading. Raises FileNotFoundError, StorageAway."""
        if mode != "rb":
            raise ValueError(mode)
        return BucketFile(self.whole)

    def read_text(self) -> str:
        """Return a small object. Raises FileNotFoundError, StorageAway."""
        return bucket().read_range(self.whole, 0, AHEAD)[0].decode()

    def write(self, content: bytes) -> None:
        """Write a whole object. Raises StorageAway."""
        require_ours()
        bucket().put(self.whole, content)

    def writer(self) -> BucketWriter:
        """Begin an object that is written piece by piece. Raises StorageAway."""
        require_ours()
        return BucketWriter(bucket(), self.whole)

    def unlink(self, *, missing_ok: bool = True) -> None:  # S3 does not report it
        """Delete the object for good. Raises StorageAway."""
        require_ours()
        bucket().remove(self.whole)

    def unlink_below(self) -> None:
        """Delete all objects below for good. Raises StorageAway."""
        require_ours()
        bucket().remove_below(self.whole)


def list_in_bucket(folder: str) -> Iterator[tuple[BucketPath, float]]:
    """Yield the objects below a folder of the bucket, and when they were written (Unix time)."""
    for one in bucket().walk(folder):
        yield BucketPath(one.name), one.written_at.timestamp()
