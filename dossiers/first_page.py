"""What dossiers show on the officers' first page: cards, urgent rows, silent connectors."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dossiers.admin.filters import LEADS, own_work
from dossiers.due import clock
from dossiers.due.state import Now
from dossiers.due.wording import standing_for_officer
from dossiers.models import ConnectorKey, Dossier
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import RUNNING
from officers.first_page.cards import Card, Group
from officers.first_page.urgent import Source, Told
from officers.first_page.watches import Noticed, Watch
from offices.snapshot import directory
from offices.working_time.due_times import due_cell

_GROUP, _DOSSIERS, _VIEW = Group(1, "Hồ sơ"), "dossiers.dossier", "dossiers.view_dossier"
_CONFLICTS = "dossiers.importconflict"


CARDS = (
    Card(_GROUP, "Quá hạn", "alarm", _DOSSIERS, _VIEW, {"due": "late"}, "danger", own=own_work),
    Card(
        _GROUP,
        "Đến hạn hôm nay",
        "today",
        _DOSSIERS,
        _VIEW,
        {"due": "today"},
        "warning",
        own=own_work,
    ),
    Card(_GROUP, "Sắp đến hạn", "upcoming", _DOSSIERS, _VIEW, {"due": "nearly"}),
    Card(_GROUP, "Chờ tôi giải quyết", "person", _DOSSIERS, _VIEW, {"handler": "waiting"}),
    Card(
        _GROUP,
        "Dữ liệu nhập chưa khớp",
        "difference",
        _CONFLICTS,
        "dossiers.settle_conflict",
        {"state__exact": "open"},
        "warning",
    ),
    Card(
        _GROUP,
        "Kết nối chưa nhận được",
        "sync_problem",
        "dossiers.connectorrefusal",
        "dossiers.settle_conflict",
        {"state__exact": "open"},
        "warning",
    ),
)


def own_running(request: HttpRequest) -> DossierQuerySet:
    """Return what runs and is the officer's: theirs and nobody's; a leader's whole office."""
    rows = Dossier.objects.visible_to_officer(request.user).filter(
        status__in=RUNNING, due_at__isnull=False
    )
    if not request.user.has_perm(LEADS):
        rows = rows.free_for(request.user)
    return rows.without_applicant().select_related("procedure", "officer").order_by("due_at", "pk")


def _tell(request: HttpRequest, dossier: Dossier) -> Told:
    standing = standing_for_officer(dossier, Now.at(timezone.now()), directory.current().calendar)
    is_mine = bool(dossier.officer and dossier.officer.user_id == request.user.pk)
    return Told(
        dossier.code,
        str(dossier.procedure),
        dossier.due_at,
        {"handler": "waiting"} if is_mine else {"part": "open"},
        due_cell(dossier.due_at, standing, by_the_hour=dossier.limit_unit in clock.HOURS),
    )


SOURCE = Source("Hồ sơ", "dossiers.dossier", "dossiers.change_dossier", own_running, _tell)


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
