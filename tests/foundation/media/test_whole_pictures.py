"""Whether a picture is complete, without decoding it."""

import io
import os

import pytest
from PIL import Image

from foundation.media import whole_pictures
from foundation.media.whole_pictures import is_whole_jpeg, is_whole_png
from tests.foundation.media.pictures import picture


def noise(form, **options):
    out = io.BytesIO()
    Image.frombytes("RGB", (300, 300), os.urandom(270_000)).save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("progressive", [False, True])
def test_the_end_of_a_jpeg_is_found_or_missing(progressive):
    """At every length around a block's border, where a mark could hide."""
    content = noise("JPEG", quality=95, progressive=progressive)
    assert is_whole_jpeg(io.BytesIO(content))
    for length in (len(content) - 1, len(content) - 2, 65_537, 65_536, 65_535, 700):
        assert not is_whole_jpeg(io.BytesIO(content[:length]))


def test_a_mark_across_two_blocks_is_found(monkeypatch):
    content = picture()
    for block in range(1, 40):
        monkeypatch.setattr(whole_pictures, "_BLOCK", block)
        assert is_whole_jpeg(io.BytesIO(content))
        assert not is_whole_jpeg(io.BytesIO(content[:-1]))


def test_the_end_of_a_preview_is_not_the_end():
    content = picture(exif=b"Exif\0\0" + picture() * 3)
    assert not is_whole_jpeg(io.BytesIO(content[:-300]))


def test_a_jpeg_of_endless_segments_is_given_up():
    content = b"\xff\xd8" + b"\xff\xfe\0\2" * 5_000 + b"\xff\xd9"
    assert not is_whole_jpeg(io.BytesIO(content))


def test_a_png_of_endless_chunks_is_given_up():
    content = (
        b"\x89PNG\r\n\x1a\n" + (b"\0\0\0\0tEXt" + b"\0" * 4) * 30_000 + b"\0\0\0\0IEND\0\0\0\0"
    )
    assert not is_whole_png(io.BytesIO(content), len(content))


def test_a_png_without_its_last_chunk_is_not_complete():
    content = picture(form="PNG")
    assert is_whole_png(io.BytesIO(content), len(content))
    assert not is_whole_png(io.BytesIO(content[:-4]), len(content) - 4)
