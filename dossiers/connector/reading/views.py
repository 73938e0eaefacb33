"""`GET integration/events/`, `integration/dossiers/` and `integration/counts/`."""

from collections import defaultdict
from collections.abc import Iterable
from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from citizens import access_log
from dossiers.connector import keys, scopes
from dossiers.connector.reading import dossier_pages
from dossiers.connector.reading.parameters import (
    LIMIT,
    CountParameters,
    DossierParameters,
    EventParameters,
)
from dossiers.connector.reading.serializers import (
    DayCountsSerializer,
    IntegrationEventPageSerializer,
    ReadDossierPageSerializer,
    event_answer,
)
from dossiers.connector.reading.throttles import ReadThrottle
from dossiers.connector.views import IntegrationView, MachineView
from dossiers.models import ConnectorKey, DossierDay
from foundation.api.problem_codes import may_answer
from foundation.api.problems import Problem
from foundation.events import reading
from foundation.events.kinds import kinds
from foundation.events.models import Event


class EventsView(MachineView):
    """The feed of events."""

    throttle_classes = [ReadThrottle]
    http_method_names = ["get"]

    @extend_schema(
        operation_id="integration_events",
        summary="Đọc sự kiện",
        tags=["integration"],
        description=(
            "Điều đã xảy ra, theo thứ tự, không thiếu và đọc lại được từ bất kỳ con trỏ nào trong "
            "thời hạn lưu (30 ngày). Mỗi khoá chỉ thấy các loại sự kiện được cấp, của đơn vị được "
            "cấp; bản tin và số liệu đánh giá đã công bố thì như nhau cho mọi khoá. Con trỏ của hệ "
            "thống khác: 409 `events_cursor_foreign`; con trỏ không có trong dòng sự kiện (dữ liệu "
            "đã khôi phục): 409 `events_cursor_unknown`; quá hạn lưu: 410 "
            "`events_cursor_expired`. Cả ba trường hợp: lấy con trỏ bằng `after=now`, đối chiếu "
            "lại, rồi đọc tiếp."
        ),
        parameters=EventParameters.documentation(),
        responses=IntegrationEventPageSerializer,
    )
    @may_answer("events_cursor_foreign", "events_cursor_unknown", "events_cursor_expired")
    def get(self, request: Request) -> Response:
        """Answer the next events, once it is logged who reads them."""
        values = EventParameters.read(request.GET)
        key = _key(request)
        names = scopes.event_kinds(key)
        if not names:
            raise Problem("connector_scope_missing")
        limit = int(values["limit"] or LIMIT)
        page = reading.read(values["after"], names, keys.offices_of(key), limit)
        _log_events(key, page.events)
        events = [event_answer(event) for event in page.events]
        return Response({"events": events, "cursor": str(page.cursor), "more": page.more})


class DossiersView(IntegrationView):
    """Dossiers from the province's systems, and for them."""

    http_method_names = ["get", "post"]
    scopes: ClassVar = {**IntegrationView.scopes, "GET": scopes.READ}

    def get_throttles(self) -> list[BaseThrottle]:
        """Count reads apart from deliveries."""
        return [ReadThrottle()] if self.request.method == "GET" else super().get_throttles()

    @extend_schema(
        operation_id="integration_read_dossiers",
        summary="Đọc hồ sơ để đối chiếu",
        tags=["integration"],
        description=(
            "Hồ sơ của đơn vị được cấp, theo mã hoặc theo lúc thay đổi, cũ trước; không có dữ liệu "
            "của người nộp. Để đối chiếu mà không sót: lấy con trỏ sự kiện bằng `after=now` "
            "trước, đọc hồ sơ sau, rồi đọc sự kiện từ con trỏ ấy. Lần đọc được ghi nhật ký."
        ),
        parameters=DossierParameters.documentation(),
        responses=ReadDossierPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """Answer a page of dossiers, once it is logged who reads them."""
        values = DossierParameters.read(request.GET)
        page = dossier_pages.read(values, keys.offices_of(_key(request)))
        _log(_key(request), "dossier", [dossier.pk for dossier in page.dossiers])
        return Response(ReadDossierPageSerializer(page).data)


class CountsView(MachineView):
    """Counts of dossiers, to see at a glance where two systems differ."""

    throttle_classes = [ReadThrottle]
    http_method_names = ["get"]
    scopes: ClassVar = {"GET": scopes.READ}

    @extend_schema(
        operation_id="integration_counts",
        summary="Số hồ sơ theo đơn vị và ngày",
        tags=["integration"],
        description="Số hồ sơ tiếp nhận và xử lý xong của các đơn vị được cấp, theo ngày.",
        parameters=CountParameters.documentation(),
        responses=DayCountsSerializer,
    )
    def get(self, request: Request) -> Response:
        """Answer the counts of some days."""
        values = CountParameters.read(request.GET)
        days = (values["first"], values["last"])
        rows = DossierDay.objects.filter(day__range=days, office__in=keys.offices_of(_key(request)))
        return Response(DayCountsSerializer({"counts": rows.order_by("day", "office")}).data)


def _key(request: Request) -> ConnectorKey:
    """Return the key that asks: the permission has refused everybody else."""
    key: ConnectorKey = request.user  # type: ignore[assignment]  # as ConnectorAuthentication set it
    return key


def _log_events(key: ConnectorKey, events: Iterable[Event]) -> None:
    logged = {kind.name: kind.logged for kind in kinds() if kind.logged}
    rows: dict[str, set[int]] = defaultdict(set)
    for event in events:
        if event.kind in logged:
            rows[logged[event.kind]].add(event.row)
    for kind, found in rows.items():
        _log(key, kind, sorted(found))


def _log(key: ConnectorKey, kind: str, rows: list[int]) -> None:
    if rows:
        access_log.record(
            actor=access_log.Machine(key.public_id),
            action=access_log.Action.LISTED,
            subject=(kind, rows),
            where=access_log.Where.API,
        )
