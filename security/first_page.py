"""What incidents show on the officers' first page: a card, and notices that are due."""

from django.db.models import QuerySet
from django.http import HttpRequest

from officers.first_page.cards import Card, Group
from officers.first_page.urgent import Source, Told
from security.actions import HANDLE, flow
from security.models import SecurityIncident

_GROUP, _MODEL = Group(6, "An toàn hệ thống"), "security.securityincident"
CARDS = (
    Card(_GROUP, "Sự cố đang xử lý", "gpp_maybe", _MODEL, HANDLE, {"part": "open"}, "warning"),
)


def _owing(request: HttpRequest) -> QuerySet[SecurityIncident]:
    return flow.visible_to(request.user).open().exclude(due_at=None).by_due_time()


def _tell(_request: HttpRequest, row: SecurityIncident) -> Told:
    return Told(row.title, "Báo cáo sự cố", row.due_at, {"part": "open"})


SOURCE = Source("An toàn hệ thống", _MODEL, HANDLE, _owing, _tell)
