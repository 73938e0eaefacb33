"""What citizens read of beats and duty: posts and work phones, never a roster or own numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from offices.api.reachable import reachable
from offices.api.serializers import phone_of
from offices.duty.names import aliases, bare, fold_name, is_called
from offices.finding.selection import named_offices
from offices.listed import Listed
from offices.models import Beat, BeatDuty, DutyShift, Office
from offices.snapshot import directory

MOST, READ = 10, 200
LONGEST = 60  # seconds that an answer may be kept: a leader may enter a shift meanwhile
EMERGENCY = {"name": "Khẩn cấp", "openPhone": {"phoneNumber": "113"}}
_UNKNOWN = "Chưa rõ cán bộ phụ trách {place}. {desk}hẩn cấp gọi 113."
_NOBODY = "Chưa rõ ai đang trực. {desk}hẩn cấp gọi 113."
_CALL = "Gọi trực ban {phone}; k"
_SEVERAL = "Nhiều nơi có tên {place}: chọn đúng xã, phường."
_STALE = "Đơn vị chưa kiểm tra lại thông tin này trong 90 ngày: gọi trực ban để hỏi."
_WARD, _POST, _COMMUNE_POST = "phường", "Cảnh sát khu vực", "Công an xã phụ trách địa bàn"


def desk_phone(phones: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the phone of the duty desk: the one that is called so, else the first."""
    listed = list(phones)
    desks = (one for one in listed if "trực ban" in one["name"].lower())
    return next(desks, listed[0] if listed else None)


def _note(words: str, office: str, place: str = "") -> str:
    held = directory.current().offices.get(office)
    phone = desk_phone(held.card["contact"]["phones"]) if held else None
    desk = _CALL.format(phone=phone["openPhone"]["phoneNumber"]) if phone else "K"
    return words.format(place=place, desk=desk)


def offices_called(place: str) -> list[Listed]:
    """Return the offices of today that a place may mean; also one by its id."""
    held, today = directory.current(), timezone.localdate()
    one = held.offices.get(place)
    if one and one.holds(today):
        return [one]
    return [hit.office for hit in named_offices(held, place, today)]


def beats_called(name: str, place: str) -> dict[str, Any]:
    """Return who looks after a hamlet, quarter or street. Costs three queries at most."""
    offices, asked = offices_called(place) if place else [], fold_name(name)
    rows = Beat.objects.filter(search_text__contains=bare(asked))
    if place:
        rows = rows.filter(office__in=[office.id for office in offices])
    read = rows.select_related("office").prefetch_related("duties__officer")[:READ] if asked else ()
    found = [
        row for row in read
        if is_called(aliases([row.name, *row.former_names, *row.streets]), asked)
    ]  # fmt: skip
    desk = offices[0] if len(offices) == 1 else None
    several = len(found) > MOST
    words = _SEVERAL if several else "" if found else _UNKNOWN
    return {
        "results": [] if several else [_beat(row) for row in found],
        "desk": reachable(Office(pk=desk.id, name=desk.card["name"])) if desk else None,
        "note": _note(words, desk.id if desk else "", name) if words else "",
        "emergency": EMERGENCY,
    }


def _beat(row: Beat) -> dict[str, Any]:
    duty = row.duty_on(timezone.localdate())
    if duty is None:
        note = _note(_UNKNOWN, row.office_id, row.name)
    else:
        note = "" if row.is_checked else _STALE
    return {
        "office": reachable(row.office),
        "name": row.name,
        "kind": row.kind,
        "kind_name": row.get_kind_display(),
        "phone": phone_of(row.work_phone) if row.work_phone else None,
        "post": _post(row, duty),
        "officer": duty.officer.public_name if duty and duty.is_named else None,
        "checked_on": row.checked_on and row.checked_on.isoformat(),
        "is_checked": row.is_checked,
        "note": note,
    }


def _post(row: Beat, duty: BeatDuty | None) -> str | None:
    if duty is None:
        return None
    return _POST if _WARD in row.office.name.lower() else _COMMUNE_POST


@dataclass(frozen=True)
class OnDuty:
    """What is open now at an office, and when that changes."""

    document: dict[str, Any]
    changes_at: datetime | None

    def seconds(self, now: datetime) -> int:
        """Return how long it may be kept: not beyond the change."""
        if self.changes_at is None:
            return LONGEST
        return max(0, min(LONGEST, int((self.changes_at - now).total_seconds())))


def on_duty(office: Listed, now: datetime) -> OnDuty:
    """Return which posts are open now. Costs two queries. Names would add up to the roster."""
    shifts = DutyShift.objects.filter(office=office.id)
    current = list(shifts.filter(begins_at__lte=now, ends_at__gt=now).order_by("function"))
    ends = [shift.ends_at for shift in current]
    coming = (
        shifts.filter(begins_at__gt=now).order_by("begins_at").values_list("begins_at", flat=True)
    )
    changes_at = min([*ends, *coming[:1]], default=None)
    at_desk = any(shift.function == DutyShift.Function.DESK for shift in current)
    phones = office.card["contact"]["phones"]
    document = {
        "on_duty": [
            {"function": shift.function, "function_name": shift.get_function_display()}
            for shift in current
        ],
        "phone": desk_phone(phones),
        "note": "" if at_desk else _note(_NOBODY, office.id),
        "emergency": EMERGENCY,
    }
    return OnDuty(document, changes_at)
