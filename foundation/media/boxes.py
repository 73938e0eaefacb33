"""The boxes that MP4, MOV, 3GP and HEIC files are made of (ISO/IEC 14496-12, 4.2); pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

# A fragmented video has two boxes for each second or so; 10,000 are over an hour.
MAX_BOXES = 10_000
HEAD, LONG_HEAD = 8, 16
SIZE_FOLLOWS, UNTIL_THE_END = 1, 0


class BrokenBoxes(ValueError):
    """The boxes do not fill their parent exactly, or are too many."""


@dataclass(frozen=True)
class Box:
    """One box: its kind, and start and end of its content in the file, in bytes."""

    kind: bytes
    start: int
    end: int


def walk(file: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """Yield the boxes from `start` to `end`, reading their heads only.

    Raises BrokenBoxes if one reaches beyond `end`, as in a truncated file.
    """
    for _number in range(MAX_BOXES):
        if start == end:
            return
        file.seek(start)
        box = _read_head(file.read(LONG_HEAD), start, end)
        if not box.start <= box.end <= end:
            break
        yield box
        start = box.end
    raise BrokenBoxes


def _read_head(head: bytes, start: int, end: int) -> Box:
    if len(head) < HEAD:
        raise BrokenBoxes
    size, content = int.from_bytes(head[:4]), start + HEAD
    if size == SIZE_FOLLOWS:
        size, content = int.from_bytes(head[HEAD:LONG_HEAD]), start + LONG_HEAD
    return Box(head[4:HEAD], content, end if size == UNTIL_THE_END else start + size)


def find(file: IO[bytes], kind: bytes, start: int, end: int) -> Box | None:
    """Return the first box of this kind, None if there is none. Raises BrokenBoxes."""
    return next((box for box in walk(file, start, end) if box.kind == kind), None)


def read(file: IO[bytes], box: Box, most: int) -> bytes:
    """Return at most `most` bytes of the content of a box."""
    file.seek(box.start)
    return file.read(min(box.end - box.start, most))
