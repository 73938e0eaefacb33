"""Number plates as people write them. Pure.

Two lines, dots, blanks, small letters and full-width digits are the same plate. What has none of
the forms of Vietnamese plates is taken as it is: it may be foreign.
"""

import re
import unicodedata
from dataclasses import dataclass

MAX_LENGTH = 20  # characters of the longest plate with its separators

# Letters and digits only, as on the plate without its separators. Đ is written as D.
_FORMS = tuple(
    re.compile(form)
    for form in (
        # Province, series, number: «29A-123.45», «29-B1 123.45», «29MĐ1-123.45», four digits on old
        # ones. Blue, white and yellow plates differ in colour only.
        r"[1-9][0-9](?:[A-Z][A-Z0-9]?|MD[0-9])[0-9]{4,5}",
        # Temporary: «T29-123.45».
        r"T[1-9][0-9][0-9]{5,6}",
        # Army, red: «TM 12-34».
        r"[A-Z]{2}[0-9]{4,5}",
        # Foreign missions and persons: «80-123-NG-45», with the country in the middle.
        r"[1-9][0-9][0-9]{3}(?:NG|QT|NN|CV)[0-9]{2}",
    )
)
# On two lines the letters of a mission come first: «80-NG» above «123-45».
_MISSION_ON_TWO_LINES = re.compile(r"([1-9][0-9])(NG|QT|NN|CV)([0-9]{3})([0-9]{2})")
# No Vietnamese series has these letters, so they are slips for digits.
_SLIPS = str.maketrans("OI", "01")


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate: as shown, its normal form to compare and hash, and whether its form is known."""

    shown: str
    normal: str
    known: bool


def read_plate(text: str) -> Plate:
    r"""Return the plate that `text` means, in whatever form it is written.

    >>> read_plate("29-b1\n123.45")
    Plate(shown='29-B1 123.45', normal='29B112345', known=True)
    """
    visible = "".join(
        " " if letter.isspace() else letter
        for letter in unicodedata.normalize("NFKC", text)
        if letter.isspace() or not unicodedata.category(letter).startswith("C")
    ).upper()
    bare = "".join(letter for letter in visible if letter.isalnum()).replace("Đ", "D")
    normal = next((one for one in (bare, bare.translate(_SLIPS)) if _has_form(one)), None)
    shown = " ".join(visible.split())
    return Plate(shown, _country_in_the_middle(normal or bare), normal is not None)


def looks_like_plate(text: str) -> bool:
    """Return True if `text` has a form of Vietnamese plates; foreign ones have not."""
    return read_plate(text).known


def _has_form(bare: str) -> bool:
    return any(form.fullmatch(bare) for form in (*_FORMS, _MISSION_ON_TWO_LINES))


def _country_in_the_middle(normal: str) -> str:
    """Return the plate of a mission as on one line, any other unchanged."""
    found = _MISSION_ON_TWO_LINES.fullmatch(normal)
    return f"{found[1]}{found[3]}{found[2]}{found[4]}" if found else normal
