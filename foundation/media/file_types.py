"""The type of a file by its content: names and declared types are only the sender's claim. Pure.

A file is one of the kinds that phones make, complete, and nothing else at the same time.
"""

import contextlib
from collections.abc import Mapping
from enum import StrEnum
from typing import IO

from foundation.media import boxes, whole_pictures


class FileType(StrEnum):
    """The accepted kinds; each value is its media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    MP4 = "video/mp4"
    MOV = "video/quicktime"
    THREE_GP = "video/3gpp"

    @property
    def is_video(self) -> bool:
        """Whether it is a video, by its media type."""
        return self.startswith("video/")

    @property
    def extension(self) -> str:
        """The extension of its file name."""
        return _EXTENSIONS[self]


MEDIA_TYPES = [(one.value, one.name) for one in FileType]
_EXTENSIONS: Mapping[FileType, str] = {
    FileType.JPEG: ".jpg",
    FileType.PNG: ".png",
    FileType.WEBP: ".webp",
    FileType.HEIC: ".heic",
    FileType.MP4: ".mp4",
    FileType.MOV: ".mov",
    FileType.THREE_GP: ".3gp",
}
# Brands by their first letters (mp4ra.org): the declared type of a file of boxes. AVIF and HEIC
# share `mif1`, so it decides nothing.
_BRANDS: Mapping[bytes, FileType] = {
    b"hei": FileType.HEIC,
    b"hev": FileType.HEIC,
    b"qt  ": FileType.MOV,
    b"3g": FileType.THREE_GP,
    b"iso": FileType.MP4,
    b"mp4": FileType.MP4,
    b"avc1": FileType.MP4,
    b"M4V": FileType.MP4,
    b"MSNV": FileType.MP4,
    b"XAVC": FileType.MP4,
}
# Without it, the other boxes cannot be shown.
_MAIN_BOX: Mapping[FileType, bytes] = {FileType.HEIC: b"meta"}
_MAIN_BOX_OF_VIDEOS = b"moov"

# Marks of a picture that is also a page, a script or an archive. They are searched at a file's
# ends: a page or a PDF begins near the beginning, a ZIP is read from a mark at most 65,557 bytes
# from the end. In between, the bytes of a picture may match by chance.
_FOREIGN_TEXTS = (
    b"<script",
    b"<html",
    b"<svg ",
    b"<?php",
    b"<!doctype",
    b"<iframe",
    b"javascript:",
    b"%pdf-",
)
_END_OF_ARCHIVE = b"PK\x05\x06"
ENDS = 66_000
HEAD = 64  # bytes that determine the kind


class Refused(ValueError):
    """The file is refused; the message is the reason in Vietnamese."""


EMPTY = "Tệp không có nội dung. Vui lòng chọn lại tệp."
UNKNOWN = (
    "Tệp này không phải ảnh JPEG, PNG, WebP, HEIC hoặc video MP4, MOV, 3GP. Vui lòng chọn tệp khác."
)
CUT_OFF = "Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Vui lòng gửi lại tệp gốc."
FOREIGN = "Tệp có chứa nội dung lạ nên không được nhận. Vui lòng gửi tệp gốc do máy ghi lại."


def declared_type(head: bytes) -> FileType | None:
    """Return the kind that the first HEAD bytes declare, None if it is not accepted."""
    if head.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileType.WEBP
    return _by_brand(head) if head[4:8] == b"ftyp" else None


def _by_brand(head: bytes) -> FileType | None:
    """Return the kind of the first known brand: the main one, then the compatible ones."""
    listed = head[: int.from_bytes(head[:4])]
    brands = [listed[8:12], *(listed[at : at + 4] for at in range(16, len(listed), 4))]
    kinds = (kind for brand in brands for mark, kind in _BRANDS.items() if brand.startswith(mark))
    return next(kinds, None)


def has_foreign_content(first: bytes, last: bytes) -> bool:
    """Return True if the first and last ENDS bytes of a file make it something else as well."""
    ends = first + b"\0" + last
    lower = ends.lower()
    return _END_OF_ARCHIVE in ends or any(text in lower for text in _FOREIGN_TEXTS)


def recognise(file: IO[bytes], size: int) -> FileType:
    """Return the type of a seekable file of `size` bytes; reads its ends and its parts' headers.

    Raises Refused with a Vietnamese reason.
    """
    if size == 0:
        raise Refused(EMPTY)
    file.seek(0)
    first = file.read(ENDS)
    kind = declared_type(first[:HEAD])
    if kind is None:
        raise Refused(UNKNOWN)
    file.seek(max(0, size - ENDS))
    if has_foreign_content(first, file.read(ENDS)):
        raise Refused(FOREIGN)
    if not _is_whole(kind, file, size):
        raise Refused(CUT_OFF)
    return kind


def _is_whole(kind: FileType, file: IO[bytes], size: int) -> bool:
    match kind:
        case FileType.JPEG:
            return whole_pictures.is_whole_jpeg(file)
        case FileType.PNG:
            return whole_pictures.is_whole_png(file, size)
        case FileType.WEBP:
            return whole_pictures.is_whole_webp(file, size)
    with contextlib.suppress(boxes.BrokenBoxes):
        found = {box.kind for box in boxes.walk(file, 0, size)}
        return _MAIN_BOX.get(kind, _MAIN_BOX_OF_VIDEOS) in found
    return False
