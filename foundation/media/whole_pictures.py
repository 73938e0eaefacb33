"""Whether a picture is complete, found by its marks without decoding it. Pure.

Data that phones append after a picture's end, a moving picture for instance, is accepted.
"""

from typing import IO

from foundation.media.jpeg_scans import END_OF_IMAGE, FIRST_WITH_LENGTH, MARK, MAX_SEGMENTS

_BLOCK = 65_536
_MARK_BYTES = 2
_PNG_HEAD, _PNG_CHUNK_HEAD, _PNG_SUM = 8, 8, 4
# 20 MB in chunks of 1 kB; ordinary encoders write 8 kB or more.
MAX_CHUNKS = 20_000


def is_whole_jpeg(file: IO[bytes]) -> bool:
    """Return True if the first picture's end exists (ITU T.81, B.1)."""
    position = _MARK_BYTES
    for _segment in range(MAX_SEGMENTS):
        found = _next_mark(file, position)
        if found is None:
            return False
        mark, position = found
        if mark == END_OF_IMAGE:
            return True
        if mark >= FIRST_WITH_LENGTH:
            file.seek(position)
            position += max(2, int.from_bytes(file.read(2)))
    return False


def _next_mark(file: IO[bytes], position: int) -> tuple[int, int] | None:
    """Return the next mark and where it ends, None if there is none."""
    file.seek(position)
    before = b""  # a mark may lie across two blocks
    while block := file.read(_BLOCK):
        found = MARK.search(before + block)
        if found:
            return found[1][0], position - len(before) + found.end()
        position += len(block)
        before = block[-1:]
    return None


def is_whole_png(file: IO[bytes], size: int) -> bool:
    """Return True if the chunks lead to the last one, IEND (PNG 3rd edition, 5)."""
    position = _PNG_HEAD
    for _chunk in range(MAX_CHUNKS):
        file.seek(position)
        head = file.read(_PNG_CHUNK_HEAD)
        position += _PNG_CHUNK_HEAD + int.from_bytes(head[:4]) + _PNG_SUM
        if len(head) < _PNG_CHUNK_HEAD or position > size:
            return False
        if head[4:] == b"IEND":
            return True
    return False


def is_whole_webp(file: IO[bytes], size: int) -> bool:
    """Return True if the file is as long as declared (RFC 9649, 2.4)."""
    file.seek(4)
    return size >= 8 + int.from_bytes(file.read(4), "little")
