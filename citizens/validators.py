"""Rules for what citizens say of themselves."""

import unicodedata

MAX_NAME_LENGTH = 100


def clean_name(text: str) -> str:
    r"""Return a name as it is stored.

    Composed letters, single spaces, nothing invisible that could disguise it.

    >>> clean_name("  Nguyễn   Văn\u202e A ")
    'Nguyễn Văn A'
    """
    visible = "".join(" " if letter.isspace() else letter for letter in text if not _hidden(letter))
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def clean_text(text: str) -> str:
    r"""Return what a citizen wrote as it is stored.

    Composed letters, plain line ends, nothing invisible, no blanks around it.

    >>> clean_text("  Tôi muốn\r\nsửa tên\u202e. ")
    'Tôi muốn\nsửa tên.'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    visible = "".join(letter for letter in lines if letter == "\n" or not _hidden(letter))
    return unicodedata.normalize("NFC", visible).strip()


def _hidden(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter).startswith("C")
