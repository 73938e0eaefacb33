"""Turns an uploaded file into a clean JPEG, without metadata and places.

Every photo is decoded and encoded again, so nothing of the uploaded bytes reaches anybody. The
number of pixels is limited by format before any is decoded, because decoders need different amounts
of memory for each pixel (docs/decisions/0046-benchmarks.md has the figures).
"""

import contextlib
import io
import threading
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

import structlog
from django.conf import settings
from PIL import Image, ImageFile, ImageOps

from foundation.api.problems import Problem
from foundation.counting import places as counting
from foundation.media.file_types import ENDS, HEAD, FileType, declared_type, has_foreign_content
from foundation.media.jpeg_scans import TooManyScans, count_scans
from foundation.media.sealed_pieces import BrokenSeal
from foundation.records.process_memory import return_freed_memory

log = structlog.get_logger("police_portal.media")

# The longest side of what is kept: a page of A4 has 171 dots an inch and stays legible.
MAX_SIDE = 2000
QUALITY = 85
# A JPEG is decoded at a half, a quarter or an eighth of its size if this much is left. With
# MAX_SIDE instead, one of 16 megapixels would be decoded whole.
DRAFT_SIDE = 1700
# A side that no phone has: a strip of 1 × 16,000,000 is an attack, not a photo.
LONGEST_SIDE = 20_000
MEGA = 1_000_000
# Decoded pixels that a format may have. A baseline JPEG is scaled while it is decoded (`draft`), so
# it may be as large as phones make them (108 megapixels). One of several scans, as all progressive
# ones are, keeps its coefficients, up to 8 bytes a pixel; PNG needs 4 bytes a pixel and as many
# again to lose an alpha channel; WebP's decoder holds three copies.
MAX_PIXELS: Mapping[str, int] = {
    "JPEG": 120 * MEGA,
    "JPEG of several scans": 13 * MEGA,
    "PNG": 12_500_000,
    "WEBP": 5 * MEGA,
}
_FORMATS: Mapping[str, str] = {
    "JPEG": "JPEG",
    "MPO": "JPEG",  # a JPEG with more pictures behind it
    "PNG": "PNG",
    "WEBP": "WEBP",
}
# What Pillow decodes; of HEIC, and of videos, there is no rendition.
PICTURES = frozenset({FileType.JPEG, FileType.PNG, FileType.WEBP})
_WEBP_HEAD = 30

Image.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())


@dataclass(frozen=True)
class Picture:
    """A clean JPEG."""

    content: bytes
    width: int
    height: int


def refusal(why: str) -> Problem:
    """Return the Problem of a refused file, with a Vietnamese reason."""
    return Problem("photo_refused", why)


NO_PICTURE = "Tệp này không phải ảnh JPEG, PNG hoặc WebP. Vui lòng chọn ảnh khác."
BROKEN = "Ảnh bị hỏng hoặc tải lên chưa trọn vẹn. Vui lòng chọn lại ảnh."
TOO_MANY_PIXELS = (
    "Ảnh có kích thước quá lớn. Vui lòng chụp ở độ phân giải thấp hơn hoặc chọn ảnh khác."
)
TOO_MANY_SCANS = "Ảnh có cấu trúc bất thường nên không được nhận. Vui lòng chụp lại ảnh."
FOREIGN = "Tệp ảnh có chứa nội dung lạ nên không được nhận. Vui lòng chụp lại ảnh."


class Places:
    """How many photos this process re-encodes at once, so that other requests go on.

    By PHOTOS_TOGETHER also how many all processes that share a cache do.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = 0

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """Hold a place.

        Raises Problem `photos_busy` if none is free: waiting would block a thread.
        """
        with self._lock:
            if self._taken >= settings.PHOTOS_AT_ONCE:
                raise Problem("photos_busy", retry_after=2)
            self._taken += 1
        try:
            with self._one_of_all():
                yield
        finally:
            return_freed_memory()
            with self._lock:
                self._taken -= 1

    @staticmethod
    @contextlib.contextmanager
    def _one_of_all() -> Iterator[None]:
        leave = counting.enter("photos", settings.PHOTOS_TOGETHER)
        if leave is None:
            raise Problem("photos_busy", retry_after=2)
        try:
            yield
        finally:
            leave()


places = Places()


def reencode(file: IO[bytes], size: int, most_bytes: int | None = None) -> Picture:
    """Return the picture as a JPEG of at most MAX_SIDE, upright, on white, without metadata.

    `size` is the file's size in bytes, of which it may have `most_bytes`, PHOTO_MAX_BYTES by
    default. Raises Problem `photo_refused` with a Vietnamese reason, and `photos_busy`; and
    BrokenSeal if it is a sealed file that was changed.
    """
    most = settings.PHOTO_MAX_BYTES if most_bytes is None else most_bytes
    if size == 0:
        raise refusal(BROKEN)
    if size > most:
        raise refusal(f"Ảnh lớn hơn {most // MEGA} MB. Vui lòng chọn ảnh nhỏ hơn.")
    with places.one():
        _refuse_foreign(file, size)
        return _encode(_decode(file))


def _refuse_foreign(file: IO[bytes], size: int) -> None:
    """Refuse a picture that is also something else: re-encoding drops it, but it is an attack."""
    head = file.read(ENDS)
    kind = declared_type(head[:HEAD])
    if kind not in PICTURES:
        raise refusal(NO_PICTURE)
    file.seek(max(0, size - ENDS))
    if has_foreign_content(head, file.read(ENDS)):
        raise refusal(FOREIGN)
    if kind == FileType.WEBP:
        _check_webp(head[:_WEBP_HEAD])


def _count_scans(file: IO[bytes]) -> int:
    """Return how many scans a JPEG has, 0 for other formats.

    Only the first picture of an animated PNG or WebP is ever decoded, however many there are.
    """
    file.seek(0)
    if declared_type(file.read(HEAD)) != FileType.JPEG:
        return 0
    file.seek(0)
    try:
        return count_scans(file.read())
    except TooManyScans:
        raise refusal(TOO_MANY_SCANS) from None


def _check_webp(head: bytes) -> None:
    """Refuse a WebP that is too large: Pillow allocates its pixels when it opens the file."""
    width, height = _read_webp_size(head)
    _check_size(width, height, MAX_PIXELS["WEBP"])


def _read_webp_size(head: bytes) -> tuple[int, int]:
    """Return width and height from the first chunk (RFC 9649, 2.5–2.7)."""

    def number(start: int, length: int) -> int:
        return int.from_bytes(head[start : start + length], "little")

    match head[12:16]:
        case b"VP8X":
            return number(24, 3) + 1, number(27, 3) + 1
        case b"VP8L":
            bits = number(21, 4)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return number(26, 2) & 0x3FFF, number(28, 2) & 0x3FFF
    raise refusal(BROKEN)


def _check_size(width: int, height: int, most: int) -> None:
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE and width * height <= most):
        raise refusal(TOO_MANY_PIXELS)


def _decode(file: IO[bytes]) -> Image.Image:
    """Return the picture, scaled down, upright, in RGB."""
    several_scans = _count_scans(file) > 1
    try:
        file.seek(0)
        with warnings.catch_warnings():
            # Warnings are about broken metadata, which is dropped; sizes are checked here.
            warnings.simplefilter("ignore")
            image = Image.open(file, formats=["JPEG", "PNG", "WEBP"])
            return _scale(image, several_scans=several_scans)
    except (Problem, BrokenSeal):
        raise
    except Image.DecompressionBombError:
        raise refusal(TOO_MANY_PIXELS) from None
    except Exception as error:  # noqa: BLE001  # a broken file makes the decoders raise nearly anything
        log.info("photo_unreadable", error=type(error).__name__, said=str(error)[:100])
        raise refusal(BROKEN) from None


def _scale(image: ImageFile.ImageFile, *, several_scans: bool) -> Image.Image:
    kind = _FORMATS[str(image.format)]
    keeps_coefficients = several_scans or image.info.get("progressive")
    if kind == "JPEG" and keeps_coefficients:
        kind = "JPEG of several scans"
    _check_size(*image.size, MAX_PIXELS[kind])
    scale = DRAFT_SIDE / max(*image.size, DRAFT_SIDE)
    image.draft("RGB", (int(image.width * scale), int(image.height * scale)))
    image.load()
    picture = _to_scalable_mode(image)
    picture.thumbnail((MAX_SIDE, MAX_SIDE), reducing_gap=2.0)
    return _turn_upright(_put_on_white(picture), image)


def _to_scalable_mode(image: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be scaled; palettes and 16 bits cannot."""
    if image.mode in ("RGB", "RGBA", "L"):
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _put_on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A"))
    return page


def _turn_upright(picture: Image.Image, source: Image.Image) -> Image.Image:
    """Turn the picture as its metadata say. Unreadable metadata are ignored."""
    with contextlib.suppress(Exception):  # as above: nearly anything
        picture.info, exif = {}, source.getexif()
        picture.getexif().update({key: exif[key] for key in [_ORIENTATION] if key in exif})
        return ImageOps.exif_transpose(picture)
    return picture


_ORIENTATION = 0x0112


def _encode(picture: Image.Image) -> Picture:
    picture.info = {}
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, exif=b"", icc_profile=None)
    return Picture(out.getvalue(), *picture.size)
