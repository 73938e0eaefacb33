"""Numbers in what a browser sends: ids, versions, counts."""

MAX_DIGITS = 18  # of a 64-bit number; Python refuses to read very long ones


def read_number(text: str) -> int | None:
    """Return the number that a text is, None if it is none or has more digits than any of ours."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS else None
