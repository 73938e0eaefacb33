"""The number of scans of a JPEG, counted without decoding it.

A progressive JPEG refines its picture scan by scan, and each costs the decoder a pass over all of
its blocks: 3,000 scans of a few bytes each cost 40 s. Decoders have no limit, so scans are counted
by their markers first (ITU T.81, B.1), in one pass over the bytes.
"""

import re
from collections.abc import Iterator

# Ordinary encoders write 10 scans, or 18 for four colours; the best optimisers a few more. 32 cost
# a picture of 13 megapixels less than half a second beyond its ordinary decoding.
MAX_SCANS = 32
# Metadata come in segments of 64 KiB: 10 MB of them are 160, and each scan has a few of its own.
MAX_SEGMENTS = 1_000
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
# Marks that begin a segment with a length. Decoders refuse lower ones as unknown, or skip them
# without reading a length, so that one could hide a scan from a counter that reads it.
FIRST_WITH_LENGTH = 0xC0
# Within a scan 0xFF is followed by 0, or by the mark of a restart; several 0xFF are padding.
MARK = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])", re.DOTALL)
_MARK_BYTES, _LENGTH_BYTES = 2, 2


class TooManyScans(ValueError):
    """The file would cost its decoder too much time."""


def segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each mark of the first picture, and where its segment starts and stops.

    The last is END_OF_IMAGE if the picture has an end. Raises TooManyScans beyond MAX_SCANS, or
    beyond MAX_SEGMENTS of any kind.
    """
    scans, position = 0, _MARK_BYTES
    for _segment in range(MAX_SEGMENTS):
        found = MARK.search(content, position)
        if found is None:
            return
        mark = found[1][0]
        scans += mark == START_OF_SCAN
        if scans > MAX_SCANS:
            break
        position = _end_of_segment(content, found)
        yield mark, found.start(), position
        if mark == END_OF_IMAGE:
            return
    raise TooManyScans


def _end_of_segment(content: bytes, found: re.Match[bytes]) -> int:
    """Return where the data after a mark continues, with or without a length to skip."""
    end = found.end()
    if found[1][0] < FIRST_WITH_LENGTH or found[1][0] == END_OF_IMAGE:
        return end
    return end + max(_LENGTH_BYTES, int.from_bytes(content[end : end + _LENGTH_BYTES]))
