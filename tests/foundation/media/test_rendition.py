"""Small renditions of photos."""

import io

from PIL import Image

from foundation.media.rendition import MOST_BYTES, SMALL_SIDE, shrink
from tests.foundation.media.pictures import picture


def test_a_detailed_picture_stays_small_too():
    noise = io.BytesIO()
    Image.effect_noise((2000, 2000), 100).convert("RGB").save(noise, "JPEG", quality=85)
    small = shrink(io.BytesIO(noise.getvalue()))
    assert len(small) <= MOST_BYTES
    assert max(Image.open(io.BytesIO(small)).size) == SMALL_SIDE


def test_a_small_picture_is_not_enlarged():
    small = shrink(io.BytesIO(picture(64, 48)))
    assert Image.open(io.BytesIO(small)).size == (64, 48)
