"""On the first page: connectors of the ministry's system that stand still or soon will."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dossiers.models import ConnectorKey
from officers.first_page.watches import Noticed, Watch

ENDS_SOON, SILENT = timedelta(days=30), timedelta(days=2)
MOST = 100


def _connectors(request: HttpRequest) -> Iterator[Noticed]:
    """Yield keys that have ended or soon will, then those that nobody uses any more."""
    now = timezone.now()
    may_open = request.user.has_perm("dossiers.view_connectorkey")
    keys = ConnectorKey.objects.filter(revoked_at=None).order_by("expires_at", "pk")[:MOST]
    for key in keys:
        if words := _wrong_with(key, now):
            address = reverse("admin:dossiers_connectorkey_changelist") if may_open else ""
            yield Noticed(f"{key.name}: {words}", address)


def _wrong_with(key: ConnectorKey, now: datetime) -> str:
    ends = timezone.localtime(key.expires_at)
    if key.expires_at <= now:
        return f"khoá đã hết hạn ngày {ends:%d/%m/%Y}"
    if key.expires_at - now < ENDS_SOON:
        return f"khoá hết hạn ngày {ends:%d/%m/%Y}"
    heard = key.last_used_on or timezone.localdate(key.created_at)
    if heard >= timezone.localdate(now) - SILENT:
        return ""
    since = "ngày" if key.last_used_on else "khi tạo ngày"
    return f"không gửi gì từ {since} {heard:%d/%m/%Y}"


WATCHES = (
    Watch(
        3,
        "Kết nối hệ thống một cửa",
        "official_accounts.connect_officialaccount",  # who keeps channels alive
        _connectors,
        "Mọi kết nối đang hoạt động.",
    ),
)
