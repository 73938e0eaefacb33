"""Rules for what citizens write."""

import unicodedata

MAX_NAME_LENGTH = 100


def clean_name(text: str) -> str:
    r"""Return a name as it is stored: composed letters, single spaces, no invisible characters.

    >>> clean_name("  Nguyễn   Văn\u202e A ")
    'Nguyễn Văn A'
    """
    visible = "".join(
        " " if letter.isspace() else letter for letter in text if not _is_hidden(letter)
    )
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def clean_text(text: str) -> str:
    r"""Return a text as it is stored: composed letters, plain line ends, no invisible characters.

    >>> clean_text("  Tôi muốn\r\nsửa tên\u202e. ")
    'Tôi muốn\nsửa tên.'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    visible = "".join(letter for letter in lines if letter == "\n" or not _is_hidden(letter))
    return unicodedata.normalize("NFC", visible).strip()


def _is_hidden(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter).startswith("C")
