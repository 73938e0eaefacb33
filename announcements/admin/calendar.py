"""The calendar of what comes: publications, ends, and notices to confirm again, day by day."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from announcements.admin.moves import AnnouncementMoves
from announcements.models import Announcement
from announcements.workflow import ENDED, LISTED, State
from offices.working_time.calendar import ZONE

DAYS, MOST = 60, 500
NAME = "announcements_announcement_calendar"
_WAITING = (State.DRAFT, State.SUBMITTED, State.APPROVED)


class ShowsCalendar(AnnouncementMoves):
    """Mixed into the admin of announcements."""

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (*super().get_custom_urls(), ("lich/", NAME, self.calendar_view))

    def calendar_view(self, request: HttpRequest, **_unfold: object) -> HttpResponse:
        """Show the next DAYS days; one query besides those of every page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        today = timezone.localdate()
        last = today + timedelta(days=DAYS)
        context = {
            **self.admin_site.each_context(request),
            "title": "Lịch đăng",
            "days": sorted(self._days(request, today, last).items()),
            "last": last,
        }
        return TemplateResponse(request, "admin/announcements/calendar.html", context)

    def _days(self, request: HttpRequest, first: date, last: date) -> dict[date, list[Any]]:
        span = (timezone.now(), timezone.now() + timedelta(days=DAYS))
        rows = (
            self._visible(request)
            .exclude(state__in=ENDED)
            .filter(
                Q(publish_at__range=span)
                | Q(expires_at__range=span)
                | Q(pinned_until__range=span)
                | Q(reconfirm_by__range=(first, last))
            )
            .order_by("pk")[:MOST]
        )
        days: dict[date, list[Any]] = defaultdict(list)
        for row in rows:
            for day, what, at in _what_comes(row):
                if first <= day <= last:
                    days[day].append({"row": row, "what": what, "at": at})
        return {day: sorted(found, key=lambda one: one["at"]) for day, found in days.items()}


def _what_comes(row: Announcement) -> list[tuple[date, str, str]]:
    """Return the days, words and times of what is going to happen to an announcement."""
    found = []
    if row.publish_at is not None and row.state in _WAITING:
        what = "Đăng" if row.state == State.APPROVED else "Dự kiến đăng, chưa duyệt"
        found.append((row.publish_at, what))
    if row.expires_at is not None:
        found.append((row.expires_at, "Hết hạn"))
    if row.pinned_until is not None and row.state in LISTED:
        found.append((row.pinned_until, "Hết ghim"))
    local = [(moment.astimezone(ZONE), what) for moment, what in found]
    days = [(moment.date(), what, f"{moment:%H:%M}") for moment, what in local]
    if row.reconfirm_by is not None:
        days.append((row.reconfirm_by, "Xác nhận lại truy nã", ""))
    return days
