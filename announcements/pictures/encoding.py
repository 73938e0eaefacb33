"""A picture of an announcement: taken apart and encoded anew, in three sizes.

Nothing of the uploaded bytes reaches anybody; metadata and places are gone. Zalo's articles take
pictures of at most 1 MB, which all sizes keep to.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from PIL import Image

from foundation.media.reencoding import OFFICERS, reencode

# Of a file that an officer brings, in bytes.
MAX_BYTES = 10 * 1024 * 1024
# Of each size that is made, in bytes.
MOST_BYTES = 1_000_000
# The longest side by the name of a size, in pixels: in lists; on a phone; on a desk and in print.
SIDES: Mapping[str, int] = {"small": 320, "medium": 800, "large": 1600}
# Tried in turn until MOST_BYTES are kept: only noise needs another than the first.
_QUALITIES = (82, 70, 55, 40, 25)
# What a picture is of: an identity card, ID-1 of ISO/IEC 7810, is 85.60 × 53.98 mm.
_CARD, _TOLERANCE = 85.60 / 53.98, 0.035


@dataclass(frozen=True)
class Rendition:
    """One size of a picture, a JPEG; sides in pixels."""

    content: bytes
    width: int
    height: int


def encode(file: IO[bytes], size: int) -> dict[str, Rendition]:
    """Return the picture by the names in SIDES, upright and without metadata; none is enlarged.

    `size` is the file's in bytes. Raises Problem `photo_refused` with a Vietnamese reason for what
    is no JPEG, PNG or WebP, for more than MAX_BYTES, too many pixels or foreign content; and
    `photos_busy`.
    """
    clean = reencode(file, size, MAX_BYTES, OFFICERS)
    with Image.open(io.BytesIO(clean.content), formats=["JPEG"]) as picture:
        picture.load()
        return {name: _sized(picture, side) for name, side in SIDES.items()}


def _sized(picture: Image.Image, side: int) -> Rendition:
    made = picture.copy()
    made.thumbnail((side, side), reducing_gap=3.0)
    made.info = {}
    for quality in _QUALITIES:
        out = io.BytesIO()
        made.save(out, "JPEG", quality=quality, optimize=True, exif=b"", icc_profile=None)
        if out.tell() <= MOST_BYTES:
            break
    return Rendition(out.getvalue(), *made.size)


def may_be_a_card(width: int, height: int) -> bool:
    """Return True if a picture has the sides of an identity card, as one cut out of a scan has.

    It cannot see a card that lies somewhere in a picture: that, an editor has to confirm.

    >>> may_be_a_card(1016, 640), may_be_a_card(640, 1016), may_be_a_card(1600, 1200)
    (True, True, False)
    """
    if not width or not height:
        return False
    ratio = max(width, height) / min(width, height)
    return abs(ratio / _CARD - 1) <= _TOLERANCE


CARD_WARNING = (
    "Ảnh có tỷ lệ cạnh của thẻ căn cước. Đồng chí hãy xem lại: không đăng ảnh giấy tờ còn đọc được "
    "số, họ tên hoặc mã QR. Phần mềm không nhận ra giấy tờ nằm trong một ảnh lớn hơn."
)
