"""What everybody may ask of counters: rules, windows, the queue of this moment."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from citizens.api.filters import NoParameters
from foundation.api.problem_codes import may_answer
from foundation.api.problems import Problem
from foundation.api.public import Public
from reception import board
from reception.api import showing
from reception.api.filters import MOST_DAYS, QueueParameters, WindowParameters
from reception.api.serializers import (
    NowSerializer,
    QueuesSerializer,
    WindowsSerializer,
)
from reception.api.throttles import QueueThrottle
from reception.models import Queue
from reception.windows import last_day_of

TAG = "reception"


class PublicView(Public, APIView):
    """What everybody may ask for."""

    throttle_classes = (QueueThrottle,)

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Places change with every booking."""
        return {"Cache-Control": "no-store"}


class QueuesView(PublicView):
    """The counters of an office."""

    @extend_schema(
        operation_id="reception_queues_list", summary="Quầy tiếp dân của một đơn vị", tags=[TAG],
        description="Quầy nhận đặt lịch, ngày đặt được, nhóm ưu tiên kèm căn cứ.",
        parameters=QueueParameters.documentation(), responses=QueuesSerializer,
    )  # fmt: skip
    @may_answer("not_found")
    def get(self, request: Request) -> Response:
        values = QueueParameters.read(request.GET)
        found = showing.queues_of(values["office"], values["queue"], values["procedure"])
        return Response(QueuesSerializer(found).data)


class WindowsView(PublicView):
    """The windows of a counter."""

    @extend_schema(
        operation_id="reception_windows_list", summary="Khung giờ còn đặt được", tags=[TAG],
        description="Theo giờ tiếp dân và lịch nghỉ. Ngày không có khung giờ nào thì nói vì sao.",
        parameters=WindowParameters.documentation(), responses=WindowsSerializer,
    )  # fmt: skip
    def get(self, request: Request, queue_id: int) -> Response:
        values, queue = WindowParameters.read(request.GET), _queue(queue_id)
        first, last = _days(queue, values["first"], values["last"])
        return Response(WindowsSerializer(showing.windows_of(queue, first, last)).data)


class NowView(PublicView):
    """The queue at this moment."""

    answers_not_modified = True

    @extend_schema(
        operation_id="reception_now_retrieve", summary="Hàng chờ lúc này", tags=[TAG],
        description="Số đang được mời và số lượt chờ; không có tên ai.",
        responses=NowSerializer,
    )  # fmt: skip
    def get(self, request: Request, queue_id: int) -> HttpResponse:
        NoParameters.read(request.GET)
        shown = board.shown_today(queue_id)
        if shown is None:
            _queue(queue_id)
        wait = showing.wait_of(queue_id, shown) if shown else {}
        return board.answer_with(shown, **showing.NO_WAIT | wait).respond(request._request)


def _queue(queue_id: int) -> Queue:
    found: Queue | None = Queue.objects.filter(pk=queue_id, active=True).first()
    if found is None:
        raise Problem("not_found", "Không có quầy này.")
    return found


def _days(queue: Queue, first: date | None, last: date | None) -> tuple[date, date]:
    """Return the days that were asked for, as far as they can be booked."""
    today = timezone.localdate()
    begin = max(first or today, today)
    end = min(last or last_day_of(queue, today), last_day_of(queue, today))
    return begin, min(end, begin + timedelta(days=MOST_DAYS - 1))
