"""The rules of a procedure, for models, forms, import and publishing alike."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from procedures.choices import (
    ApplicantType,
    Level,
    OnlineLevel,
    Requirement,
    TimeRelation,
)
from procedures.fees.validators import Path, Problems, check_period, fee_problems

# National codes look like 1.001456; some have a suffix (domain.md, section 1).
CODE = re.compile(r"^[0-9]\.[0-9]{6}(\.[0-9A-Z.]+)?\Z")
SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")

validate_code = RegexValidator(CODE, "Mã thủ tục phải có dạng 1.001456.", code="invalid_code")
validate_slug = RegexValidator(
    SLUG, "Định danh chỉ gồm chữ thường không dấu, số và gạch nối.", code="invalid_slug"
)


def _validate_members(value: object, allowed: Iterable[str], what: str) -> None:
    if (
        not isinstance(value, list)
        or len(set(map(str, value))) != len(value)
        or set(map(str, value)) - set(allowed)
    ):
        raise ValidationError(f"{what} không hợp lệ.", code="invalid_choice")


def validate_levels(value: object) -> None:
    """Refuse anything but a list of different levels."""
    _validate_members(value, Level.values, "Cấp thực hiện")


def validate_applicant_types(value: object) -> None:
    """Refuse anything but a list of different applicant types."""
    _validate_members(value, ApplicantType.values, "Đối tượng thực hiện")


def validate_codes(value: object) -> None:
    """Refuse a list with anything but national codes; `validate_lines` refuses other types."""
    for code in value if isinstance(value, list) else ():
        validate_code(code)


def validate_link(value: str) -> None:
    """Refuse everything but http and https addresses with a host, because citizens follow them."""
    try:
        parts = urlsplit(value)
    except ValueError:  # such as an unclosed bracket
        parts = urlsplit("")
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.username:
        raise ValidationError(
            "Liên kết phải bắt đầu bằng https:// và có tên miền.", code="invalid_link"
        )


def validate_secure_link(value: str) -> None:
    """Refuse http too: nobody on the way may change a file that citizens open."""
    validate_link(value)
    if urlsplit(value).scheme != "https":
        raise ValidationError("Liên kết phải bắt đầu bằng https://.", code="invalid_link")


def publishing_problems(draft: Mapping[str, Any]) -> list[tuple[Path, str]]:
    """Return what prevents the publication of a draft, as pairs of path and Vietnamese text.

    The draft has the shape of `draft_of`; a path leads into it, such as ("fees", 0, "channel").
    """
    return [
        *_check_basics(draft),
        *_check_channels(draft),
        *_check_time_limits(draft),
        *fee_problems(draft),
        *_check_cases_and_documents(draft),
        *_check_forms(draft),
        *_check_next_procedures(draft),
        *check_period((), draft),
        *_check_closure(draft),
    ]


def _check_basics(draft: Mapping[str, Any]) -> Problems:
    if not draft["levels"]:
        yield ("levels",), "Cần ít nhất một cấp thực hiện."
    if not draft["implementing_agency"].strip():
        yield ("implementing_agency",), "Cần ghi cơ quan thực hiện."
    if draft["online_level"] == OnlineLevel.PARTIAL and not draft["online_note"].strip():
        yield ("online_note",), "Dịch vụ công trực tuyến một phần phải nêu lý do."
    if not draft["sources"]:
        yield ("sources",), "Cần ít nhất một nguồn."


def _check_closure(draft: Mapping[str, Any]) -> Problems:
    start, end = draft.get("closed_from"), draft.get("closed_to")
    if (end or draft.get("closed_note")) and not start:
        yield ("closed_from",), "Cần ghi ngày bắt đầu dừng."
    if start and not (draft.get("closed_note") or "").strip():
        yield ("closed_note",), "Cần nói cho người dân vì sao dừng, nay làm thế nào."
    if start and end and str(end) < str(start):
        yield ("closed_to",), "Ngày cuối còn dừng không được trước ngày bắt đầu dừng."


def _check_channels(draft: Mapping[str, Any]) -> Problems:
    kinds = [channel["kind"] for channel in draft["channels"]]
    if not kinds:
        yield ("channels",), "Cần ít nhất một cách thức nộp hồ sơ."
    for name in ("time_limits", "fees"):
        for i, row in enumerate(draft[name]):
            if row["channel"] and row["channel"] not in kinds:
                yield (name, i, "channel"), "Cách thức này chưa có trong danh sách cách thức nộp."


def _check_time_limits(draft: Mapping[str, Any]) -> Problems:
    channels = [limit["channel"] for limit in draft["time_limits"]]
    for i, channel in enumerate(draft["channels"]):
        count = channels.count(channel["kind"]) + channels.count("")
        if not _fits(channel["time_relation"], count):
            text = f"Quan hệ giữa các thời hạn không khớp: cách thức này có {count} thời hạn."
            yield ("channels", i, "time_relation"), text
    for i, limit in enumerate(draft["time_limits"]):
        if limit["value"] is None and not limit["text"].strip() and not limit["condition"].strip():
            yield ("time_limits", i), "Thời hạn cần số và đơn vị, hoặc lời diễn giải."
        if (limit["value"] is None) != (not limit["unit"]):
            yield ("time_limits", i, "unit"), "Số và đơn vị phải đi cùng nhau."


def _fits(relation: str, count: int) -> bool:
    """Return True if the relation allows this number of time limits."""
    if relation == TimeRelation.SINGLE:
        return count == 1
    return count == 0 if relation == TimeRelation.NONE else count > 1


def _check_cases_and_documents(draft: Mapping[str, Any]) -> Problems:
    cases = set(draft["cases"])
    for name in ("documents", "steps"):
        for i, row in enumerate(draft[name]):
            if row["case"] and row["case"] not in cases:
                yield (name, i, "case"), "Trường hợp này chưa có trong danh sách trường hợp."
    for i, document in enumerate(draft["documents"]):
        if document["requirement"] == Requirement.CONDITIONAL and not document["condition"].strip():
            yield ("documents", i, "condition"), "Giấy tờ theo trường hợp phải nêu điều kiện."


def _check_forms(draft: Mapping[str, Any]) -> Problems:
    seen: set[tuple[str, str]] = set()
    for i, row in enumerate(draft["forms"]):
        use = (row["form"], row["condition"])
        if use in seen:
            yield ("forms", i, "form"), "Mẫu này xuất hiện nhiều lần trong thủ tục."
        seen.add(use)


def _check_next_procedures(draft: Mapping[str, Any]) -> Problems:
    first: dict[str, int] = {}
    for i, row in enumerate(draft["next_procedures"]):
        if row["target"] == draft["id"]:
            yield ("next_procedures", i, "target"), "Việc tiếp theo phải là một thủ tục khác."
        known = first.setdefault(row["target"], i)
        if known != i:
            yield ("next_procedures", i, "target"), f"Thủ tục này đã có ở dòng {known + 1}."
