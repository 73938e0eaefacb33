"""QR codes at counters: create, draw and read them.

A single-use code is signed and contains what is rated and until when; it is stored only when used.
A poster's code has the id of its row, which can be revoked. Posters hang for years, so they are
signed with HASH_KEY, which never changes, and not with SECRET_KEY.
"""

import io
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import segno
from django.conf import settings
from django.core import signing
from django.db.models import Manager
from django.utils import timezone

from feedback.models import Origin, Poster
from foundation.api.problems import Problem
from foundation.zalo import deep_links
from foundation.zalo.deep_links import Screen
from offices.models import Field, Office
from procedures.models import Procedure

_COUNTER_SALT, _POSTER_SALT = "feedback.ratings.counter", "feedback.ratings.poster"
RATING = Screen("rating", "Đánh giá lần đến quầy; giá trị là mã trong mã QR.", is_printable=True)
_POSTER_MARK = "p."
MAX_LENGTH = 600
NONCE_BYTES = 16


@dataclass(frozen=True)
class Visit:
    """What a code lets a citizen rate. Only single-use codes have `nonce` and `expires_at`."""

    origin: Origin
    office_id: str
    field_id: str | None
    procedure_id: str | None
    nonce: str = ""
    expires_at: datetime | None = None


# --- making --------------------------------------------------------------------------------------


def code_expiry() -> datetime:
    """Return when a new single-use code expires."""
    return timezone.now() + timedelta(minutes=settings.RATING_QR_MINUTES)


def make_counter_code(
    office: str,
    field: str | None,
    procedure: str | None,
    expires_at: datetime,
    nonce: str = "",
) -> str:
    """Return a single-use code for a visit. Field and procedure are ids, if known.

    Of codes with the same `nonce` only one can be used.
    """
    said = {
        "o": office,
        "f": field,
        "p": procedure,
        "e": int(expires_at.timestamp()),
        "n": nonce or secrets.token_urlsafe(NONCE_BYTES),
    }
    return signing.dumps({name: value for name, value in said.items() if value}, salt=_COUNTER_SALT)


def make_poster_code(poster: Poster) -> str:
    """Return the code of a poster."""
    return _POSTER_MARK + _poster_signer().sign(poster.pk.hex)


def _poster_signer() -> signing.Signer:
    return signing.Signer(key=settings.HASH_KEY, salt=_POSTER_SALT, sep=".")


def scan_address(code: str) -> str:
    """Return the address in the picture; the bare code if the Mini App has no id."""
    return deep_links.printed(RATING, code) or code


def draw_code(code: str) -> str:
    """Return the code as inline SVG, which every content security policy allows."""
    out = io.BytesIO()
    segno.make(scan_address(code), error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=4,
        title="Mã QR đánh giá",
        svgclass="qr",
        lineclass="qr-line",
    )
    return out.getvalue().decode()


# --- reading -------------------------------------------------------------------------------------


def read_code(scanned: str) -> Visit:
    """Return what a scanned text lets a citizen rate; the text may be an address with the code.

    Raises Problem `rating_qr_invalid` for a text that is not our code, `rating_qr_expired`, and
    `office_closed`.
    """
    code = deep_links.value_in(scanned, RATING)
    visit = (
        _read_poster_code(code.removeprefix(_POSTER_MARK))
        if code.startswith(_POSTER_MARK)
        else _read_counter_code(code)
    )
    if not Office.objects.in_force(timezone.localdate()).filter(pk=visit.office_id).exists():
        raise Problem(
            "office_closed", "Đơn vị này đã kết thúc hoạt động nên không nhận đánh giá nữa."
        )
    return visit


def _read_counter_code(code: str) -> Visit:
    try:
        said: Any = signing.loads(code, salt=_COUNTER_SALT)
    except (signing.BadSignature, ValueError):  # ValueError: not base64, or not JSON
        raise Problem("rating_qr_invalid") from None
    match said:
        case {"o": str() as office, "e": int() as seconds, "n": str() as nonce}:
            expires_at = datetime.fromtimestamp(seconds, tz=UTC)
        case _:
            raise Problem("rating_qr_invalid")
    if expires_at <= timezone.now():
        raise Problem("rating_qr_expired")
    field, procedure = (
        _key_if_exists(Field.objects, said.get("f")),
        _key_if_exists(Procedure.objects, said.get("p")),
    )
    return Visit(Origin.COUNTER, office, field, procedure, nonce, expires_at)


def _key_if_exists(rows: Manager[Field] | Manager[Procedure], key: str | None) -> str | None:
    return key if key and rows.filter(pk=key).exists() else None


def _read_poster_code(signed: str) -> Visit:
    try:
        key = uuid.UUID(hex=_poster_signer().unsign(signed))
    except (signing.BadSignature, ValueError):
        raise Problem("rating_qr_invalid") from None
    poster = Poster.objects.filter(pk=key).first()
    if poster is None:
        raise Problem("rating_qr_invalid")
    if poster.revoked_at:
        raise Problem(
            "rating_qr_expired",
            "Áp phích này không còn dùng để đánh giá. Vui lòng quét mã mới tại quầy.",
        )
    return Visit(Origin.POSTER, poster.office_id, poster.field_id, poster.procedure_id)
