"""A JPEG of a hundred kilobytes must not cost its decoder a minute."""

import io
import time

import pytest
from PIL import Image

from foundation.api.problems import Problem
from foundation.media import reencoding
from foundation.media.jpeg_scans import (
    MAX_SCANS,
    MAX_SEGMENTS,
    START_OF_SCAN,
    TooManyScans,
    segments,
)

SCAN, END, COMMENT = b"\xff\xda", b"\xff\xd9", b"\xff\xfe"


def count_scans(content):
    return sum(mark == START_OF_SCAN for mark, _start, _stop in segments(content))


def jpeg(mode="RGB", size=(64, 48), **options):
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert(mode).save(out, "JPEG", **options)
    return out.getvalue()


def with_repeated_last_scan(content, times):
    """Return the picture with its last scan repeated `times` times, as in the attack."""
    last = content[content.rindex(SCAN) : content.rindex(END)]
    return content.replace(END, last * times + END)


def refusal(content):
    with pytest.raises(Problem) as caught:
        reencoding.reencode(io.BytesIO(content), len(content))
    assert caught.value.type.code == "photo_refused"
    return caught.value.detail


def test_a_picture_of_three_thousand_scans_is_refused_before_it_is_decoded(monkeypatch):
    bomb = with_repeated_last_scan(jpeg(progressive=True), 3_000)
    monkeypatch.setattr(reencoding, "_decode", None)
    assert refusal(bomb) == reencoding.TOO_MANY_PARTS


def test_the_maximum_of_scans_is_read_and_one_more_refused():
    ordinary = jpeg(progressive=True)
    most = with_repeated_last_scan(ordinary, MAX_SCANS - count_scans(ordinary))
    assert count_scans(most) == MAX_SCANS
    assert reencoding.reencode(io.BytesIO(most), len(most)).width == 64
    assert refusal(with_repeated_last_scan(most, 1)) == reencoding.TOO_MANY_PARTS


@pytest.mark.parametrize(
    ("mode", "progressive", "scans"),
    [("RGB", False, 1), ("RGB", True, 10), ("L", True, 6), ("CMYK", True, 18)],
)
def test_ordinary_pictures_have_few_scans(mode, progressive, scans):
    assert count_scans(jpeg(mode, progressive=progressive)) == scans


def test_the_preview_in_the_metadata_is_not_counted():
    inner = jpeg(progressive=True)
    outer = jpeg(exif=b"Exif\0\0" + inner * 5)
    assert count_scans(outer) == 1


def test_an_end_within_a_comment_hides_no_scan():
    first, rest = jpeg(progressive=True).split(SCAN, 1)
    hidden = first + COMMENT + b"\x00\x04" + END + with_repeated_last_scan(SCAN + rest, 100)
    with pytest.raises(TooManyScans):
        count_scans(hidden)


def test_an_unknown_mark_hides_no_scan():
    unknown = b"\xff\x02\xff\xff"  # would be a segment of 65,535 bytes
    picture = jpeg(progressive=True)
    with pytest.raises(TooManyScans):
        count_scans(with_repeated_last_scan(picture.replace(SCAN, unknown + SCAN, 1), 100))


def test_data_after_the_picture_is_not_counted():
    assert count_scans(jpeg() + (SCAN + b"\x00\x02") * 100) == 1


def test_counting_ten_megabytes_of_marks_is_fast():
    started = time.process_time()
    with pytest.raises(TooManyScans):
        count_scans(b"\xff\xd8" + (COMMENT + b"\x00\x02") * 2_500_000)
    assert count_scans(b"\xff\xd8" + b"\xff\x00" * 5_000_000) == 0
    assert count_scans(b"\xff\xd8" + b"\xff" * 10_000_000) == 0
    assert time.process_time() - started < 2


def test_a_picture_of_ten_megabytes_of_metadata_is_read():
    segment = COMMENT + (65_535).to_bytes(2) + b"x" * 65_533
    assert MAX_SEGMENTS > 160
    assert count_scans(b"\xff\xd8" + segment * 160 + jpeg()[2:]) == 1


def test_a_large_picture_of_three_scans_is_limited_like_a_progressive_one(monkeypatch):
    """Its decoder also keeps the whole picture until the last scan."""
    few = {**reencoding.MAX_PIXELS, "JPEG of several scans": 10}
    monkeypatch.setattr(reencoding, "MAX_PIXELS", few)
    content = with_repeated_last_scan(jpeg(), 2)
    assert count_scans(content) == 3
    assert refusal(content) == reencoding.TOO_MANY_PIXELS
    assert reencoding.reencode(io.BytesIO(jpeg()), len(jpeg())).width == 64


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_only_the_first_of_many_moving_pictures_is_decoded(form):
    frames = [Image.new("RGB", (64, 48), (number % 256, number // 4, 9)) for number in range(500)]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    started = time.process_time()
    assert reencoding.reencode(io.BytesIO(out.getvalue()), len(out.getvalue())).width == 64
    assert time.process_time() - started < 0.5
