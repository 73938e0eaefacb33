"""What citizens' data shows on the officers' first page: cards, urgent requests, unusual looks."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from statistics import median
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from citizens.models import AccessEntry, PersonalRequest
from officers.first_page.cards import Card, Group
from officers.first_page.urgent import Source, Told
from officers.first_page.watches import Noticed, Watch
from offices.rights import reaches_all, within_reach

_GROUP, _REQUESTS, _HANDLE = (
    Group(4, "Công dân"),
    "citizens.personalrequest",
    "citizens.handle_personalrequest",
)
CARDS = (
    Card(
        _GROUP,
        "Yêu cầu về dữ liệu quá hạn",
        "alarm",
        _REQUESTS,
        _HANDLE,
        {"open": "late"},
        "danger",
    ),
    Card(_GROUP, "Yêu cầu về dữ liệu đang chờ", "privacy_tip", _REQUESTS, _HANDLE, {"open": "yes"}),
    Card(
        _GROUP,
        "Thông báo không gửi được",
        "cancel_schedule_send",
        "citizens.delivery",
        "citizens.resend_delivery",
        {"result": "failed"},
        "warning",
    ),
)


def own_requests(request: HttpRequest) -> QuerySet[PersonalRequest]:
    """Return what waits for an officer who reaches every office: requests belong to none."""
    if not reaches_all(request.user):
        return PersonalRequest.objects.none()
    return PersonalRequest.objects.by_deadline().open()


def _tell(_request: HttpRequest, row: PersonalRequest) -> Told:
    return Told(f"Yêu cầu {row.pk}", row.get_kind_display(), row.next_deadline, {"open": "yes"})


SOURCE = Source(
    "Dữ liệu cá nhân",
    "citizens.personalrequest",
    "citizens.handle_personalrequest",
    own_requests,
    _tell,
)


DAY, WEEK = timedelta(days=1), timedelta(days=7)
LEAST, TIMES = 200, 5  # rows in a day; times the median of the officers of that day
MOST = 20
VIEW = "citizens.view_lookuptry"  # the auditor's; leaders have the log, and work of their own


def unusual(rows: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return who saw unusually many rows, the most first: LEAST, and TIMES the median of all.

    >>> unusual({"a": 40, "b": 900, "c": 50})
    [('b', 900)]
    >>> unusual({"a": 40, "b": 199})
    []
    """
    if not rows:
        return []
    usual = median(rows.values())
    found = [(who, n) for who, n in rows.items() if n >= LEAST and n >= TIMES * usual]
    # One officer alone has no colleagues to be compared with.
    alone = [(who, n) for who, n in rows.items() if len(rows) == 1 and n >= LEAST * TIMES]
    return sorted(found or alone, key=lambda one: -one[1])


def _refusals(request: HttpRequest) -> Iterator[Noticed]:
    """Yield who was refused in the last seven days, most often first."""
    since = timezone.now() - WEEK
    rows = AccessEntry.objects.filter(allowed=False, at__gt=since, officer__isnull=False)
    counted = within_reach(rows, request.user).order_by().values("officer__username")
    for row in counted.annotate(n=Count("pk")).order_by("-n", "officer__username")[:MOST]:
        name = row["officer__username"]
        yield Noticed(f"{name}: bị từ chối {row['n']} lần trong 7 ngày", _address(name))


def _volumes(request: HttpRequest) -> Iterator[Noticed]:
    """Yield the officers who saw unusually many rows in the last 24 hours."""
    since = timezone.now() - DAY
    rows = AccessEntry.objects.filter(allowed=True, at__gt=since, officer__isnull=False)
    counted = within_reach(rows, request.user).order_by().values_list("officer__username")
    for name, seen in unusual(dict(counted.annotate(n=Sum("count")))):
        yield Noticed(f"{name}: đã xem {seen} dòng trong 24 giờ", _address(name))


def _address(username: str) -> str:
    query = urlencode({"username": username})
    return f"{reverse('admin:citizens_accessentry_changelist')}?{query}"


WATCHES = (
    Watch(10, "Bị từ chối truy cập dữ liệu", VIEW, _refusals, "Không có lượt nào bị từ chối."),
    Watch(11, "Xem dữ liệu nhiều bất thường", VIEW, _volumes, "Không có gì bất thường."),
)
