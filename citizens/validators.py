"""Rules for what citizens say of themselves."""

import unicodedata

MAX_NAME_LENGTH = 100


def clean_name(text: str) -> str:
    r"""Return a name as it is stored: composed letters, single spaces, nothing invisible that could disguise it.

    >>> clean_name("  Nguyễn   Văn\u202e A ")
    'Nguyễn Văn A'
    """
    visible = "".join(" " if letter.isspace() else letter for letter in text if not _hidden(letter))
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def _hidden(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter).startswith("C")
