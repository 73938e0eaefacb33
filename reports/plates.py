"""Number plates as people write them. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate: as shown, its normal form to compare and hash, and whether its form is known."""

    shown: str
    normal: str
    known: bool


def read_plate(text: str) -> Plate:
    """Return the plate that `text` means, in whatever form it is written."""
    raise NotImplementedError


def looks_like_plate(text: str) -> bool:
    """Return True if `text` has a form of Vietnamese plates; foreign ones have not."""
    raise NotImplementedError
