"""Similar pictures have near hashes."""

import io

from PIL import Image, ImageDraw, ImageEnhance

from foundation.media.near_pictures import NEAR, difference_hash, distance
from foundation.media.reencoding import reencode


def scene(seed):
    """Return a picture with some shapes in it."""
    image = Image.effect_noise((800, 600), 30).convert("RGB")
    draw = ImageDraw.Draw(image)
    for step in range(6):
        left, top = (seed * 97 + step * 131) % 600, (seed * 61 + step * 89) % 400
        grey = (seed * 53 + step * 71) % 256
        draw.rectangle((left, top, left + 190, top + 150), fill=(grey, grey, grey))
    return image


def hash_of(image, quality=90):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return difference_hash(reencode(io.BytesIO(out.getvalue()), out.tell()).content)


def test_a_smaller_or_poorer_copy_is_near():
    original = scene(1)
    whole = hash_of(original)
    assert len(whole) == 16
    assert distance(whole, whole) == 0
    for copy in (
        hash_of(original.resize((400, 300))),
        hash_of(original, quality=30),
        hash_of(ImageEnhance.Brightness(original).enhance(0.8)),
    ):
        assert distance(whole, copy) <= NEAR


def test_other_scenes_are_far():
    hashes = [hash_of(scene(seed)) for seed in range(8)]
    others = [distance(one, other) for one in hashes for other in hashes if one != other]
    assert len(others) == 56
    assert min(others) > NEAR


def test_distance_counts_bits():
    assert distance("0" * 16, "f" * 16) == 64
    assert distance("0000000000000003", "0000000000000001") == 1
