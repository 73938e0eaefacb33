"""Requests about personal data among the most urgent rows of the officers' first page."""

from django.db.models import QuerySet
from django.http import HttpRequest

from citizens.models import PersonalRequest
from officers.first_page.urgent import Source, Told
from offices.rights import reaches_all


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
