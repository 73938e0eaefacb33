"""What a file is that has come whole: its kind, when and where it was taken, what it looks like."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from django.conf import settings

from foundation.api.problems import Problem
from foundation.media import file_types, near_pictures, reencoding
from foundation.media.capture_data import read_capture_data
from foundation.media.file_types import FileType, Refused
from foundation.media.reencoding import Places
from foundation.media.sealed_files import Sealed, open_sealed, path_of
from foundation.media.upload_handler import TooLarge
from offices.geography.places import Point
from reports.models.captured import Captured, pack

PICTURES = reencoding.PICTURES
_HALF, _WHOLE = 1 << 63, 1 << 64


@dataclass(frozen=True)
class Findings:
    """The findings; `picture_hash` is None without a picture, or if time ran out."""

    kind: FileType
    captured: str
    picture_hash: int | None


def examine(file_id: UUID, sealed: Sealed, now: datetime, places: Places) -> Findings:
    """Return what a sealed file is; its picture is decoded in one of `places`.

    Raises Refused with a Vietnamese reason, TooLarge, and BrokenSeal.
    """
    with open_sealed(path_of(file_id), file_id, sealed.key) as file:
        kind = file_types.recognise(file, sealed.size)
        most = largest(kind)
        if sealed.size > most:
            raise TooLarge(most)
        said = read_capture_data(file, sealed.size, kind, now)
        own = Captured(said.moment, Point(*said.place) if said.place else None)
        return Findings(kind, pack(own), _picture_hash(file, sealed.size, kind, places))


def largest(kind: FileType) -> int:
    """Return how many bytes a file of this kind may have."""
    most: int = (
        settings.REPORT_VIDEO_MAX_BYTES if kind.is_video else settings.REPORT_PHOTO_MAX_BYTES
    )
    return most


def _picture_hash(file: IO[bytes], size: int, kind: FileType, places: Places) -> int | None:
    """Return the hash of a picture, None if there is none or this process has no time now.

    `sweep_evidence` makes up for the latter. A picture of too many pixels is kept: nobody decodes
    it, and an original cannot be taken again. Raises Refused for what no decoder reads.
    """
    if kind not in PICTURES:
        return None
    try:
        return hash_of(render(file, size, places))
    except Problem as problem:
        if problem.type.code == "photos_busy" or problem.detail == reencoding.TOO_MANY_PIXELS:
            return None
        raise Refused(problem.detail) from None


def render(file: IO[bytes], size: int, places: Places) -> bytes:
    """Return a photo as a clean JPEG. Raises Problem `photo_refused`, `photos_busy`; BrokenSeal."""
    return reencoding.reencode(file, size, settings.REPORT_PHOTO_MAX_BYTES, places).content


def hash_of(picture: bytes) -> int:
    """Return the hash of a clean JPEG as a column keeps it: 64 bits with a sign."""
    return to_column(near_pictures.difference_hash(picture))


def to_column(picture_hash: str) -> int:
    """Return 16 hex digits as a signed number.

    >>> to_column("ffffffffffffffff"), to_column("0000000000000001")
    (-1, 1)
    """
    number = int(picture_hash, 16)
    return number - _WHOLE if number >= _HALF else number


def from_column(number: int) -> str:
    """Return what `to_column` was given.

    >>> from_column(-1)
    'ffffffffffffffff'
    """
    return f"{number % _WHOLE:016x}"
