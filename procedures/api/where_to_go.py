"""The offices of a check list: where this citizen files this procedure through this channel."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from offices.finding.receiving import (
    Receives,
    Reception,
    Wanted,
    Whence,
    judge,
    receiving_offices,
)
from offices.finding.selected import Hit
from offices.listed import Listed
from offices.snapshot import Directory
from procedures.choices import ChannelKind, Level, Scope
from procedures.law.standing import is_closed
from procedures.translations.sentences import say, say_own

CENTRAL = "Thủ tục này do Bộ Công an tiếp nhận; công an trong tỉnh không nhận hồ sơ."
ELSEWHERE = "Nơi nộp không phải cơ quan Công an: {agency}."
CHOOSE_PLACE = "Chọn xã, phường nơi ông/bà ở để biết công an xã, phường nào tiếp nhận."
UNKNOWN_PLACE = (
    "Không tìm thấy xã, phường «{place}» trong tỉnh. Ông/bà kiểm tra lại tên, hoặc thử tên trước "
    "sáp nhập."
)
THERE, MOST_NAMED = "Nơi tiếp nhận: {offices}.", 3
NOBODY = "Chưa có thông tin đơn vị tiếp nhận. Ông/bà hỏi công an xã, phường nơi ở để được chỉ dẫn."
ONLINE = "Nộp trực tuyến thì không phải đến; đơn vị dưới đây giải quyết hồ sơ."
_POLICE = ("công an", "cảnh sát")
# «Công an cấp xã với cơ quan do Ủy ban nhân dân cấp xã thành lập; Phòng … với cơ quan khác».
_FOR_WHOM = re.compile(r"(.+?) với ((?:cơ quan|tổ chức|người|hồ sơ|trường hợp)\b.+)")


def where_to_go(
    document: Mapping[str, Any], channel: str, directory: Directory, whence: Whence
) -> dict[str, Any]:
    """Return `offices` and `offices_note` in the shape of `ChecklistSerializer`."""
    if is_closed(document):
        return {"offices": [], "offices_note": document["closure"]["text"]}
    if note := _not_the_police_here(document):
        return {"offices": [], "offices_note": note}
    wanted = _wanted(document, channel)
    found = receiving_offices(directory, wanted, whence)
    whom = _for_whom(document["implementing_agency"])
    notes = _notes(found, wanted, whence.place)
    if found and channel == ChannelKind.ONLINE:
        notes.append(say(ONLINE))
    return {"offices": [_shown(one, whom) for one in found], "offices_note": " ".join(notes)}


def why_not_here(
    document: Mapping[str, Any], channel: str, directory: Directory, office: Listed
) -> str:
    """Return why an office does not receive the procedure, and who surely does; empty if it may."""
    if note := _not_the_police_here(document):
        return note
    wanted = _wanted(document, channel)
    found = judge(directory, Hit(office), wanted)
    if found.receives != Receives.NO:
        return ""
    others = receiving_offices(directory, wanted, Whence(timezone.localdate()))
    sure = [one.hit.office.reference["name"] for one in others if one.receives == Receives.YES]
    there = THERE.format(offices=", ".join(sure[:MOST_NAMED]))
    return f"{found.reason} {there}" if sure else found.reason


def _not_the_police_here(document: Mapping[str, Any]) -> str:
    """Return who receives the procedure instead of the province's police; empty if they do."""
    if document["scope"] == Scope.CENTRAL or _levels(document) <= {Level.MINISTRY}:
        return say(CENTRAL)
    agency = document["implementing_agency"]
    if any(word in agency.lower() for word in _POLICE):
        return ""
    return say(ELSEWHERE, agency=say_own("implementing_agency", agency))


def _levels(document: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(level["code"] for level in document["levels"])


def _wanted(document: Mapping[str, Any], channel: str) -> Wanted:
    field = document.get("receiving_field") or document["field"]["code"]
    return Wanted(field, _levels(document), channel == ChannelKind.DIRECT)


def _notes(found: list[Reception], wanted: Wanted, place: str) -> list[str]:
    if not any(one.hit.office.level == Level.COMMUNE for one in found):
        if place:
            return [say(UNKNOWN_PLACE, place=place)]
        if Level.COMMUNE in wanted.levels:
            return [say(CHOOSE_PLACE)]
    return [say(NOBODY)] if all(one.receives == Receives.NO for one in found) else []


def _for_whom(agency: str) -> dict[bool, str]:
    """Return for whom communes (True) and the offices above them receive, where words say so."""
    clauses = filter(None, map(_FOR_WHOM.fullmatch, agency.split("; ")))
    return {"cấp xã" in clause[1]: f"Với {clause[2]}." for clause in clauses}


def _shown(reception: Reception, whom: Mapping[bool, str]) -> dict[str, Any]:
    office, card = reception.hit.office, reception.hit.office.card
    receives_whom = whom.get(office.level == Level.COMMUNE, "")
    reasons = [receives_whom if reception.receives != Receives.NO else "", say(reception.reason)]
    return {
        **office.reference,
        "kind_name": say(office.reference["kind_name"]),
        "receives": reception.receives.value,
        "receives_name": say(str(reception.receives.label)),
        "reason": " ".join(filter(None, reasons)),
        **{name: card[name] for name in ("address", "directions", "contact")},
        "point": card["point"] and {**card["point"], "note": say(card["point"]["note"])},
        "matched_name": reception.hit.matched_name,
        "distance_m": reception.hit.distance_m,
    }
