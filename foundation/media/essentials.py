"""The parts of a picture's file that its first picture needs. Pure; decodes nothing.

A file may contain millions of parts that cost a decoder time or memory, though none is shown: texts
and colour profiles that inflate to a megabyte each, frames, previews. So the file is walked first:
its parts are counted, its sides read, and only the parts that the decoder needs are kept, one of
each kind.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.media import jpeg_scans
from foundation.media.file_types import FileType
from foundation.media.whole_pictures import MAX_CHUNKS

MAX_EXIF = 65_536
# Frames of an animation, of which the first is shown.
MAX_WEBP_CHUNKS = 2_000
_PNG_HEAD, _PNG_CHUNK_HEAD, _PNG_SUM = 8, 8, 4
_PNG_PARTS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"eXIf", b"IEND"})
_WEBP_HEAD, _WEBP_CHUNK_HEAD = 12, 8
_WEBP_PARTS = frozenset({b"VP8X", b"ALPH", b"VP8 ", b"VP8L", b"ANIM", b"ANMF", b"EXIF"})
# Flags of VP8X for a colour profile and XMP (RFC 9649, 2.7).
_WEBP_DROPPED = 0x20 | 0x04
# JFIF, Exif and Adobe define colours and orientation; a decoder ignores other applications'
# segments and comments.
_JFIF, _EXIF, _ADOBE = 0xE0, 0xE1, 0xEE
_OTHERS = frozenset({*range(0xE0, 0xF0), 0xFE})
# A frame's head (ITU T.81, B.2.2): all marks from 0xC0 on but tables and extensions.
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})


class Broken(ValueError):
    """The parts do not fit together."""


class TooManyParts(ValueError):
    """More parts than any device writes."""


@dataclass(frozen=True)
class Essentials:
    """A file with one picture; sides in pixels.

    `keeps_coefficients` for a JPEG of several scans.
    """

    content: bytes
    width: int
    height: int
    keeps_coefficients: bool = False


def read_essentials(content: bytes, kind: FileType) -> Essentials:
    """Return the essentials of a JPEG, PNG or WebP. Raises Broken and TooManyParts."""
    match kind:
        case FileType.JPEG:
            return _of_jpeg(content)
        case FileType.PNG:
            return _of_png(content)
    return _of_webp(content)


# --- JPEG ----------------------------------------------------------------------------------------


def _of_jpeg(content: bytes) -> Essentials:
    try:
        found = list(jpeg_scans.segments(content))
    except jpeg_scans.TooManyScans:
        raise TooManyParts from None
    scans = [start for mark, start, _stop in found if mark == jpeg_scans.START_OF_SCAN]
    frames = [(mark, start) for mark, start, _stop in found if mark in _FRAMES]
    if len(frames) != 1 or not scans:
        raise Broken
    seen = set[int]()
    head = [one for one in found if one[1] < scans[0]]
    needed = [
        content[start:stop] for mark, start, stop in head if _is_needed(content, mark, start, seen)
    ]
    end = found[-1][2] if found[-1][0] == jpeg_scans.END_OF_IMAGE else len(content)
    mark, start = frames[0]
    height, width = struct.unpack_from(">HH", content[start : start + 9].ljust(9, b"\0"), 5)
    several = len(scans) > 1 or mark in _PROGRESSIVE
    kept = b"".join([content[:2], *needed, content[scans[0] : end]])
    return Essentials(kept, width, height, several)


def _is_needed(content: bytes, mark: int, start: int, seen: set[int]) -> bool:
    """Return True for tables and frames, and for the first segment of each kind about display."""
    if mark not in _OTHERS:
        return True
    is_exif = mark == _EXIF and content.startswith(b"Exif\0\0", start + 4)
    if mark in seen or not (is_exif or mark in (_JFIF, _ADOBE)):
        return False
    seen.add(mark)
    return True


# --- PNG -----------------------------------------------------------------------------------------


def _of_png(content: bytes) -> Essentials:
    kept, seen = [content[:_PNG_HEAD]], set()
    for kind, start, stop in _png_chunks(content):
        is_first = kind not in seen
        is_long = kind == b"eXIf" and stop - start > MAX_EXIF
        seen.add(kind)
        if kind in _PNG_PARTS and (is_first or kind == b"IDAT") and not is_long:
            kept.append(content[start:stop])
    head = kept[1] if len(kept) > 1 else b""
    if head[4:8] != b"IHDR" or len(head) < _PNG_CHUNK_HEAD + 8:
        raise Broken
    width, height = struct.unpack_from(">II", head, _PNG_CHUNK_HEAD)
    return Essentials(b"".join(kept), width, height)


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the kind of each chunk, and where it starts and stops (PNG 3rd edition, 5.3)."""
    start = _PNG_HEAD
    for _chunk in range(MAX_CHUNKS):
        kind = content[start + 4 : start + _PNG_CHUNK_HEAD]
        length = int.from_bytes(content[start : start + 4])
        stop = start + _PNG_CHUNK_HEAD + length + _PNG_SUM
        if stop > len(content):
            raise Broken
        yield kind, start, stop
        if kind == b"IEND":
            return
        start = stop
    raise TooManyParts


# --- WebP ----------------------------------------------------------------------------------------


def _of_webp(content: bytes) -> Essentials:
    kept: dict[bytes, bytes] = {}
    for kind, start, stop in _webp_chunks(content):
        is_long = kind == b"EXIF" and stop - start > MAX_EXIF
        if kind in _WEBP_PARTS and kind not in kept and not is_long:
            kept[kind] = content[start:stop]
    first = next(iter(kept.values()), b"")
    width, height = _webp_sides(first)
    if b"VP8X" in kept:
        flags = first[_WEBP_CHUNK_HEAD] & ~_WEBP_DROPPED
        kept[b"VP8X"] = first[:_WEBP_CHUNK_HEAD] + bytes([flags]) + first[_WEBP_CHUNK_HEAD + 1 :]
    body = b"WEBP" + b"".join(kept.values())
    return Essentials(b"RIFF" + struct.pack("<I", len(body)) + body, width, height)


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the kind of each chunk, and where it starts and stops (RFC 9649, 2.3 and 2.4)."""
    start, end = _WEBP_HEAD, 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise Broken
    for _chunk in range(MAX_WEBP_CHUNKS):
        if start + _WEBP_CHUNK_HEAD > end:
            return
        length = int.from_bytes(content[start + 4 : start + 8], "little")
        stop = start + _WEBP_CHUNK_HEAD + length + length % 2
        if stop > end + 1:  # the last may lack its padding
            raise Broken
        yield content[start : start + 4], start, min(stop, end)
        start = stop
    raise TooManyParts


def _webp_sides(first: bytes) -> tuple[int, int]:
    """Return width and height from the first chunk (RFC 9649, 2.5–2.7)."""
    data = first[_WEBP_CHUNK_HEAD:].ljust(10, b"\0")

    def number(start: int, length: int) -> int:
        return int.from_bytes(data[start : start + length], "little")

    match first[:4]:
        case b"VP8X":
            return number(4, 3) + 1, number(7, 3) + 1
        case b"VP8L":
            bits = number(1, 4)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return number(6, 2) & 0x3FFF, number(8, 2) & 0x3FFF
    raise Broken
