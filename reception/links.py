"""Addresses that open the counter in the Mini App, and what paper shows to people without Zalo."""

import re

from foundation.zalo import deep_links
from foundation.zalo.deep_links import Screen
from foundation.zalo.landings import Landing
from offices.validators import parse_phone
from reception import codes
from reception.models import Queue

QUEUE = Screen("queue", "Đặt lịch ở một quầy tiếp dân; giá trị là số của quầy.", is_printable=True)
SPOT = Screen("number", "Lấy số tại chỗ; giá trị là số của quầy và mã trên màn hình.")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
WITHOUT_ZALO = "Không đặt lịch vẫn được tiếp nhận: mời đến trực tiếp, lấy số tại quầy."


def on_the_spot(queue_id: int) -> str:
    """Return the address that a call screen shows for two minutes; empty without a Mini App."""
    return deep_links.address(SPOT, f"{queue_id}-{codes.code_of(queue_id)}")


def landing_of_queue(key: str) -> Landing | None:
    """Return the name, the address and the phones of a counter that takes appointments."""
    if not _NUMBER.fullmatch(key):
        return None
    rows = Queue.objects.select_related("office").filter(active=True)
    queue = rows.filter(pk=key).first()
    if queue is None:
        return None
    office = queue.office
    lines = (f"Địa chỉ: {office.address}",) if office.address else ()
    phones = tuple(parse_phone(line)[0] for line in office.phones)
    return Landing(f"{queue.name} – {office.name}", (*lines, WITHOUT_ZALO), phones)
