"""What announcements show on the officers' first page: cards, and what ends within 60 days."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from announcements.models import Announcement
from announcements.rights import ANSWER, APPROVE, EDIT, REVOKE
from announcements.workflow import OF_PERSONS
from officers.first_page.cards import Card, Group
from officers.first_page.panels import Panel
from officers.first_page.watches import Noticed, Watch

_GROUP, _LIST = Group(4, "Tin và cảnh báo"), "announcements.announcement"
CARDS = (
    Card(_GROUP, "Chờ duyệt", "rate_review", _LIST, APPROVE, {"state": "to_approve"}, "warning"),
    Card(_GROUP, "Truy nã cần xác nhận lại", "event_repeat", _LIST, APPROVE,
        {"state": "to_reconfirm"}, "warning"),
    Card(_GROUP, "Truy nã, tìm người đang đăng", "person_alert", _LIST, REVOKE,
        {"state": "persons"}, "info"),
    Card(_GROUP, "Bản nháp", "edit_note", _LIST, EDIT, {"state": "draft"}, "info"),
    Card(_GROUP, "Ý kiến về bản tin chờ trả lời", "feedback", "announcements.challenge", ANSWER,
        {"state": "waiting"}, "warning"),
)  # fmt: skip


DAYS, MOST, MOST_PERSONS = 60, 7, 20


def _ending(request: HttpRequest) -> Iterator[Noticed]:
    """Yield published announcements by the moment when they go off."""
    now = timezone.now()
    rows = Announcement.objects.visible_to_officer(request.user).listed()
    ending = rows.filter(expires_at__gt=now, expires_at__lte=now + timedelta(days=DAYS))
    for row in ending.order_by("expires_at", "pk")[:MOST]:
        ends = timezone.localtime(row.expires_at)
        address = reverse("admin:announcements_announcement_change", args=[row.pk])
        yield Noticed(f"{ends:%H:%M %d/%m/%Y}: {row.named}", address, "info")


def _show_persons(request: HttpRequest) -> dict[str, Any]:
    """Return the live notices about persons, the newest first, each with where it is revoked."""
    visible = Announcement.objects.visible_to_officer(request.user).listed()
    rows = visible.filter(kind__in=OF_PERSONS).select_related("office").order_by("-published_at")
    return {"rows": rows[:MOST_PERSONS]}


PANELS = (Panel(REVOKE, "admin/announcements/persons.html", _show_persons),)
WATCHES = (Watch(21, f"Bản tin hết hạn trong {DAYS} ngày", EDIT, _ending, "Không có bản tin nào."),)
