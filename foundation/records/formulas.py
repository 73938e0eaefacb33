"""Cells of files that officers open in a spreadsheet: none may become a formula. Pure."""

FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")


def defused(text: str) -> str:
    """Return a text that no spreadsheet treats as a formula.

    >>> defused("=1+1"), defused("Nguyễn Văn A")
    ("'=1+1", 'Nguyễn Văn A')
    """
    return f"'{text}" if text and text[0] in FORMULA_SIGNS else text


def undefused(text: str) -> str:
    """Return the original text of `defused`."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in FORMULA_SIGNS else text
