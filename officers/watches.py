"""On the first page: timers, accounts, sign-ins, changes of rights, gaps in the calendar."""

from collections.abc import Iterator
from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from foundation.records import timers
from officers.account_rules import with_last_use
from officers.first_page.watches import Noticed, Watch
from officers.models import AccessChange
from offices.working_time import readiness as calendar

KEEPS_ACCOUNTS = "auth.change_user"
ENDS_SOON = timedelta(days=14)  # before an unused account is disabled
DAYS = timedelta(days=7)
MOST = 50


def _timers(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield the timers that did not run, then those whose last run failed."""
    now, states = timezone.now(), timers.states()
    for state in states:
        if state.is_late(now):
            last = state.succeeded_at
            when = f"từ {timezone.localtime(last):%H:%M %d/%m/%Y}" if last else "lần nào"
            yield Noticed(f"{state.timer.title}: chưa chạy xong {when}", tone="danger")
    for state in states:
        if state.has_failed and not state.is_late(now):
            yield Noticed(f"{state.timer.title}: lần chạy gần nhất bị lỗi")


def _lock_outs(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield the names that are locked out now. A name may be a mistyped password."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    rows = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=since
    ).order_by("-attempt_time")[:MOST]
    accounts = set(
        User.objects.filter(username__in=[row.username for row in rows]).values_list(
            "username", flat=True
        )
    )
    for row in rows:
        who = row.username if row.username in accounts else "Tên không có tài khoản"
        at = timezone.localtime(row.attempt_time)
        address = reverse("admin:axes_accessattempt_changelist")
        yield Noticed(
            f"{who}: sai {row.failures_since_start} lần, lúc {at:%H:%M %d/%m/%Y}", address
        )


def _unused(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield the active accounts that will soon be disabled because they are unused."""
    limit = timedelta(days=settings.OFFICER_DISABLE_DAYS)
    before = timezone.now() - limit + ENDS_SOON
    rows = with_last_use(User.objects.filter(is_active=True)).filter(used_at__lt=before)
    for user in rows.order_by("used_at", "pk")[:MOST]:
        used = timezone.localtime(user.used_at)
        address = reverse("admin:auth_user_change", args=[user.pk])
        yield Noticed(f"{user.username}: không đăng nhập từ {used:%d/%m/%Y}", address)


def _calendar(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield the years of the next 12 months without days off."""
    for words in calendar.warnings():
        yield Noticed(words, reverse("admin:offices_calendarday_changelist"))


def _rights(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield recent changes of others' rights, the newest first."""
    rows = AccessChange.objects.filter(changed_at__gt=timezone.now() - DAYS)
    for row in rows.select_related("account", "office", "role", "changed_by")[:MOST]:
        waiting = row.outcome == AccessChange.Outcome.WAITING
        at = timezone.localtime(row.changed_at)
        yield Noticed(
            f"{row.subject}: {row.what} – {row.changed_by or 'lệnh vận hành'}, "
            f"{at:%H:%M %d/%m/%Y} ({row.get_outcome_display()})",
            reverse("admin:officers_accesschange_changelist"),
            "warning" if waiting else "info",
        )


WATCHES = (
    Watch(4, "Bộ hẹn giờ", KEEPS_ACCOUNTS, _timers, "Mọi bộ hẹn giờ chạy đúng giờ."),
    Watch(
        5, "Khoá đăng nhập", "axes.view_accessattempt", _lock_outs, "Không tài khoản nào bị khoá."
    ),
    Watch(
        6, "Tài khoản lâu không dùng", KEEPS_ACCOUNTS, _unused, "Mọi tài khoản đều đang được dùng."
    ),
    Watch(
        7,
        "Lịch làm việc",
        "offices.change_calendarday",
        _calendar,
        "Đã đủ ngày nghỉ của 12 tháng tới.",
    ),
    Watch(
        12,
        "Thay đổi quyền trong 7 ngày",
        "axes.view_accessattempt",
        _rights,
        "Không có thay đổi quyền nào.",
    ),
)
