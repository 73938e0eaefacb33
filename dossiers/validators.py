"""Rules for a dossier's values, shared by model, admin, API, import and connector."""

import re
import unicodedata
from datetime import date
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from zalo_client import phones

CODE = r"[A-Z0-9]+(?:\.[A-Z0-9]+)*-\d{6}-\d{4,6}"
MAX_CODE_LENGTH = 60
MAX_PASTED_LENGTH = 500
ID_LENGTHS = (9, 12)  # of an old identity card, of a citizen number
_WHOLE = re.compile(CODE, re.ASCII)
_INSIDE = re.compile(rf"(?<![A-Z0-9.-]){CODE}(?![A-Z0-9-])", re.ASCII)
_FULL_STOPS = str.maketrans("。·", "..")
# Slips are read aloud and typed, so no letter looks like a digit (Crockford's base 32). Twelve
# letters are 60 bits.
SLIP_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SLIP_LENGTH = 12
_LOOK_ALIKE = str.maketrans("ILO", "110")


def _plain(text: str) -> str:
    r"""Return `text` in upper case, with ASCII letters, digits and dashes, and nothing invisible.

    >>> _plain("ｇ01.899–260916\u200b")
    'G01.899-260916'
    """
    composed = unicodedata.normalize("NFKC", text).translate(_FULL_STOPS)
    return "".join(
        "-" if category == "Pd" or letter == "−" else letter
        for letter, category in ((letter, unicodedata.category(letter)) for letter in composed)
        if category not in {"Cf", "Cc"} or letter.isspace()
    ).upper()


def _real_date(code: str) -> bool:
    year, month, day = (int(code.rsplit("-", 2)[1][i : i + 2]) for i in (0, 2, 4))
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def clean_code(text: str) -> str:
    """Return a dossier's code as it is stored, from what a citizen pasted or scanned.

    Accepts spaces and dashes of every kind, lower case, full-width letters, and the link of a QR
    code around it. The six digits must be a real YYMMDD. Raises ValidationError `invalid_code`.

    >>> clean_code(" g01.899.909 – 260916 – 890028 ")
    'G01.899.909-260916-890028'
    >>> clean_code("https://dichvucong.gov.vn/tra-cuu?ma=000.00.00.H54-250714-0001&x=1")
    '000.00.00.H54-250714-0001'
    """
    if _WHOLE.fullmatch(text) and len(text) <= MAX_CODE_LENGTH and _real_date(text):
        return text  # already as it is stored, like nearly all codes in files
    if len(text) <= MAX_PASTED_LENGTH:
        plain = _plain(unquote(text))
        for whole in ("".join(plain.split()), "-".join(plain.split())):
            if _WHOLE.fullmatch(whole) and len(whole) <= MAX_CODE_LENGTH and _real_date(whole):
                return whole
        inside: set[str] = {
            found
            for found in _INSIDE.findall(plain)
            if len(found) <= MAX_CODE_LENGTH and _real_date(found)
        }
        if "/" in plain and len(inside) == 1:
            return inside.pop()
    raise ValidationError(
        "Mã hồ sơ chưa đúng, ví dụ đúng: G01.899.909-260916-890028.", code="invalid_code"
    )


def validate_code(code: str) -> None:
    """Raise ValidationError unless the code is written as `clean_code` returns it."""
    if clean_code(code) != code:
        raise ValidationError(
            "Mã hồ sơ viết hoa, không dấu cách, ví dụ G01.899.909-260916-890028.",
            code="invalid_code",
        )


def clean_phone(text: str) -> str:
    """Return a phone number as E.164, "" for none. Raises ValidationError `invalid_phone`."""
    if not text.strip():
        return ""
    try:
        return phones.normalise(text)
    except ValueError:
        raise ValidationError(
            "Số điện thoại chưa đúng, ví dụ đúng: 0912345678.", code="invalid_phone"
        ) from None


def clean_id_number(text: str) -> str:
    """Return an ID number's digits, or only its last four if no more is known; "" for none.

    Raises ValidationError `invalid_id`.
    """
    digits = "".join(unicodedata.normalize("NFKC", text).split())
    if not digits:
        return ""
    if not digits.isdecimal() or not digits.isascii() or len(digits) not in (4, *ID_LENGTHS):
        raise ValidationError(
            "Ghi 4 số cuối của số định danh, hoặc đủ 9 hay 12 số.", code="invalid_id"
        )
    return digits


def clean_slip_secret(text: str) -> str:
    """Return a slip's secret as it is hashed: upper case, no separators, I and L as 1, O as 0."""
    return re.sub(r"[^0-9A-Z]", "", _plain(text)).translate(_LOOK_ALIKE)
