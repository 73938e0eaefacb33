"""What citizens do with numbers: book, move, cancel, arrive, look up by a slip, keep."""

import re
from base64 import b32encode
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from citizens import access_log, guessing
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters
from citizens.guessing import Caller
from citizens.models import Citizen
from citizens.privacy.own_rows import has_none
from dossiers.api.views import own_dossier
from foundation.api import idempotency
from foundation.api.answers import all_shown, shown
from foundation.api.client_addresses import client_address
from foundation.api.pagination import page_of, page_serializer
from foundation.api.permissions import Anyone
from foundation.api.problem_codes import may_answer
from foundation.api.problems import Problem
from foundation.api.throttles import CitizenThrottle
from foundation.database.prepared import Given, Prepared
from reception import codes
from reception.actions import booking
from reception.actions.booking import Visit
from reception.api import calendar_file, showing
from reception.api.filters import OwnParameters
from reception.api.serializers import (
    ArrivalBody,
    NewQueueNumberSerializer,
    QueueNumberBody,
    QueueNumberChangeBody,
    QueueNumberLookupBody,
    QueueNumberSerializer,
)
from reception.api.throttles import QueueNumberThrottle, QueueThrottle
from reception.models import Queue, QueueNumber
from reception.personal_data import ROWS

TAG = "reception"
SECRET = 10  # bytes: 16 letters


class NumberView(CitizenView):
    """Base of endpoints where citizens do something with numbers."""

    def get_throttles(self) -> list[BaseThrottle]:
        reads = getattr(self.request, "method", None) in (None, "GET", "HEAD")
        return [CitizenThrottle()] if reads else [CitizenThrottle(), QueueNumberThrottle()]


class NumbersView(NumberView):
    """The citizen's numbers."""

    @extend_schema(
        operation_id="reception_numbers_list", summary="Lịch hẹn và số của tôi", tags=[TAG],
        description="Ngày mới nhất trước, kèm số lượt đứng trước.",
        parameters=OwnParameters.documentation(),
        responses=page_serializer("QueueNumberPage", QueueNumberSerializer),
    )  # fmt: skip
    def get(self, request: CitizenRequest) -> Response:
        values = OwnParameters.read(request.GET)
        own = showing.own(request.user, live=values["part"] == "live")
        none = has_none(request.user, ROWS)
        return Response(page_of(request, values, own, _render, is_empty=none))

    @extend_schema(
        operation_id="reception_numbers_create", summary="Đặt lịch, lấy số", tags=[TAG],
        description="Gửi `begins_at` để đặt lịch, hoặc `code` quét trên màn hình để lấy số tại "
        "chỗ. Khung giờ hết chỗ: `window_full`, lời giải thích nêu "
        "ba giờ gần nhất còn chỗ. Gửi kèm Idempotency-Key ngẫu nhiên. Đặt lịch chưa phải là "
        "nộp hồ sơ.",
        parameters=[idempotency.PARAMETER], request=QueueNumberBody,
        responses={201: NewQueueNumberSerializer},
    )  # fmt: skip
    @may_answer(
        "not_found",
        "phone_unverified",
        "number_live",
        "numbers_too_many",
        "queue_closed",
        "queue_other_procedure",
        "queue_code_wrong",
        "window_full",
        "window_not_offered",
    )
    def post(self, request: CitizenRequest) -> Response:
        NoParameters.read(request.GET)
        body = QueueNumberBody.read(request)
        given: list[QueueNumber] = []  # by this request, not by an earlier one with its key

        def give(seed: str) -> int:
            given.append(_given(request.user, body, _secret(seed)))
            return given[0].pk

        number, seed = idempotency.once_with_seed(
            request, f"citizen:{request.user.pk}", "reception_numbers_create", body, give
        )
        (found,) = showing.shown(given or [_own(request, int(number))])
        told = shown(QueueNumberSerializer, found)
        return Response({**told, "secret": _secret(seed)}, status=status.HTTP_201_CREATED)


class OneNumberView(NumberView):
    """One of the citizen's numbers."""

    @extend_schema(
        operation_id="reception_numbers_retrieve", summary="Một số của tôi", tags=[TAG],
        description="Tình trạng, số lượt đứng trước, xếp theo mốc nào.",
        responses=QueueNumberSerializer,
    )  # fmt: skip
    def get(self, request: CitizenRequest, number_id: int) -> Response:
        NoParameters.read(request.GET)
        return _answer(_own(request, number_id))

    @extend_schema(
        operation_id="reception_numbers_partial_update", summary="Đổi giờ hẹn", tags=[TAG],
        description="Nhiều nhất hai lần; giữ được chỗ mới rồi mới trả chỗ cũ.",
        request=QueueNumberChangeBody, responses=QueueNumberSerializer,
    )  # fmt: skip
    @may_answer("number_moved_on", "window_full", "window_not_offered")
    def patch(self, request: CitizenRequest, number_id: int) -> Response:
        NoParameters.read(request.GET)
        body = QueueNumberChangeBody.read(request)
        row = _own(request, number_id)
        if row.begins_at != body["begins_at"]:  # sent again
            booking.move(row, body["begins_at"])
        return _answer(_own(request, number_id))

    @extend_schema(
        operation_id="reception_numbers_destroy", summary="Huỷ lịch hẹn, rời hàng chờ", tags=[TAG],
        description="Chỗ được nhường cho người khác. Huỷ lần nữa cũng được.",
        request=None, responses={204: None},
    )  # fmt: skip
    @may_answer("number_moved_on")
    def delete(self, request: CitizenRequest, number_id: int) -> Response:
        NoParameters.read(request.GET)
        booking.cancel(_own(request, number_id))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ArrivalView(NumberView):
    """The citizen is there."""

    @extend_schema(
        operation_id="reception_numbers_arrival", summary="Báo đã đến", tags=[TAG],
        description="Với mã quét trên màn hình tại trụ sở; báo lần nữa cũng được.",
        request=ArrivalBody, responses=QueueNumberSerializer,
    )  # fmt: skip
    @may_answer("number_moved_on", "queue_code_wrong")
    def post(self, request: CitizenRequest, number_id: int) -> Response:
        NoParameters.read(request.GET)
        body, row = ArrivalBody.read(request), _own(request, number_id)
        _require_code(row.queue_id, body["code"])
        booking.arrive(row)
        return _answer(_own(request, number_id))


class CalendarView(NumberView):
    """An appointment for the calendar of the phone."""

    @extend_schema(
        operation_id="reception_numbers_calendar", summary="Lịch hẹn dạng tệp lịch", tags=[TAG],
        description="Tệp iCalendar (RFC 5545). Đổi giờ hay huỷ thì tải lại: mã sự kiện giữ nguyên "
        "nên lịch trong máy được cập nhật. Số lấy tại chỗ không có giờ hẹn nên không có tệp này.",
        responses={(200, calendar_file.MEDIA_TYPE): OpenApiTypes.STR},
    )  # fmt: skip
    def get(self, request: CitizenRequest, number_id: int) -> HttpResponse:
        NoParameters.read(request.GET)
        row = _own(request, number_id)
        if row.begins_at is None:
            raise Problem("not_found", "Số lấy tại chỗ không có giờ hẹn.")
        name = {"Content-Disposition": 'attachment; filename="lich-hen.ics"'}
        held = {"Cache-Control": "no-store", **name}
        body, kind = calendar_file.render(row, row.begins_at), calendar_file.MEDIA_TYPE
        return HttpResponse(body, f"{kind}; charset=utf-8", headers=held)


class NumberLookupView(CitizenView):
    """A number by the secret of its slip, without an account."""

    permission_classes = [Anyone]
    throttle_classes = [QueueNumberThrottle, QueueThrottle]

    @extend_schema(
        operation_id="reception_numbers_lookup", summary="Xem, huỷ số bằng mã trên phiếu",
        tags=[TAG], description="Không cần tài khoản. Với `cancel` thì huỷ số.",
        request=QueueNumberLookupBody, responses=QueueNumberSerializer,
    )  # fmt: skip
    @may_answer("queue_number_not_found", "number_moved_on")
    def post(self, request: CitizenRequest) -> Response:
        NoParameters.read(request.GET)
        body = QueueNumberLookupBody.read(request)
        citizen = request.user if isinstance(request.user, Citizen) else None
        caller = Caller.identify(citizen, client_address(request))
        row = _looked_up(caller, body["label"], body["secret"])
        if body["cancel"]:
            booking.cancel(row)
            row.refresh_from_db()
        return _answer(row)


def _looked_up(caller: Caller, label: str, secret: str) -> QueueNumber:
    hashed = booking.hash_of(re.sub(r"[^A-Z2-7]", "", secret.upper()))
    rows = QueueNumber.objects.select_related("queue__office").filter(secret_hash=hashed)
    asked = guessing.Asked(guessing.Subject.NUMBER, label, guessing.Given.SLIP_SECRET)
    found = guessing.attempt(caller, asked, rows.filter(label=label.strip()).first)
    if found is None:
        raise Problem("queue_number_not_found")
    return found


_QUEUE = Prepared(lambda: Queue.objects.select_related("office").filter(pk=Given("pk")))


def _given(citizen: Citizen, body: dict[str, Any], secret: str) -> QueueNumber:
    queue = _QUEUE.first(pk=body["queue"])
    if queue is None:
        raise Problem("not_found", "Không có quầy này.")
    if not queue.active:
        raise Problem("queue_closed")
    if reason := showing.why_not(queue, body["procedure"]):
        raise Problem("queue_other_procedure", reason)
    visit = _visit(citizen, body, secret)
    if "code" in body:
        _require_code(queue.pk, body["code"])
        return booking.take(citizen, queue, visit)
    return booking.book(citizen, queue, body["begins_at"], visit)


def _visit(citizen: Citizen, body: dict[str, Any], secret: str) -> Visit:
    dossier = own_dossier(citizen, body["dossier"]).pk if body["dossier"] else None
    given = {name: body[name] for name in ("people", "for_other", "visitor_name")}
    found = showing.procedure_id(body["procedure"])
    return Visit(**given, procedure=found, dossier=dossier, secret=secret)


def _require_code(queue_id: int, code: str) -> None:
    if not codes.is_current(queue_id, code):
        raise Problem("queue_code_wrong")


def _secret(seed: str) -> str:
    return b32encode(bytes.fromhex(seed)[:SECRET]).decode()


def _own(request: CitizenRequest, number_id: int) -> QueueNumber:
    """Return the citizen's own number. Anything else is logged and answered as not found."""
    found: QueueNumber | None = showing.own(request.user, live=False).filter(pk=number_id).first()
    if found is None:
        raise access_log.record_refusal(request.user, "queuenumber", number_id)
    return found


def _render(rows: Any) -> Any:
    return all_shown(QueueNumberSerializer, showing.shown(rows))


def _answer(row: QueueNumber) -> Response:
    (found,) = showing.shown([row])
    return Response(shown(QueueNumberSerializer, found))
