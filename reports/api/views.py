"""A sender's own reports: sending one, the list, and looking one up without a session."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters, PagesOnly
from citizens.api.throttles import LookupThrottle
from citizens.guessing import Caller
from citizens.login.authentication import IsCitizen
from citizens.models import Citizen
from foundation.api import idempotency
from foundation.api.answers import all_shown
from foundation.api.client_addresses import client_address
from foundation.api.pagination import OwnPages, page_serializer
from foundation.api.permissions import Anyone
from foundation.api.problem_codes import may_answer
from foundation.api.problems import FieldError, Problem, pointer
from foundation.counting import days
from reports import by_code
from reports.actions import sending
from reports.actions.acting import Sender, allowance_of
from reports.actions.sending import Enclosed
from reports.api.bodies import ReportBody, ReportLookupBody, draft_of
from reports.api.detail_serializers import (
    ReceiptSerializer,
    ReportLookupSerializer,
    receipt_of,
)
from reports.api.serializers import ReportCardSerializer
from reports.api.throttles import ReporterThrottle, ReportWriteThrottle
from reports.evidence.holders import holders_of
from reports.models import Identity, Report
from reports.querysets import citizen_hash, idempotency_caller
from reports.reporter import own_reports

TAG = "reports"
NEEDS_SESSION = "Muốn gửi có tên hoặc giữ kín, ông/bà hãy đăng nhập; nếu không, hãy gửi không tên."


def citizen_of(request: CitizenRequest) -> Citizen | None:
    """Return the signed-in citizen, if there is one."""
    return request.user if isinstance(request.user, Citizen) else None


class ReportsView(CitizenView):
    """The citizen's reports; sending needs no session."""

    leaves_no_trace = True

    def get_permissions(self) -> list[BasePermission]:
        return [Anyone()] if self.request.method == "POST" else [IsCitizen()]

    def ignores_session(self, request: Request) -> bool:
        """Return True for a report of somebody who wants to stay unknown."""
        body = request.data if request.method == "POST" else None
        return isinstance(body, Mapping) and body.get("identity") == Identity.ANONYMOUS

    def get_throttles(self) -> list[BaseThrottle]:
        return [ReportWriteThrottle()] if self.request.method == "POST" else [ReporterThrottle()]

    @extend_schema(
        operation_id="reports_list",
        summary="Phản ánh của tôi",
        tags=[TAG],
        description="Phản ánh gửi bằng tài khoản này, thay đổi mới nhất trước. Phản ánh không tên "
        "không có ở đây: hãy tra cứu bằng số và mã bí mật.",
        parameters=PagesOnly.documentation(),
        responses=page_serializer("ReportPage", ReportCardSerializer),
    )
    def get(self, request: CitizenRequest) -> Response:
        """List them."""
        values = PagesOnly.read(request.GET)
        return Response(_OWN.page_of(request, values, citizen_hash(request.user), _cards))

    @extend_schema(
        operation_id="reports_create",
        summary="Gửi phản ánh",
        tags=[TAG],
        description=(
            "Gửi một phản ánh kèm các tệp đã tải lên. Nên gọi reports/checks/ trước. Thiếu thông "
            "tin bắt buộc: 422 `report_incomplete`, `errors` nêu từng điều. Loại chưa nhận: 422 "
            "`kind_closed`, `detail` là cách phản ánh đúng luật. Không đăng nhập thì `identity` "
            "phải là `anonymous`. Phản ánh không tên: phiên không được xét, tệp phải tải lên bằng "
            "vé không đăng nhập; biên nhận có mã bí mật, chỉ hiện lần này; gửi lại với cùng "
            "Idempotency-Key và cùng nội dung thì nhận lại đúng mã đó. Khoá phải ngẫu nhiên và "
            "dài từ 22 ký tự, ví dụ một UUID."
        ),
        parameters=[idempotency.PARAMETER],
        request=ReportBody,
        responses={201: ReceiptSerializer},
    )
    @may_answer("report_incomplete", "kind_closed", "reports_too_many")
    def post(self, request: CitizenRequest) -> Response:
        """Send one."""
        NoParameters.read(request.GET)
        body = ReportBody.read(request)
        citizen = citizen_of(request)
        _refuse_a_name_without_session(citizen, body)
        return Response(_send(request, citizen, body), status=status.HTTP_201_CREATED)


_OWN = OwnPages(lambda mark: own_reports.with_card(Report.objects.of_sender(mark).newest_first()))


def _cards(rows: Any) -> Any:
    return all_shown(ReportCardSerializer, rows)


def _refuse_a_name_without_session(citizen: Citizen | None, body: dict[str, Any]) -> None:
    """Without a session nobody could be found again; who asked for it is not made anonymous."""
    if citizen is None and body["identity"] != Identity.ANONYMOUS:
        error = FieldError(pointer("body", "identity"), "needs_session", NEEDS_SESSION)
        raise Problem("invalid_request", errors=[error])


def _send(request: CitizenRequest, citizen: Citizen | None, body: dict[str, Any]) -> Any:
    """Send a report and return its receipt; a repeated request gets the same receipt."""
    caller = idempotency_caller(citizen)
    sender = Sender(citizen, holders_of(citizen, body["evidence_ticket"]))
    draft, enclosed = draft_of(body, ()), Enclosed(tuple(body["evidence"]), body["guardian"])
    allowance = allowance_of(citizen, client_address(request))

    def create(seed: str) -> int:
        return int(sending.send(sender, draft, enclosed, allowance, by_code.secret_of(seed)).pk)

    made, seed = idempotency.once_with_seed(request, caller, "reports_create", body, create)
    report = own_reports.for_sender(Report.objects.all()).get(pk=int(made))
    return receipt_of(report, draft, by_code.secret_of(seed))


class ReportLookupView(CitizenView):
    """Look-up of a report that was sent without a name."""

    authentication_classes = []  # what is kept of a try must not name who reported
    permission_classes = [Anyone]
    throttle_classes = [LookupThrottle]

    @extend_schema(
        operation_id="reports_lookup_create",
        summary="Tra cứu phản ánh không tên",
        tags=[TAG],
        description=(
            "Số phản ánh và mã bí mật trên biên nhận mở phản ánh, kèm `report_pass` dùng trong 30 "
            "phút: gửi Authorization «Report <report_pass>» đến reports/{number}/ và các địa chỉ "
            "con. Không khớp vì bất cứ lẽ gì đều trả lời 404 `report_not_found` như nhau. Mỗi "
            "người 20 lần trong 10 phút; sau 5 lần không khớp phải chờ lâu dần theo `Retry-After`."
        ),
        request=ReportLookupBody,
        responses=ReportLookupSerializer,
    )
    @may_answer("report_not_found")
    def post(self, request: CitizenRequest) -> Response:
        """Look up."""
        NoParameters.read(request.GET)
        body = ReportLookupBody.read(request)
        # A lasting hash of the address could be reversed with HASH_KEY.
        caller = Caller(days.mark_of_today(f"lookup {client_address(request)}"), None)
        found = by_code.look_up(caller, body["number"], body["secret_code"])
        report = own_reports.for_sender(Report.objects.all()).get(pk=found)
        return Response(
            ReportLookupSerializer(
                {
                    "report": report,
                    "report_pass": by_code.make_pass(report),
                    "expires_at": by_code.pass_expiry(),
                }
            ).data
        )
