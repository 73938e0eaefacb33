"""Pictures of announcements are made anew in three sizes."""

import io
import os

import pytest
from PIL import Image

from announcements.pictures import encoding
from foundation.api.problems import Problem
from tests.foundation.media.pictures import picture


def encode(content):
    return encoding.encode(io.BytesIO(content), len(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_format_becomes_three_jpegs(form):
    made = encode(picture(2000, 1000, form=form))
    sizes = {name: (size.width, size.height) for name, size in made.items()}
    assert sizes == {"small": (320, 160), "medium": (800, 400), "large": (1600, 800)}
    for size in made.values():
        with Image.open(io.BytesIO(size.content)) as opened:
            assert (opened.format, opened.size) == ("JPEG", (size.width, size.height))


def test_a_small_picture_is_not_enlarged():
    assert {size.width for size in encode(picture(200, 100)).values()} == {200}


def test_metadata_are_gone_in_every_size():
    exif = Image.Exif()
    exif[0x010F] = "TelephoneMaker"
    exif.get_ifd(0x8825)[2] = (21.0, 19.0, 22.0)
    source = picture(900, 900, exif=exif, comment=b"0912345678")
    for size in encode(source).values():
        assert not any(trace in size.content for trace in (b"TelephoneMaker", b"0912", b"Exif"))


def test_noise_keeps_within_what_zalo_takes():
    out = io.BytesIO()
    Image.frombytes("RGB", (1700, 1700), os.urandom(1700 * 1700 * 3)).save(out, "JPEG", quality=95)
    assert max(len(size.content) for size in encode(out.getvalue()).values()) <= 1_000_000


def refusal(content):
    with pytest.raises(Problem) as caught:
        encode(content)
    assert caught.value.type.code == "photo_refused"
    return caught.value.detail


def test_a_png_above_ten_megabytes_is_refused():
    assert "10 MB" in refusal(picture(form="PNG") + b"\0" * encoding.MAX_BYTES)


def test_a_bomb_is_refused_before_it_is_decoded():
    assert "kích thước quá lớn" in refusal(picture(9000, 9000, form="PNG", mode="L", colour=0))


@pytest.mark.parametrize("content", [b"", b"GIF89a" + b"\0" * 50, b"<svg onload=alert(1)>"])
def test_what_is_no_picture_is_refused(content):
    assert refusal(content)


@pytest.mark.parametrize(
    ("sides", "expected"),
    [((1011, 638), True), ((638, 1011), True), ((1500, 1000), False), ((800, 800), False)],
)
def test_the_sides_of_an_identity_card_are_noticed(sides, expected):
    assert encoding.may_be_a_card(*sides) is expected
