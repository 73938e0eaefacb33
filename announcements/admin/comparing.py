"""What a draft changes of what is on air, part by part and word by word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from announcements.actions.versions import html_of
from announcements.models import Announcement, AnnouncementVersion
from announcements.models.choices import Audience, Severity
from announcements.publishing import documents
from announcements.texts.markdown import plain
from foundation.records.word_differences import Part, word_differences

_PARTICULARS = {
    "claim": "Điều được lan truyền",
    "where_seen": "Thấy ở đâu",
    "verdict_name": "Kết luận",
    "sources": "Nguồn",
    "scam_marks": "Dấu hiệu lừa đảo",
    "decision_number": "Quyết định",
    "service": "Dịch vụ",
    "place": "Địa điểm",
    "begins_at": "Bắt đầu",
    "ends_at": "Kết thúc",
}


@dataclass(frozen=True)
class Difference:
    """One part that is another: its name, and its words."""

    label: str
    parts: list[Part]


def differences(row: Announcement) -> list[Difference] | None:
    """Return what a draft changes, None if nothing is on air."""
    shown = row.versions.order_by("-number").first()
    if shown is None:
        return None
    before, after = _of_version(shown), _of_draft(row)
    return [
        Difference(label, word_differences(before.get(label, ""), after.get(label, "")))
        for label in dict.fromkeys((*before, *after))
        if before.get(label, "") != after.get(label, "")
    ]


def _of_version(version: AnnouncementVersion) -> dict[str, str]:
    words = {"Tiêu đề": version.title, "Tóm tắt": version.summary}
    words["Nội dung"] = plain(version.html)
    return words | _picture(version) | dict(_of_details(version.details))


def _of_draft(row: Announcement) -> dict[str, str]:
    words = {"Tiêu đề": row.title, "Tóm tắt": row.summary, "Nội dung": plain(html_of(row))}
    return words | _picture(row) | dict(_of_details(documents.details_of(row)))


def _picture(one: Any) -> dict[str, str]:
    return {"Ảnh": f"{one.picture_alternative} (ảnh {one.picture_id})" if one.picture_id else ""}


def _of_details(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Đơn vị", details["office"]["name"]
    yield "Địa bàn", ", ".join(area["name"] for area in details["areas"]) or "Toàn tỉnh"
    yield "Dành cho", str(Audience(details["audience"]).label)
    yield "Mức độ", str(Severity(details["severity"]).label)
    yield "Văn bản", details["legal_document"]
    for name, label in _PARTICULARS.items():
        yield label, _in_words(details["particulars"].get(name, ""))


def _in_words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
