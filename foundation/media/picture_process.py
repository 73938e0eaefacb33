"""Decode a picture and encode it again; run by foundation/records/bounded_process.py.

It reads a picture's essentials from standard input, and imports nothing of ours. It writes a line
of JSON, width and height or the `error`, and then the JPEG.
"""

import contextlib
import io
import json
import sys
import warnings
from typing import Any

# The longest side of the result: a page of A4 has 171 dots an inch and stays legible.
MAX_SIDE = 2000
QUALITY = 85
# A JPEG is decoded at a half, a quarter or an eighth of its size if at least this much remains.
# With MAX_SIDE instead, one of 16 megapixels would be decoded whole.
DRAFT_SIDE = 1700
# The largest pictures within MAX_PIXELS take 0.25 GB and 2 s.
CPU_SECONDS, MEMORY_BYTES = 10, 768 * 1024 * 1024
_ORIENTATION = 0x0112


def _scale(image: Any) -> Any:
    """Return the picture scaled down, upright, in RGB."""
    scale = DRAFT_SIDE / max(*image.size, DRAFT_SIDE)
    image.draft("RGB", (int(image.width * scale), int(image.height * scale)))
    image.load()
    picture = _to_scalable_mode(image)
    picture.thumbnail((MAX_SIDE, MAX_SIDE), reducing_gap=2.0)
    return _turn_upright(_put_on_white(picture), image)


def _to_scalable_mode(image: Any) -> Any:
    """Return the picture in a mode that can be scaled; palettes and 16 bits cannot."""
    if image.mode in ("RGB", "RGBA", "L"):
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _put_on_white(image: Any) -> Any:
    from PIL import Image

    if image.mode != "RGBA":
        return image.convert("RGB")
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A"))
    return page


def _turn_upright(picture: Any, source: Any) -> Any:
    """Turn the picture by its metadata. Unreadable metadata are ignored."""
    from PIL import ImageOps

    with contextlib.suppress(Exception):  # broken metadata make Pillow raise nearly anything
        picture.info, exif = {}, source.getexif()
        picture.getexif().update({key: exif[key] for key in [_ORIENTATION] if key in exif})
        return ImageOps.exif_transpose(picture)
    return picture


def _encode(picture: Any) -> bytes:
    picture.info = {}
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, exif=b"", icc_profile=None)
    return out.getvalue()


def answer(content: bytes) -> bytes:
    """Return the line of JSON with the picture, or with the kind of error."""
    from PIL import Image  # within the bounds

    try:
        picture = _scale(Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]))
        encoded = _encode(picture)
        head = {"width": picture.width, "height": picture.height}
    except Exception as error:  # noqa: BLE001  # a broken file makes the decoders raise nearly anything
        head, encoded = {"error": type(error).__name__}, b""
    return json.dumps(head).encode() + b"\n" + encoded


def main() -> None:
    """Read from standard input and answer to standard output."""
    from PIL import Image  # within the bounds

    Image.MAX_IMAGE_PIXELS = None  # its sides were checked before
    # Warnings are about broken metadata, which is dropped.
    warnings.simplefilter("ignore")
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
