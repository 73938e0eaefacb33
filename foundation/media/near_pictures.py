"""Similar pictures: a hash that survives scaling and recompression. Pure.

dHash: whether each of 8 × 8 fields is brighter than its right neighbour. It only points a person to
earlier pictures: different ones may have near hashes, plain walls for instance.
"""

import io
from itertools import pairwise

from PIL import Image

SIDE = 8
# Bits in which a scaled or recompressed picture differs from its original, at most.
NEAR = 6


def difference_hash(picture: bytes) -> str:
    """Return 16 hex digits for a JPEG from `reencoding`."""
    with Image.open(io.BytesIO(picture), formats=["JPEG"]) as image:
        image.draft("L", (SIDE * 16, SIDE * 16))
        small = image.convert("L").resize((SIDE + 1, SIDE), Image.Resampling.BOX)
    grey = small.tobytes()
    rows = (grey[start : start + SIDE + 1] for start in range(0, len(grey), SIDE + 1))
    brighter = (left > right for row in rows for left, right in pairwise(row))
    return f"{sum(bit << place for place, bit in enumerate(brighter)):016x}"


def distance(one: str, other: str) -> int:
    """Return the number of different bits, of 64."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
