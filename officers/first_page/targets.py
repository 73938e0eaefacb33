"""How a share compares with its target: in words and a colour, never by colour alone."""

from dataclasses import dataclass

from django.conf import settings

NEAR = 10.0  # percentage points below the target that still count as near


@dataclass(frozen=True)
class Mark:
    """The word for a share, and the tone of its tag."""

    word: str
    tone: str


REACHED, CLOSE, FAR = Mark("Đạt", "good"), Mark("Gần đạt", "warning"), Mark("Thấp", "danger")


def mark(percent: float | None, setting: str) -> Mark | None:
    """Return how `percent` compares with the target in `setting`; None if either is unknown."""
    if percent is None or not setting:
        return None
    short = float(getattr(settings, setting)) - percent
    if short <= 0:
        return REACHED
    return CLOSE if short <= NEAR else FAR
