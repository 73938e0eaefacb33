"""Doors to area officers and duty: «cảnh sát khu vực tổ 5», «ai trực ở phường».

Only whole sentences of this form are taken: what is said beyond is about something else, and
whoever accuses an officer or is in danger is heard by others first.
"""

import re

from django.utils import timezone

from foundation.records.vietnamese import syllables
from offices.duty.names import fold_name
from offices.finding.selection import office_in_force
from offices.snapshot import directory
from procedures.search.doors import Door, Source

_LONGEST = 80
_ASKING = (
    r"(?:cho hoi|xin hoi|cho biet|tim|gap|goi|lien he|xin|so dien thoai(?: cua)?|sdt(?: cua)?|"
    r"so may|ai la|ten)"
)
_WHO = (
    r"(?:canh sat khu vuc|cong an khu vuc|cskv|(?:cong an(?: vien)?|can bo|ai)(?: nao)? "
    r"(?:phu trach|quan ly)(?: dia ban| khu vuc)?)"
)
_AT = r"(?:cua|o|tai|thuoc|cho|ben)"
_KIND = (
    r"to dan pho|to dan cu|tdp|to|khu pho|khu dan cu|khu(?! vuc)|thon|xom|ban|ap|lang|buon|khom|"
    r"duong|ngo"
)
_NAME = rf"(?P<beat>(?:{_KIND}) (?:so )?(?:\d+|(?!(?:nay|minh|toi|nao) ?$)[a-z]+(?: [a-z]+)?))"
_OFFICE = r"(?P<office>(?:cong an )?(?:phuong|xa|thi tran)(?: [a-z0-9]+){0,4})"
_END = r"(?:la ai|ten gi|ten la gi|o dau|so may|so dien thoai|sdt|lien he|nao|vay|a)"
_BEAT = re.compile(
    rf"(?:{_ASKING} )*{_WHO}(?: {_AT})*(?: (?:toi|em|minh|nha toi))?(?: {_NAME})?"
    rf"(?:(?: {_AT})* {_OFFICE})??(?: {_END})*"
)
_DUTY = re.compile(
    rf"(?:(?:hom nay|toi nay|gio|bay gio|dem nay) )?(?:ai|nguoi nao)(?: dang)? truc(?: ban)?"
    rf"(?: hom nay| toi nay| dem nay)?(?:(?: {_AT})? (?:{_OFFICE}|cong an))?(?: {_END})*"
)
_BEAT_TITLE, _BEAT_REASON = "Cán bộ phụ trách địa bàn", "Chức danh và số công tác, theo tổ, thôn."
_DUTY_TITLE, _DUTY_REASON = "Ai đang trực", "Việc trực đang có người và số trực ban."


def find(text: str) -> list[Door]:
    """Return the door to who looks after a hamlet, or to who is on duty."""
    if len(text) > _LONGEST:
        return []
    said = " ".join(syllables(text))
    found = _BEAT.fullmatch(said)
    if found is None and (found := _DUTY.fullmatch(said)) is None:
        return []
    about_beat = found.re is _BEAT
    office = found["office"] or ""
    key = _office(office)
    if (not key and office.count(" ") > 1) or (about_beat and not _is_clear(found)):
        return []
    door: Door = {
        "origin": "beat" if about_beat else "office",
        "id": key,
        "title": _BEAT_TITLE if about_beat else _DUTY_TITLE,
        "reason": _BEAT_REASON if about_beat else _DUTY_REASON,
    }
    if about_beat and found["beat"]:
        door["place"] = fold_name(found["beat"])
    return [door]


def _is_clear(found: "re.Match[str]") -> bool:
    """Return False for «ai phụ trách», which may be about anything."""
    return bool(found["beat"]) or "khu vuc" in found[0] or "cskv" in found[0]


def _office(said: str) -> str:
    held = directory.current()
    for match, _place in held.places.named_in(said.split()):
        return office_in_force(held.offices[match.office_id], held, timezone.localdate()).id
    return ""


SOURCE = Source(find, directory.current)
