"""The small rendition of a photo, made on request.

It is not stored: a second file of each photo would be one more thing to erase. Of a stored photo of
2,000 pixels the decoder reads an eighth only (`draft`), which takes a few milliseconds.
"""

import io
from typing import IO

from PIL import Image

SMALL_SIDE = 320
MOST_BYTES = 30_000
# Tried in turn: papers and people need the first, a picture full of leaves or sand a lower one.
QUALITIES = (75, 50, 25)


def shrink(file: IO[bytes]) -> bytes:
    """Return a JPEG of at most SMALL_SIDE and MOST_BYTES, from a JPEG of `reencoding`."""
    with Image.open(file, formats=["JPEG"]) as image:
        image.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
        image.thumbnail((SMALL_SIDE, SMALL_SIDE))
        for quality in QUALITIES:
            out = io.BytesIO()
            image.save(out, "JPEG", quality=quality)
            if out.tell() <= MOST_BYTES:
                break
    return out.getvalue()
