"""The code on a call screen: it shows that somebody is there. A poster's would be sent by chat."""

import hmac
import re
import time
from base64 import b32encode
from functools import lru_cache

import segno
from django.db.models import F, Q

from dossiers.models import Dossier
from foundation.records.encryption import keyed_hash
from foundation.zalo import deep_links
from foundation.zalo.deep_links import Screen
from reception.models import Queue

SECONDS, LENGTH = 120, 8
APART = 60  # seconds by which clocks of two machines may differ; beyond it one is not ready
QUEUE = Screen(
    "queue",
    "Một quầy; giá trị là số của quầy. Trên màn hình gọi số có thêm dấu chấm và mã để lấy số.",
    is_printable=True,
)


def code_of(queue_id: int, at: float | None = None) -> str:
    """Return the code of these two minutes: letters that nobody mistakes for others."""
    period = int((time.time() if at is None else at) // SECONDS)
    secret = bytes.fromhex(keyed_hash("queue-code", f"{queue_id}:{period}"))
    return b32encode(secret).decode()[:LENGTH]


def is_current(queue_id: int, code: str) -> bool:
    """Return True for the code of these two minutes or of those before, however it was typed.

    Another machine, whose clock is ahead, may have shown it a minute too early.
    """
    now, typed = time.time(), re.sub(r"[\s-]", "", code.upper())
    right = {code_of(queue_id, now + by) for by in (APART, 0, -SECONDS)}
    return any(hmac.compare_digest(one.encode(), typed.encode()) for one in right)


def in_groups(code: str) -> str:
    """Return a code as people read and type it.

    >>> in_groups("ABCDEFGH")
    'ABCD EFGH'
    """
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def drawn(queue_id: int, code: str) -> str:
    """Return the picture that takes a number at a queue, as inline SVG."""
    value = f"{queue_id}.{code}"
    return _drawn(deep_links.printed(QUEUE, value) or value)


def poster(queue_id: int) -> str:
    """Return the picture that leads to booking at a queue, as inline SVG; it lasts."""
    return _drawn(deep_links.printed(QUEUE, queue_id, "poster") or str(queue_id))


def for_collecting(dossier: Dossier) -> str:
    """Return the picture that leads to booking where a result is collected; "" without a way."""
    rows = Queue.objects.filter(active=True, office=dossier.office_id)
    own = Q(field=None) | Q(field=dossier.procedure.field_id)
    queue = rows.filter(own).order_by(F("field").desc(nulls_last=True), "name").first()
    address = deep_links.printed(QUEUE, queue.pk, "receipt") if queue else ""
    return _drawn(address) if address else ""


@lru_cache(maxsize=256)
def _drawn(text: str) -> str:
    picture = segno.make(text, error="m", micro=False)
    return str(picture.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass="qr-line"))
