"""The type of a file, by its content."""

import io
import os

import pytest

from foundation.media import file_types
from foundation.media.file_types import FileType, Refused, recognise
from tests.for_each import for_each
from tests.foundation.media.pictures import box, heic, picture, video


def read(content):
    return recognise(io.BytesIO(content), len(content))


def refusal(content):
    with pytest.raises(Refused) as caught:
        read(content)
    return str(caught.value)


FILES = {
    FileType.JPEG: picture(),
    FileType.PNG: picture(form="PNG"),
    FileType.WEBP: picture(form="WEBP"),
    FileType.HEIC: heic(),
    FileType.MP4: video(),
    FileType.MOV: video(b"qt  "),
    FileType.THREE_GP: video(b"3gp4"),
}


@pytest.mark.parametrize("kind", FileType)
def test_each_kind_is_recognised_by_its_content(kind):
    assert read(FILES[kind]) == kind
    assert kind.is_video == (kind.value.partition("/")[0] == "video")
    assert kind.extension.startswith(".")


def test_a_compatible_brand_determines_the_kind():
    assert read(heic(brands=b"mif1\0\0\0\0mif1miafheic")) == FileType.HEIC
    assert read(video(b"NDSC\0\0\0\0isom")) == FileType.MP4


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0" + b"\0" * 500,
        b"\x7fELF" + b"\0" * 500,
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"GIF89a" + b"\0" * 50,
        b"PK\3\4" + b"\0" * 50,
        heic(brands=b"avif\0\0\0\0mif1miaf"),
        box(b"moov"),
        b"x",
        os.urandom(500),
    ],
    ids=["exe", "elf", "svg", "gif", "zip", "avif", "no brand", "letter", "noise"],
)
def test_other_files_are_refused(content):
    assert refusal(content) == file_types.UNKNOWN


def test_an_empty_file_is_refused():
    assert refusal(b"") == file_types.EMPTY


@for_each("kind", FileType)
@for_each("part", [0.3, 0.7, 0.99])
def test_a_truncated_file_is_refused(kind, part):
    content = FILES[kind]
    assert refusal(content[: max(20, int(len(content) * part))]) == file_types.CUT_OFF


def test_a_video_without_its_index_is_refused():
    """A camera leaves such a file when its power ends."""
    assert (
        refusal(box(b"ftyp", b"isom\0\0\0\0") + b"\0\0\0\0mdat" + b"x" * 50) == file_types.CUT_OFF
    )


@for_each("kind", FileType)
@for_each("extra", [b"<script>alert(1)</script>", b"%PDF-1.7", b"PK\5\6" + b"\0" * 18])
def test_a_file_that_is_something_else_as_well_is_refused(kind, extra):
    more = extra if kind in {FileType.JPEG, FileType.PNG, FileType.WEBP} else box(b"free", extra)
    assert refusal(FILES[kind] + more) == file_types.FOREIGN


def test_a_page_in_front_of_the_picture_is_refused():
    assert refusal(picture(comment=b"<html><script>")) == file_types.FOREIGN


def test_data_appended_by_phones_is_accepted():
    assert read(picture() + b"MotionPhoto_Data" + video()) == FileType.JPEG
