"""When and where a file was taken, by its own metadata."""

import io
import os
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from foundation.media.capture_data import CaptureData, read_capture_data
from foundation.media.file_types import FileType
from tests.foundation.media.pictures import box, heic, picture, video

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
HANOI = (21.0, 1.0, 42.6), (105.0, 51.0, 15.12)
NOTHING = CaptureData()


def exif(taken="2026:11:25 08:30:00", offset=None, place=HANOI, refs=("N", "E")):
    data = Image.Exif()
    if taken:
        data.get_ifd(0x8769)[0x9003] = taken
    if offset:
        data.get_ifd(0x8769)[0x9011] = offset
    if place:
        gps = {1: refs[0], 2: place[0], 3: refs[1], 4: place[1]}
        data.get_ifd(0x8825).update(gps)
    return data


def read(content, kind=FileType.JPEG):
    return read_capture_data(io.BytesIO(content), len(content), kind, NOW)


def read_exif(**values):
    return read(picture(exif=exif(**values)))


def test_time_and_place_of_a_photo_are_read():
    found = read_exif()
    assert found.moment == datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
    assert found.place == pytest.approx((21.0285, 105.8542), abs=1e-6)


def test_the_offset_of_the_phone_counts():
    assert read_exif(offset="+09:00").moment == datetime(2026, 11, 24, 23, 30, tzinfo=UTC)


def test_a_heic_is_read_too():
    content = heic(b"\0\0\0\6" + exif().tobytes())
    assert read(content, FileType.HEIC) == read_exif()


def test_the_other_hemispheres_are_negative():
    assert read_exif(refs=("S", "W")).place == pytest.approx((-21.0285, -105.8542), abs=1e-6)


@pytest.mark.parametrize(
    "taken",
    [
        "1970:01:01 00:00:00",
        "0000:00:00 00:00:00",
        "2026:11:26 12:00:00",  # two hours ahead
        "2026:13:40 08:30:00",
        "9999:12:31 23:59:59",
        "hôm qua",
        None,
    ],
)
def test_a_nonsensical_time_is_dropped(taken):
    assert read_exif(taken=taken).moment is None


def test_a_strange_offset_gives_no_time():
    assert read_exif(offset="+99:99").moment is None


@pytest.mark.parametrize(
    "place",
    [
        ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
        ((91.0, 0.0, 0.0), (105.0, 0.0, 0.0)),
        ((21.0, 0.0, 0.0), (181.0, 0.0, 0.0)),
        None,
    ],
)
def test_a_nonsensical_place_is_dropped(place):
    assert read_exif(place=place).place is None


def test_broken_metadata_give_nothing():
    for _time in range(100):
        assert read(picture(exif=b"Exif\0\0MM\0*" + os.urandom(60))).place is None
    assert read(picture()) == NOTHING


def test_only_the_beginning_of_a_file_is_read():
    content = picture() + b"\0" * 200_000 + exif().tobytes()
    assert read(content) == NOTHING


def movie_head(moment, version=0):
    seconds = int((moment - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
    return box(b"mvhd", bytes([version, 0, 0, 0]) + seconds.to_bytes(8 if version else 4) * 2)


TAKEN = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
ANDROID = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+21.0285+105.8542/"))
APPLE = box(b"meta", b"com.apple.quicktime.location.ISO6709 +21.0285+105.8542+012.000/")


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("place", [ANDROID, APPLE])
def test_time_and_place_of_a_video_are_read(version, place):
    content = video(movie=movie_head(TAKEN, version) + box(b"trak") + place)
    assert read(content, FileType.MP4) == CaptureData(TAKEN, (21.0285, 105.8542))


@pytest.mark.parametrize(
    "movie",
    [
        b"",
        movie_head(datetime(1904, 1, 1, tzinfo=UTC)),
        movie_head(NOW + timedelta(hours=2)),
        box(b"mvhd", b"\1\0\0\0" + b"\xff" * 16),
        box(b"mvhd"),
        box(b"udta", b"+00.0000+000.0000/"),
        box(b"udta", b"+99.0000+999.0000/"),
    ],
)
def test_nonsense_in_a_video_gives_nothing(movie):
    assert read(video(movie=movie), FileType.MP4) == NOTHING


def test_a_broken_video_gives_nothing():
    assert read(video()[:-3], FileType.MOV) == NOTHING
