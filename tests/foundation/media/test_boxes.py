"""Boxes of MP4 and HEIC files are walked without reading their content."""

import io

import pytest

from foundation.media import boxes
from tests.foundation.media.pictures import box, video


def walked(content):
    return [one.kind for one in boxes.walk(io.BytesIO(content), 0, len(content))]


def test_every_form_of_a_size_is_read():
    long = b"\0\0\0\1mdat" + (16 + 5).to_bytes(8) + b"12345"
    to_the_end = b"\0\0\0\0free" + b"rest"
    assert walked(box(b"ftyp") + long + to_the_end) == [b"ftyp", b"mdat", b"free"]


@pytest.mark.parametrize(
    "content",
    [
        video()[:-1],
        video() + b"\0",
        b"\0\0\0\4free" + box(b"ftyp"),
        b"\0\0\0\1mdat" + (2**63).to_bytes(8),
        b"\0\0\0\1mdat",
    ],
    ids=["cut", "more", "shorter than its head", "huge", "no size"],
)
def test_boxes_that_do_not_fill_their_parent_are_broken(content):
    with pytest.raises(boxes.BrokenBoxes):
        walked(content)


def test_the_number_of_boxes_is_limited():
    with pytest.raises(boxes.BrokenBoxes):
        walked(box(b"free") * (boxes.MAX_BOXES + 1))


def test_a_box_is_found_and_read_within_bounds():
    file = io.BytesIO(box(b"ftyp") + box(b"moov", b"0123456789"))
    found = boxes.find(file, b"moov", 0, len(file.getvalue()))
    assert boxes.read(file, found, 4) == b"0123"
    assert boxes.read(file, found, 99) == b"0123456789"
    assert boxes.find(file, b"meta", 0, len(file.getvalue())) is None
