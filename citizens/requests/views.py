"""Addresses of a citizen's requests about their data."""

from functools import partial

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from citizens import access_log
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters, PagesOnly
from citizens.models import PersonalRequest
from citizens.privacy.own_rows import has_none
from citizens.requests import actions
from citizens.requests.personal_data import ROWS
from citizens.requests.serializers import PersonalRequestBody, PersonalRequestSerializer
from foundation.api import idempotency
from foundation.api.answers import all_shown
from foundation.api.pagination import page_of, page_serializer
from foundation.api.problem_codes import may_answer

TAG = "citizens"


class RequestsView(CitizenView):
    """The citizen's requests."""

    @extend_schema(
        operation_id="me_requests_list",
        summary="Các yêu cầu về dữ liệu của tôi",
        tags=[TAG],
        description="Yêu cầu mới nhất trước, kèm hạn trả lời và câu trả lời.",
        parameters=PagesOnly.documentation(),
        responses=page_serializer("PersonalRequestPage", PersonalRequestSerializer),
    )
    def get(self, request: CitizenRequest) -> Response:
        """List the citizen's own."""
        values = PagesOnly.read(request.GET)
        own = PersonalRequest.objects.of_citizen(request.user).order_by("-pk")
        none = has_none(request.user, ROWS)
        shown = partial(all_shown, PersonalRequestSerializer)
        return Response(page_of(request, values, own, shown, is_empty=none))

    @extend_schema(
        operation_id="me_requests_create",
        summary="Gửi yêu cầu về dữ liệu của tôi",
        tags=[TAG],
        description=(
            "Yêu cầu xem, chỉnh sửa, xoá dữ liệu, rút lại đồng ý hoặc phản đối việc xử lý. Cán bộ "
            "xác nhận trong 2 ngày làm việc và "
            "trả lời trước `due_on`. Nhiều việc làm được ngay mà không cần yêu cầu: GET "
            "me/export/, PATCH me/, DELETE me/."
        ),
        parameters=[idempotency.PARAMETER],
        request=PersonalRequestBody,
        responses={201: PersonalRequestSerializer},
    )
    @may_answer("requests_too_many")
    def post(self, request: CitizenRequest) -> Response:
        """Receive a request, once for each `Idempotency-Key`."""
        NoParameters.read(request.GET)
        body = PersonalRequestBody.read(request)
        number = idempotency.once(
            request,
            f"citizen:{request.user.pk}",
            "me_requests_create",
            body,
            lambda: actions.receive(request.user, body["kind"], body["text"]).pk,
        )
        own = PersonalRequest.objects.of_citizen(request.user).get(pk=number)
        return Response(PersonalRequestSerializer(own).data, status=status.HTTP_201_CREATED)


class RequestView(CitizenView):
    """One request of the citizen's."""

    @extend_schema(
        operation_id="me_requests_retrieve",
        summary="Một yêu cầu về dữ liệu của tôi",
        tags=[TAG],
        description="Tình trạng, hạn trả lời và câu trả lời.",
        responses=PersonalRequestSerializer,
    )
    def get(self, request: CitizenRequest, request_id: int) -> Response:
        """Show one of the citizen's own."""
        NoParameters.read(request.GET)
        return Response(PersonalRequestSerializer(_own_request(request, request_id)).data)

    @extend_schema(
        operation_id="me_requests_destroy",
        summary="Rút yêu cầu về dữ liệu",
        tags=[TAG],
        description="Rút yêu cầu chưa được trả lời. Yêu cầu đã rút thì rút lần nữa cũng được.",
        request=None,
        responses={204: None},
    )
    @may_answer("request_moved_on")
    def delete(self, request: CitizenRequest, request_id: int) -> Response:
        """Take back one of the citizen's own."""
        NoParameters.read(request.GET)
        actions.cancel(_own_request(request, request_id))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _own_request(request: CitizenRequest, request_id: int) -> PersonalRequest:
    """Return the citizen's own request.

    Raises `not_found` for any other number, and records the attempt.
    """
    found: PersonalRequest | None = (
        PersonalRequest.objects.of_citizen(request.user).filter(pk=request_id).first()
    )
    if found is None:
        raise access_log.record_refusal(request.user, "personalrequest", request_id)
    return found
