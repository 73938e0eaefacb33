"""When and where an original was taken, by its own metadata. Pure; reads little of the file.

It helps people to compare, and proves nothing: anybody can write it. Some dashcams write the local
time of a video as UTC.
"""

import contextlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import IO

from django.utils import timezone

from foundation.media import boxes, exif_tags
from foundation.media.exif_tags import Value
from foundation.media.file_types import FileType

Place = tuple[float, float]  # latitude and longitude in degrees, WGS 84

# EXIF is one segment of at most 64 KiB, before the picture.
_EXIF_WITHIN, _EXIF_BYTES = 131_072, 65_536
_EXIF = re.compile(rb"Exif\0\0(?=II\*\0|MM\0\*)")
_EXIF_IFD, _TAKEN_AT, _OFFSET = 0x8769, 0x9003, 0x9011
_GPS_IFD, _SOUTH_NORTH, _LATITUDE, _WEST_EAST, _LONGITUDE = 0x8825, 1, 2, 3, 4
# Movie header, 14496-12, 8.2.2: seconds since 1904, in 32 bits or, from version 1 on, in 64.
_QUICKTIME_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MOVIE_HEAD = 12
# ISO 6709, in Android's `©xyz` and in Apple's metadata alike.
_PLACE = re.compile(rb"([+-]\d{2}\.\d{2,8})([+-]\d{3}\.\d{2,8})")
_METADATA_BYTES = 65_536
# No phone took videos before; clocks may be a little ahead.
_EARLIEST, _CLOCKS_DIFFER = datetime(2000, 1, 1, tzinfo=UTC), timedelta(hours=1)
_MOST_DEGREES = (90, 180)


@dataclass(frozen=True)
class CaptureData:
    """The metadata; None if missing or nonsense."""

    moment: datetime | None = None
    place: Place | None = None


def read_capture_data(file: IO[bytes], size: int, kind: FileType, now: datetime) -> CaptureData:
    """Return when and where a file of `size` bytes was taken; `now` bounds the first.

    A time without an offset is taken as Vietnamese time.
    """
    moment, place = _of_video(file, size) if kind.is_video else _of_picture(file)
    if moment and not _EARLIEST <= moment <= now + _CLOCKS_DIFFER:
        moment = None
    return CaptureData(moment, place if place and _is_on_earth(place) else None)


def _is_on_earth(place: Place) -> bool:
    """Return False beyond the poles, and for 0, 0, which some devices write without a position."""
    within = all(abs(one) <= most for one, most in zip(place, _MOST_DEGREES, strict=True))
    return within and place != (0, 0)


# --- pictures ------------------------------------------------------------------------------------


def _of_picture(file: IO[bytes]) -> tuple[datetime | None, Place | None]:
    """Read the EXIF of a JPEG or HEIC; other formats have it elsewhere, if at all."""
    file.seek(0)
    head = file.read(_EXIF_WITHIN)
    found = _EXIF.search(head)
    if found is None:
        return None, None
    tiff = head[found.end() : found.end() + _EXIF_BYTES]
    first = exif_tags.first_directory(tiff)
    return (
        _exif_moment(exif_tags.read_directory(tiff, exif_tags.pointer(first, _EXIF_IFD))),
        _exif_place(exif_tags.read_directory(tiff, exif_tags.pointer(first, _GPS_IFD))),
    )


def _exif_moment(tags: Mapping[int, Value]) -> datetime | None:
    with contextlib.suppress(ValueError, OverflowError):
        written = f"{tags.get(_TAKEN_AT, '')}"
        local = datetime.strptime(written, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  # its zone follows
        zone = f"{tags.get(_OFFSET, '')}"
        if zone:
            return datetime.fromisoformat(f"{local.isoformat()}{zone}").astimezone(UTC)
        return timezone.make_aware(local).astimezone(UTC)
    return None


def _exif_place(tags: Mapping[int, Value]) -> Place | None:
    latitude, longitude = tags.get(_LATITUDE), tags.get(_LONGITUDE)
    if not (isinstance(latitude, tuple) and isinstance(longitude, tuple)):
        return None
    place = (
        _degrees(latitude, negative=tags.get(_SOUTH_NORTH) == "S"),
        _degrees(longitude, negative=tags.get(_WEST_EAST) == "W"),
    )
    return None if any(math.isnan(one) for one in place) else place


def _degrees(parts: Sequence[float], *, negative: bool) -> float:
    """Return degrees, minutes and seconds as degrees."""
    degrees: float = sum(part / 60**place for place, part in enumerate(parts))
    return -degrees if negative else degrees


# --- videos --------------------------------------------------------------------------------------


def _of_video(file: IO[bytes], size: int) -> tuple[datetime | None, Place | None]:
    moment, place = None, None
    with contextlib.suppress(boxes.BrokenBoxes):
        movie = boxes.find(file, b"moov", 0, size)
        for box in boxes.walk(file, movie.start, movie.end) if movie else ():
            file.seek(box.start)
            match box.kind:
                case b"mvhd":
                    moment = _movie_moment(file.read(_MOVIE_HEAD))
                case b"udta" | b"meta":
                    place = place or _movie_place(
                        file.read(min(box.end - box.start, _METADATA_BYTES))
                    )
    return moment, place


def _movie_moment(head: bytes) -> datetime | None:
    is_long = head[:1] == b"\1"
    with contextlib.suppress(OverflowError):
        return _QUICKTIME_EPOCH + timedelta(seconds=int.from_bytes(head[4 : 12 if is_long else 8]))
    return None


def _movie_place(metadata: bytes) -> Place | None:
    found = _PLACE.search(metadata)
    return (float(found[1]), float(found[2])) if found else None
