"""One report of its sender: reading it, and what the sender may do with it.

The sender has a session, or a pass of POST reports/lookup/.
"""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from citizens import access_log
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters
from citizens.login.authentication import CitizenAuthentication
from citizens.models import Citizen
from foundation.api import idempotency
from foundation.api.problem_codes import may_answer
from foundation.api.problems import Problem
from reports import by_code
from reports.actions import reporter
from reports.actions.acting import Said, Sender
from reports.api.bodies import DisputeBody, OpinionBody, ReportMessageBody, WithdrawalBody
from reports.api.detail_serializers import ReportDetailSerializer
from reports.api.throttles import ReporterThrottle, ReportWriteThrottle
from reports.api.views import TAG, citizen_of
from reports.by_code import Bearer, IsReporter, PassAuthentication
from reports.evidence.holders import holders_of
from reports.models import HandlingOpinion, Report
from reports.querysets import ReportQuerySet, idempotency_caller
from reports.reporter import own_reports

NUMBER = OpenApiParameter(
    "number", str, OpenApiParameter.PATH, description="Số phản ánh, ví dụ PA26-7K3M9Q."
)
LISTED = [NUMBER, idempotency.PARAMETER]


class SenderView(CitizenView):
    """Base: for citizens with a session and bearers of a pass; writing has its own throttle."""

    authentication_classes = [CitizenAuthentication, PassAuthentication]
    leaves_no_trace = True
    permission_classes = [IsReporter]

    def get_throttles(self) -> list[BaseThrottle]:
        reading = self.request.method in {"GET", "HEAD"}
        return [ReporterThrottle()] if reading else [ReportWriteThrottle()]


def own(request: CitizenRequest) -> ReportQuerySet:
    """Return the reports of who asks: of the citizen, or the one of the pass."""
    if isinstance(request.user, Bearer):
        return Report.objects.filter(number=request.user.number)
    return Report.objects.of_citizen(request.user)


def find_own(request: CitizenRequest, number: str) -> Report:
    """Return the sender's report with this number.

    Anything else is answered as not found and, for citizens, logged.
    """
    found: Report | None = own_reports.for_sender(
        own(request).filter(number=by_code.read_number(number))
    ).first()
    if found is not None:
        return found
    if isinstance(request.user, Citizen):
        raise access_log.record_refusal(request.user, "report")
    raise Problem("not_found")


def _show(request: CitizenRequest, report: Report, code: int = status.HTTP_200_OK) -> Response:
    found = find_own(request, report.number)
    return Response(ReportDetailSerializer(found).data, status=code)


def _sender(request: CitizenRequest, ticket: str = "") -> Sender:
    citizen = citizen_of(request)
    return Sender(citizen, holders_of(citizen, ticket))


def _once(
    request: CitizenRequest,
    report: Report,
    operation: str,
    body: dict[str, Any],
    act: Callable[[], Report],
) -> None:
    """Do `act` once for each Idempotency-Key."""
    caller = idempotency_caller(citizen_of(request))
    idempotency.once(request, caller, f"{operation}:{report.pk}", body, lambda: act().pk)


class ReportView(SenderView):
    """One report."""

    @extend_schema(
        operation_id="reports_retrieve",
        summary="Một phản ánh của tôi",
        tags=[TAG],
        description="Tình trạng, việc làm tiếp, hạn và căn cứ, đơn vị, dấu vân tay các tệp, những "
        "gì hai bên đã nói, kết quả. Phản ánh của người khác trả lời như không có.",
        parameters=[NUMBER],
        responses=ReportDetailSerializer,
    )
    def get(self, request: CitizenRequest, number: str) -> Response:
        """Show it."""
        NoParameters.read(request.GET)
        return Response(ReportDetailSerializer(find_own(request, number)).data)


class ReportMessagesView(SenderView):
    """What the sender adds."""

    @extend_schema(
        operation_id="reports_messages_create",
        summary="Gửi thêm lời, bằng chứng",
        tags=[TAG],
        description="Bổ sung khi đơn vị hỏi, hoặc gửi thêm khi phản ánh chưa có kết luận. Không "
        "thay được gì đã gửi.",
        parameters=LISTED,
        request=ReportMessageBody,
        responses={201: ReportDetailSerializer},
    )
    @may_answer("report_moved_on", "report_full")
    def post(self, request: CitizenRequest, number: str) -> Response:
        """Add it."""
        NoParameters.read(request.GET)
        body = ReportMessageBody.read(request)
        report = find_own(request, number)
        sender = _sender(request, body["evidence_ticket"])
        said = Said(body["text"], tuple(body["evidence"]))
        _once(request, report, "reports_message", body, lambda: reporter.add(sender, report, said))
        return _show(request, report, status.HTTP_201_CREATED)


class WithdrawalView(SenderView):
    """The sender withdraws."""

    @extend_schema(
        operation_id="reports_withdrawal_create",
        summary="Rút phản ánh",
        tags=[TAG],
        description="Rút khi chưa có kết luận; gửi lần nữa cũng được. Công an vẫn có thể tiếp tục "
        "xác minh. Với tố giác tội phạm, đây là nguyện vọng được ghi lại.",
        parameters=[NUMBER],
        request=WithdrawalBody,
        responses=ReportDetailSerializer,
    )
    @may_answer("report_moved_on")
    def post(self, request: CitizenRequest, number: str) -> Response:
        """Withdraw."""
        NoParameters.read(request.GET)
        body = WithdrawalBody.read(request)
        report = find_own(request, number)
        return _show(request, reporter.withdraw(_sender(request), report, body["reason"]))


class DisputeView(SenderView):
    """The sender does not accept the decision."""

    @extend_schema(
        operation_id="reports_dispute_create",
        summary="Đề nghị xem xét lại",
        tags=[TAG],
        description="Một lần, trong 14 ngày từ khi có kết luận; một lãnh đạo khác xem xét. Lần "
        "thứ hai: 422 `dispute_used`.",
        parameters=LISTED,
        request=DisputeBody,
        responses={201: ReportDetailSerializer},
    )
    @may_answer("report_moved_on", "dispute_used")
    def post(self, request: CitizenRequest, number: str) -> Response:
        """Dispute."""
        NoParameters.read(request.GET)
        body = DisputeBody.read(request)
        report = find_own(request, number)
        sender, reason = _sender(request), body["reason"]
        _once(
            request, report, "reports_dispute", body,
            lambda: reporter.dispute(sender, report, reason),
        )  # fmt: skip
        return _show(request, report, status.HTTP_201_CREATED)


class OpinionView(SenderView):
    """What the sender thinks of the handling."""

    @extend_schema(
        operation_id="reports_opinion_update",
        summary="Nhận xét cách giải quyết",
        tags=[TAG],
        description="Khi đã có kết luận; gửi lại thì thay nhận xét trước.",
        parameters=[NUMBER],
        request=OpinionBody,
        responses=ReportDetailSerializer,
    )
    @may_answer("report_moved_on")
    def put(self, request: CitizenRequest, number: str) -> Response:
        """Keep it."""
        NoParameters.read(request.GET)
        body = OpinionBody.read(request)
        report = find_own(request, number)
        mark = HandlingOpinion.Mark(body["mark"])
        reporter.give_opinion(_sender(request), report, mark, body["words"])
        return _show(request, report)
