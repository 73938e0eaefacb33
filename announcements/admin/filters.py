"""The parts of the list of announcements, and of the queue of challenges."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from announcements.querysets import AnnouncementQuerySet, ChallengeQuerySet
from announcements.workflow import OF_PERSONS, State

REMIND_DAYS = 14  # before a wanted notice has to be confirmed again
_Part = Callable[[AnnouncementQuerySet], AnnouncementQuerySet]
_PARTS: dict[str, tuple[str, _Part]] = {
    "to_approve": ("Chờ duyệt", lambda rows: rows.to_approve()),
    "to_reconfirm": (
        "Truy nã cần xác nhận lại",
        lambda rows: rows.to_reconfirm(timezone.localdate() + timedelta(days=REMIND_DAYS)),
    ),
    "persons": (
        "Truy nã, tìm người đang đăng",
        lambda rows: rows.listed().filter(kind__in=OF_PERSONS),
    ),
    "draft": ("Bản nháp", lambda rows: rows.filter(state=State.DRAFT)),
    "approved": ("Chờ đến giờ đăng", lambda rows: rows.filter(state=State.APPROVED)),
    "listed": ("Đang đăng", lambda rows: rows.listed()),
    "pinned": ("Đang ghim", lambda rows: rows.pinned(timezone.now())),
    "expired": ("Hết hạn", lambda rows: rows.filter(state=State.EXPIRED)),
    "withdrawn": ("Đã gỡ", lambda rows: rows.filter(state=State.WITHDRAWN)),
    "discarded": ("Đã bỏ", lambda rows: rows.filter(state=State.DISCARDED)),
    "all": ("Tất cả", lambda rows: rows),
}


class StateFilter(DropdownFilter):
    """Which announcements are shown: without a choice what is on air, or what is searched for."""

    title = "phần việc"
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [(name, title) for name, (title, _part) in _PARTS.items()]

    def queryset(
        self, request: HttpRequest, queryset: AnnouncementQuerySet
    ) -> AnnouncementQuerySet:
        usual = "all" if request.GET.get("q") else "listed"
        _title, part = _PARTS.get(str(self.value()), _PARTS[usual])
        return part(queryset)


class WaitingFilter(DropdownFilter):
    """Which challenges are shown; without a choice those that wait."""

    title = "phần việc"
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [("waiting", "Chờ trả lời"), ("late", "Quá hạn"), ("all", "Tất cả")]

    def queryset(self, _request: HttpRequest, queryset: ChallengeQuerySet) -> ChallengeQuerySet:
        value = str(self.value() or "waiting")
        if value == "all":
            return queryset
        return queryset.due_before(timezone.now()) if value == "late" else queryset.waiting()
