"""Re-encoding uploaded files as clean JPEGs without metadata."""

import io
import os
import struct
import threading
import zlib

import pytest
from django.conf import settings as django_settings
from PIL import Image

from foundation.api.problems import Problem
from foundation.media import picture_process, reencoding
from tests.conftest import decode_here
from tests.for_each import for_each
from tests.foundation.media.pictures import picture


def read(content):
    return reencoding.reencode(io.BytesIO(content), len(content))


def refusal(content):
    with pytest.raises(Problem) as caught:
        read(content)
    assert caught.value.type.code == "photo_refused"
    return caught.value.detail


def opened(result):
    return Image.open(io.BytesIO(result.content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_format_becomes_a_jpeg(form):
    result = read(picture(form=form))
    assert (opened(result).format, opened(result).mode, opened(result).size) == (
        "JPEG",
        "RGB",
        (64, 48),
    )
    assert (result.width, result.height) == (64, 48)


@pytest.mark.parametrize(
    ("mode", "form", "colour"),
    [
        ("1", "PNG", 1),
        ("L", "PNG", 90),
        ("LA", "PNG", (90, 128)),
        ("P", "PNG", 3),
        ("RGBA", "PNG", (255, 0, 0, 128)),
        ("I;16", "PNG", 900),
        ("RGBA", "WEBP", (255, 0, 0, 0)),
        ("L", "JPEG", 90),
        ("CMYK", "JPEG", (0, 0, 0, 0)),
    ],
)
def test_every_pixel_mode_is_read(mode, form, colour):
    assert opened(read(picture(mode=mode, form=form, colour=colour))).mode == "RGB"


def test_transparency_becomes_white():
    red, green, blue = opened(read(picture(mode="RGBA", form="PNG", colour=(0, 0, 0, 0)))).getpixel(
        (5, 5)
    )
    assert min(red, green, blue) > 250


def test_a_transparent_palette_becomes_white():
    source = Image.new("P", (32, 32), 0)
    source.putpalette([200, 0, 0] + [0] * 765)
    out = io.BytesIO()
    source.save(out, "PNG", transparency=0)
    assert min(opened(read(out.getvalue())).getpixel((5, 5))) > 250


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (9000, 200), (2001, 2001)])
def test_a_large_picture_is_scaled_down(size):
    result = read(picture(*size))
    assert max(result.width, result.height) == picture_process.MAX_SIDE
    assert result.width / result.height == pytest.approx(size[0] / size[1], rel=0.02)


def test_metadata_is_removed_and_rotation_applied():
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with an upright phone
    exif[0x010F] = "TelephoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (21.0, 19.0, 22.0)
    source = picture(64, 48, exif=exif, comment=b"0912345678", icc_profile=b"profile" * 20)
    result = read(source)
    assert (result.width, result.height) == (48, 64)
    assert opened(result).getexif() == {}
    assert b"TelephoneMaker" in source
    for trace in (b"TelephoneMaker", b"0912345678", b"profile", b"Exif"):
        assert trace not in result.content


def test_broken_metadata_is_ignored():
    source = picture()
    broken = (
        source[:2]
        + b"\xff\xe1"
        + struct.pack(">H", 30)
        + b"Exif\0\0"
        + b"MM\0*"
        + b"\xff" * 18
        + source[2:]
    )
    assert read(broken).width == 64


def test_an_animation_keeps_its_first_frame():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    for form in ("WEBP", "PNG"):
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:])
        red, _green, blue = opened(read(out.getvalue())).getpixel((5, 5))
        assert red > 200 > blue


SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        HTML,
        b"GIF89a" + b"\0" * 50,
        b"BM" + b"\0" * 50,
        b"%PDF-1.7\n",
        b"PK\x03\x04" + b"\0" * 50,
        b"\0" * 100,
        b"x",
        os.urandom(500),
    ],
    ids=["svg", "html", "gif", "bmp", "pdf", "zip", "zeros", "letter", "noise"],
)
def test_other_files_are_refused(content):
    assert refusal(content) == reencoding.NO_PICTURE


@for_each(
    "extra",
    [
        HTML,
        SVG,
        b"<?php system($_GET[0]); ?>",
        b"PK\x03\x04rest PK\x05\x06" + b"\0" * 18,
        b"%PDF-1.7",
    ],
)
@for_each("form", ["JPEG", "PNG", "WEBP"])
@for_each("hidden", ["behind", "inside"])
def test_a_polyglot_file_is_refused(form, extra, hidden):
    if hidden == "behind":
        content = picture(form=form) + extra
    elif form == "JPEG":
        content = picture(form=form, comment=extra)
    else:
        content = picture(form=form, exif=b"Exif\0\0" + extra)
    assert refusal(content) == reencoding.FOREIGN


def test_trailing_data_from_phones_is_dropped():
    content = picture() + b"MotionPhoto_Data" + os.urandom(1000)
    assert b"MotionPhoto" not in read(content).content


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_picture_is_refused(form, part):
    noise = Image.frombytes("RGB", (80, 80), os.urandom(80 * 80 * 3))
    out = io.BytesIO()
    noise.save(out, form)
    assert refusal(out.getvalue()[: int(len(out.getvalue()) * part)]) == reencoding.BROKEN


def test_empty_and_oversized_files_are_refused(settings):
    assert refusal(b"") == reencoding.BROKEN
    settings.PHOTO_MAX_BYTES = 500
    assert "lớn hơn" in refusal(picture(400, 400))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width, height):
    """Return a PNG of a few bytes that claims to be huge."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def jpeg_bomb(width, height):
    """Return a JPEG whose header claims to be huge."""
    small = picture(16, 16)
    at = small.index(b"\xff\xc0") + 5
    return small[:at] + struct.pack(">HH", height, width) + small[at + 4 :]


def webp_bomb(width, height):
    """Return a WebP whose header claims to be huge."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize("bomb", [png_bomb, jpeg_bomb, webp_bomb])
@pytest.mark.parametrize("size", [(50_000, 50_000), (65_535, 2), (1, 65_000), (12_000, 12_000)])
def test_a_pixel_bomb_is_refused_before_decoding(bomb, size, monkeypatch):
    content = bomb(*size)
    monkeypatch.setattr(reencoding, "_decode", lambda *_args: pytest.fail("decoded"))
    assert refusal(content) == reencoding.TOO_MANY_PIXELS


BOMB = zlib.compress(b"x" * 50_000_000, 9)


@pytest.mark.parametrize(
    "chunks",
    [
        chunk(b"zTXt", b"Comment\0\0" + BOMB),
        chunk(b"iTXt", b"Comment\0\1\0\0\0" + BOMB),
        chunk(b"iCCP", b"icc\0\0" + BOMB) * 40,
        chunk(b"iCCP", b"icc\0\0" + zlib.compress(b"x" * 1_000_000, 9)) * 2_000,
        chunk(b"eXIf", b"MM\0*" + b"x" * 100_000) * 10,
        chunk(b"tRNS", b"\0" * 6) * 500,
    ],
    ids=["zTXt", "iTXt", "iCCP", "many iCCP", "eXIf", "tRNS"],
)
def test_inflating_data_never_reaches_a_decoder(chunks, monkeypatch):
    seen = []
    decode = reencoding._decode
    monkeypatch.setattr(reencoding, "_decode", lambda *args: seen.append(args[0]) or decode(*args))
    whole = picture(form="PNG")
    assert read(whole[:33] + chunks + whole[33:]).width == 64
    assert len(seen[0]) < len(whole) + 100


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_noise_after_a_valid_header_is_refused(kind, monkeypatch):
    monkeypatch.setattr(reencoding, "_run", decode_here)  # 120 processes would take 20 s
    beginning = picture(form=kind)[:60]
    for _time in range(40):
        try:
            read(beginning + os.urandom(400))
        except Problem as problem:
            assert problem.type.code == "photo_refused"  # noqa: PT017  # most of them are no errors


def test_the_number_of_concurrent_readers_is_limited(monkeypatch, settings):
    settings.PHOTOS_AT_ONCE = 1
    inside, go_on = threading.Event(), threading.Event()
    decoded = reencoding._decode

    def slow(*arguments):
        inside.set()
        go_on.wait(10)
        return decoded(*arguments)

    monkeypatch.setattr(reencoding, "_decode", slow)
    thread = threading.Thread(target=read, args=(picture(),))
    thread.start()
    inside.wait(10)
    with pytest.raises(Problem) as caught:
        read(picture())
    assert (caught.value.type.code, caught.value.headers) == ("photos_busy", {"Retry-After": "2"})
    go_on.set()
    thread.join()
    assert read(picture()).width == 64


def test_a_refused_picture_frees_its_place():
    for _time in range(django_settings.PHOTOS_AT_ONCE + 1):
        refusal(b"nothing")


FLOODS = {
    "PNG": lambda: b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b"") * 800_000,
    "JPEG": lambda: b"\xff\xd8\xff" + b"\xff\xfe\0\2" * 2_500_000,
    "WEBP": lambda: _riff(b"VP8X" + struct.pack("<I", 10) + b"\0" * 10 + b"ANMF\0\0\0\0" * 800_000),
}


def _riff(chunks):
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


@pytest.mark.parametrize("form", list(FLOODS))
def test_a_flood_of_parts_is_refused_before_decoding(form, monkeypatch):
    monkeypatch.setattr(reencoding, "_decode", lambda *_args: pytest.fail("decoded"))
    assert refusal(FLOODS[form]()) == reencoding.TOO_MANY_PARTS


def test_a_gif_with_a_flood_of_parts_is_refused():
    assert refusal(b"GIF89a" + b"\0" * 7 + b"!\xfe\1x\0" * 800_000) == reencoding.NO_PICTURE


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_its_display_information(form):
    exif = Image.Exif()
    exif[0x0112] = 6
    result = read(picture(64, 48, form=form, exif=exif, icc_profile=b"profile" * 2000))
    assert (result.width, result.height) == (48, 64)


def test_a_picture_with_adobe_colours_keeps_them():
    red, green, blue = opened(read(picture(mode="CMYK", colour=(0, 255, 255, 0)))).getpixel((5, 5))
    assert red > 200 > max(green, blue)


def test_thousands_of_previews_in_a_jpeg_never_reach_a_decoder(monkeypatch):
    seen = []
    decode = reencoding._decode
    monkeypatch.setattr(reencoding, "_decode", lambda *args: seen.append(args[0]) or decode(*args))
    segment = b"\xff\xe1\xff\xffExif\0\0MM" + b"x" * 65_525
    assert read(b"\xff\xd8" + segment * 150 + picture()[2:]).width == 64
    assert len(seen[0]) < 70_000


def test_a_decoder_beyond_its_limits_ends_alone(monkeypatch):
    monkeypatch.setattr(picture_process, "MEMORY_BYTES", 60 * 1024 * 1024)
    assert refusal(picture(3000, 3000, form="PNG")) == reencoding.BROKEN
    monkeypatch.undo()
    monkeypatch.setattr(picture_process, "CPU_SECONDS", 0)
    assert refusal(picture()) == reencoding.BROKEN


def test_a_decoder_without_processor_time_is_given_up(monkeypatch):
    monkeypatch.setattr(reencoding, "LONGEST_SECONDS", 0.001)
    with pytest.raises(Problem, match="photos_busy"):
        read(picture())


def test_a_decoder_gets_nothing_of_the_service(monkeypatch):
    run = []
    monkeypatch.setenv("SECRET_KEY", "x" * 60)
    original = reencoding.subprocess.run
    monkeypatch.setattr(
        reencoding.subprocess, "run", lambda *a, **more: run.append(more) or original(*a, **more)
    )
    read(picture())
    assert run[0]["env"] == {}


def test_strangers_take_no_places_of_others(settings):
    settings.PHOTOS_AT_ONCE = 1
    with reencoding.STRANGERS.one():
        with pytest.raises(Problem, match="photos_busy"), reencoding.STRANGERS.one():
            pass
        with reencoding.CITIZENS.one(), reencoding.OFFICERS.one():
            assert read is not None
