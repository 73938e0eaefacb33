"""Requests about personal data in the officers' search: by number, open ones by their kind."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse

from citizens.access_log.finding import record_found
from citizens.models import PersonalRequest
from citizens.requests.workflow import OPEN, Kind
from foundation.desk.search import Asked, Found, Source
from offices.rights import reaches_all

VIEW, KIND = "citizens.view_personalrequest", "personalrequest"
MAX_DIGITS = 18  # more than any number has
PREFIX = "yeu cau"  # how a row is called in front of its number


def find(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return those that fit, what is due first, and note the look at them."""
    if not _may_see(request):
        return []
    number = " ".join(asked.words).removeprefix(PREFIX).strip()
    rows = PersonalRequest.objects.by_deadline()
    if number.isdecimal():
        rows = rows.filter(pk=int(number[:MAX_DIGITS]))
    else:
        kinds = [kind for kind in Kind if asked.fits(f"yêu cầu {kind.label}")]
        rows = rows.filter(kind__in=kinds, status__in=OPEN) if kinds else rows.none()
    found = list(rows[:most])
    record_found(request, KIND, [row.pk for row in found])
    return [_found(row) for row in found]


def by_keys(request: HttpRequest, keys: Sequence[int]) -> Mapping[int, Found]:
    """Return those of the keys, if the officer may see requests."""
    if not _may_see(request):
        return {}
    return {row.pk: _found(row) for row in PersonalRequest.objects.filter(pk__in=keys)}


def _may_see(request: HttpRequest) -> bool:
    """Return True if the officer reads requests: they belong to no office."""
    return request.user.has_perm(VIEW) and reaches_all(request.user)


def _found(row: PersonalRequest) -> Found:
    address = reverse("admin:citizens_personalrequest_change", args=[row.pk])
    return Found(str(row), f"{row.get_kind_display()} · {row.get_status_display()}", address)


SOURCE = Source("Yêu cầu về dữ liệu", "privacy_tip", find, KIND, by_keys, place=7)
