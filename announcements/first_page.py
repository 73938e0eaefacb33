"""What announcements show on the officers' first page: cards, and what ends within 60 days."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from announcements.models import Announcement
from announcements.querysets import AnnouncementQuerySet
from announcements.rights import ANSWER, APPROVE, EDIT, REVOKE, SPEAK
from announcements.workflow import OF_PERSONS, Kind
from foundation.records.wording import show_moment
from officers.first_page.cards import Card, Group
from officers.first_page.panels import Panel
from officers.first_page.urgent import Source, Told
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


def _waiting(request: HttpRequest) -> AnnouncementQuerySet:
    """Return what others wrote and somebody has to approve, the longest waiting first."""
    rows = Announcement.objects.visible_to_officer(request.user).to_approve()
    written = Announcement.authors.through.objects.filter(user=request.user.pk)
    return rows.exclude(pk__in=written.values("announcement")).order_by("changed_at", "pk")


def _to_approve(request: HttpRequest) -> AnnouncementQuerySet:
    return _waiting(request).exclude(kind=Kind.FACT_CHECK)


def _to_say(request: HttpRequest) -> AnnouncementQuerySet:
    return _waiting(request).filter(kind=Kind.FACT_CHECK)


def _tell(_request: HttpRequest, row: Announcement) -> Told:
    waits = format_html(
        '<span class="tag tag-warning">Chờ từ {}</span>', show_moment(row.changed_at)
    )
    return Told(row.named, row.get_kind_display(), row.changed_at, {"state": "to_approve"}, waits)


SOURCES = (
    Source("Chờ duyệt", _LIST, APPROVE, _to_approve, _tell, pressing=True),
    Source("Chờ duyệt", _LIST, SPEAK, _to_say, _tell, pressing=True),
)


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
