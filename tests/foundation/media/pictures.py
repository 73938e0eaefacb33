"""Pictures and videos for tests."""

import io

from PIL import Image


def picture(width=64, height=48, form="JPEG", mode="RGB", colour="red", **options):
    """Return the bytes of a picture."""
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, form, **options)
    return out.getvalue()


def box(kind, content=b""):
    """Return a box of MP4, MOV, 3GP and HEIC."""
    return (8 + len(content)).to_bytes(4) + kind + content


def video(brand=b"isom", movie=b"", more=b""):
    """Return the boxes of a video that nobody can play."""
    return (
        box(b"ftyp", brand + b"\0\0\2\0" + brand + b"iso2")
        + box(b"mdat", bytes(range(256)) * 8)
        + box(b"moov", movie)
        + more
    )


def heic(exif=b"", brands=b"heic\0\0\0\0mif1heic"):
    """Return the boxes of a HEIC picture that nobody can show."""
    return box(b"ftyp", brands) + box(b"meta", b"\0" * 40) + box(b"mdat", exif)
