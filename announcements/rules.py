"""What an announcement has to have before it may go on, and what is worth a second look.

One list for submitting, approving, correcting and the editing page; in Vietnamese, each sentence
says what to do. What is found in a text is named by kind and never repeated.
"""

from collections.abc import Iterator
from datetime import datetime

from announcements.models import Announcement
from announcements.pictures import alternatives
from announcements.texts import links, markdown
from announcements.workflow import OF_PERSONS, OUTAGE_WORKING_DAYS, Kind
from foundation.records import screening
from offices.persons_numbers import office_phone_numbers
from offices.working_time.calendar import ZONE, WorkingCalendar, YearNotLoaded

OUTAGE_LAW = (
    "Tạm dừng có kế hoạch phải được báo trước ít nhất 7 ngày làm việc, kèm lúc trở lại (Nghị định "
    "224/2026/NĐ-CP, Điều 9 đến Điều 13). Chỉ gửi duyệt nếu đây là sự cố ngoài kế hoạch."
)
_SCREENED = {
    "title": "tiêu đề",
    "summary": "tóm tắt",
    "body": "nội dung",
    "claim": "điều được lan truyền",
    "place": "địa điểm",
    "guardian_consent": "đồng ý của người giám hộ",
    "picture_alternative": "lời tả ảnh",
    "correction_note": "điều đã đính chính",
}


def problems(announcement: Announcement, now: datetime, *, correction: bool = False) -> list[str]:
    """Return why it may not be submitted; empty if it may. `correction` of a published one."""
    found = [*_missing(announcement), *_of_kind(announcement), *_links(announcement)]
    found += _personal(announcement)
    if correction:
        if not announcement.correction_note.strip():
            found.append("Hãy ghi «Điều đã đính chính»: người dân đọc được điều gì đã sai.")
    else:
        found += _times(announcement, now)
    return found


def warnings(announcement: Announcement, now: datetime, calendar: WorkingCalendar) -> list[str]:
    """Return what to read again before going on; nothing of it forbids anything."""
    found = []
    if is_short_notice(announcement, now, calendar):
        found.append(OUTAGE_LAW)
    if announcement.kind not in OF_PERSONS and _kinds_found(announcement, {screening.Kind.NAME}):
        found.append("Có thể còn tên người trong nội dung: hãy đọc lại.")
    if announcement.picture_id:
        found.append("Hãy xem lại ảnh: không có giấy tờ, biển số, mặt người không liên quan.")
    if announcement.kind == Kind.FACT_CHECK and announcement.picture_id:
        found.append("Ảnh sai sự thật chỉ được đăng khi đã in đè dấu «SAI».")
    return found


def is_short_notice(announcement: Announcement, now: datetime, calendar: WorkingCalendar) -> bool:
    """Return True if an outage begins before OUTAGE_WORKING_DAYS after its publication."""
    if announcement.kind != Kind.SERVICE_OUTAGE or announcement.begins_at is None:
        return False
    told = (announcement.publish_at or now).astimezone(ZONE).date()
    try:
        first = calendar.add_working_days(told, OUTAGE_WORKING_DAYS)
    except YearNotLoaded:
        return True  # nobody can tell, so the law is shown
    return announcement.begins_at.astimezone(ZONE).date() < first


def _missing(announcement: Announcement) -> Iterator[str]:
    for name, label in (("title", "Tiêu đề"), ("summary", "Tóm tắt"), ("body", "Nội dung")):
        if not getattr(announcement, name).strip():
            yield f"Hãy ghi «{label}»."
    if announcement.picture_id:
        fault = alternatives.fault_of(announcement.picture_alternative)
        if fault is not None:
            yield fault.message


def _times(announcement: Announcement, now: datetime) -> Iterator[str]:
    publish_at, expires_at = announcement.publish_at, announcement.expires_at
    if publish_at is not None and publish_at < now:
        yield "«Đăng lúc» đã qua: hãy chọn lúc khác, hoặc để trống để đăng ngay khi duyệt."
    if expires_at is not None and expires_at <= (publish_at or now):
        yield "«Hết hạn lúc» phải sau lúc đăng."


def _of_kind(announcement: Announcement) -> Iterator[str]:
    kind = announcement.kind
    if kind in OF_PERSONS:
        yield from _of_person(announcement)
    elif kind == Kind.FACT_CHECK:
        needed = {
            "claim": "Điều được lan truyền", "where_seen": "Thấy ở đâu", "verdict": "Kết luận",
            "sources": "Nguồn",
        }  # fmt: skip
        yield from (
            f"Kiểm chứng cần «{label}»."
            for name, label in needed.items()
            if not getattr(announcement, name)
        )
    elif kind == Kind.SERVICE_OUTAGE:
        if not announcement.service.strip():
            yield "Hãy ghi «Dịch vụ» tạm dừng."
        if announcement.begins_at is None or announcement.ends_at is None:
            yield "Tạm dừng dịch vụ cần cả «Bắt đầu» và «Kết thúc»: lúc dừng và lúc trở lại."


def _of_person(announcement: Announcement) -> Iterator[str]:
    if not announcement.decision_number.strip():
        yield "Truy nã, tìm người cần «Số quyết định»."
    if announcement.picture_id is None:
        yield "Truy nã, tìm người cần ảnh."
    if announcement.expires_at is None:
        yield "Truy nã, tìm người cần «Hết hạn lúc»."
    if announcement.about_minor and not announcement.guardian_consent.strip():
        yield "Tìm người dưới 18 tuổi cần «Đồng ý của người giám hộ» bằng văn bản."


def _links(announcement: Announcement) -> Iterator[str]:
    sources = [line for line in announcement.sources if "://" in line]
    for address in (*markdown.links_in(announcement.body), *sources):
        fault = links.fault_of(address.strip())
        if fault is not None:
            yield fault.message


def _personal(announcement: Announcement) -> list[str]:
    found = _kinds_found(announcement, screening.NEVER_PUBLISHED)
    said = [
        f"Còn {screening.Kind(kind).label} trong «{label}»: hãy xoá trước khi gửi duyệt."
        for kind, label in found
    ]
    if said and announcement.kind == Kind.SCAM_WARNING:
        said.append("Số, đường dẫn của kẻ lừa đảo ghi ở «Đường dẫn, số của kẻ lừa đảo».")
    return said


def _kinds_found(
    announcement: Announcement, kinds: set[str] | frozenset[str]
) -> list[tuple[str, str]]:
    own = office_phone_numbers()
    return [
        (kind, label)
        for name, label in _SCREENED.items()
        for kind in sorted({one.kind for one in screening.find(getattr(announcement, name), own)})
        if kind in kinds
    ]


def personal_in_words(words: str) -> list[str]:
    """Return why words of an officer may not be kept or shown; empty if they may."""
    found = {one.kind for one in screening.find(words, office_phone_numbers())}
    return [
        f"Còn {screening.Kind(kind).label} trong lời ghi: hãy xoá."
        for kind in sorted(found & screening.NEVER_PUBLISHED)
    ]
