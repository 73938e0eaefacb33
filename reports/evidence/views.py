"""Endpoints of uploads: a ticket, whole files, and files in parts."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import MethodNotAllowed, UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from citizens import access_log
from citizens.api.filters import NoParameters
from citizens.login.authentication import CitizenAuthentication
from citizens.models import Citizen
from foundation.api.permissions import Anyone
from foundation.api.problem_codes import may_answer
from foundation.api.problems import MEDIA_TYPE, Problem
from foundation.api.schema import FILES, PROBLEM_STATUSES
from foundation.media.picker import AnswersPicker, picked
from reports.evidence import holders, receiving, room, tus
from reports.evidence.authentication import HolderAuthentication, IsHolder
from reports.evidence.holders import Holder
from reports.evidence.parameters import EvidenceParameters, TicketParameters
from reports.evidence.receiving import PART_BYTES
from reports.evidence.serializers import (
    EvidenceProblemSerializer,
    EvidenceTicketSerializer,
    EvidenceUploadSerializer,
    ReceivedEvidenceSerializer,
    UploadBody,
    UploadedEvidenceSerializer,
)
from reports.evidence.throttles import EvidenceThrottle, EvidenceTicketThrottle
from reports.evidence.tus import LENGTH, OFFSET, SpeaksTus
from reports.models import Evidence

TAG = "reports"
FORM, BYTES = "multipart/form-data", "application/octet-stream"
_BODIES = ("image/", "video/", BYTES)


class HolderRequest(Request):
    """The type of the requests that a view for holders gets."""

    user: Holder  # type: ignore[assignment]  # DRF's types know Django's users only


class HolderView(APIView):
    """For whoever uploads, with a session or a ticket: `request.user` is the Holder."""

    authentication_classes = [HolderAuthentication]
    permission_classes = [IsHolder]
    throttle_classes = [EvidenceThrottle]
    leaves_no_trace = True

    @property
    def default_response_headers(self) -> dict[str, str]:
        """The headers of every answer: personal answers are never cached."""
        return {"Cache-Control": "no-store"}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse undeclared methods with 405 before asking for a session."""
        method = str(request.method).lower()
        if method not in self.http_method_names or not hasattr(self, method):
            raise MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)


class EvidenceTicketView(HolderView):
    """Gives an address to which files can be posted."""

    authentication_classes = [CitizenAuthentication]
    permission_classes = [Anyone]
    throttle_classes = [EvidenceTicketThrottle]
    http_method_names = ["post"]

    @extend_schema(
        operation_id="evidence_ticket_create",
        summary="Lấy địa chỉ tải bằng chứng",
        tags=[TAG],
        description="openMediaPicker chỉ nhận một địa chỉ, không gửi `Authorization`: vé trong địa "
        "chỉ thay phiên, chỉ để tải tệp. Không đăng nhập cũng lấy được; khi đó giữ vé để gửi phản "
        "ánh. Có phiên thì vé hết hạn sau "
        "khoảng một giờ, không thì sau một ngày.",
        request=None,
        responses={200: EvidenceTicketSerializer},
    )
    def post(self, request: Request) -> Response:
        NoParameters.read(request.GET)
        citizen = request.user if isinstance(request.user, Citizen) else None
        ticket = holders.ticket_of(citizen) if citizen else holders.new_ticket()
        urls = {
            name: request.build_absolute_uri(f"{reverse(route)}?ticket={ticket}")
            for name, route in (("upload_url", "evidence"), ("uploads_url", "evidence-uploads"))
        }
        ends = holders.ticket_expiry(citizen)
        return Response(
            EvidenceTicketSerializer({"ticket": ticket, "expires_at": ends, **urls}).data
        )


# What an upload may answer from inside the view.
_ANSWERS: dict[Any, Any] = {200: UploadedEvidenceSerializer} | {
    (status, MEDIA_TYPE): OpenApiResponse(EvidenceProblemSerializer, description=text)
    for status, text in PROBLEM_STATUSES.items()
    if status in {400, 401, 403, 413, 415, 422, 429, 503}
}


class EvidenceView(AnswersPicker, HolderView):
    """Receives whole files."""

    http_method_names = ["post"]

    @extend_schema(
        operation_id="evidence_create",
        summary="Tải bằng chứng lên",
        tags=[TAG],
        description=(
            f"Một đến {settings.REPORT_MAX_FILES} ảnh (JPEG, PNG, WebP, HEIC, mỗi ảnh tối đa "
            f"{settings.REPORT_PHOTO_MAX_BYTES // receiving.MEGABYTE} MB) hoặc video (MP4, MOV, "
            f"3GP, tối đa {settings.REPORT_VIDEO_MAX_BYTES // receiving.MEGABYTE} MB), dạng "
            "multipart với tên trường bất kỳ như openMediaPicker gửi, hoặc một tệp là cả nội dung. "
            "Bản gốc được giữ nguyên, mã hoá; loại tệp xét theo nội dung. Với openMediaPicker: "
            "`compressLevel: 0`, `editView: {enable: false}`. Tệp không được gửi kèm phản ánh sẽ "
            "bị xoá sau một ngày. Mạng yếu thì tải từng phần bằng evidence/uploads/."
        ),
        parameters=EvidenceParameters.documentation(),
        request={
            FORM: {"type": "object", "properties": {"files": FILES}},
            BYTES: OpenApiTypes.BINARY,
        },
        responses=_ANSWERS,
    )
    @may_answer(
        "evidence_broken",
        "evidence_type",
        "evidence_too_large",
        "evidence_too_many",
        "evidence_busy",
        "files_away",
    )
    def post(self, request: HolderRequest) -> Response:
        said = EvidenceParameters.said(request.GET)
        kind = request._request.content_type or ""  # DRF's own name; its body is unread
        if kind == FORM:
            files = receiving.receive_files(request._request, request.user, said)  # as above
        elif kind.startswith(_BODIES) or not kind:
            files = receiving.receive_body(request._request, request.user, said)  # as above
        else:
            raise UnsupportedMediaType(kind)
        answer = {**picked("", [one.pk for one in files]), "files": files}
        return Response(UploadedEvidenceSerializer(answer).data)


class EvidenceUploadsView(SpeaksTus, HolderView):
    """Begins an upload in parts."""

    http_method_names = ["post", "options"]

    @extend_schema(
        operation_id="evidence_uploads_create",
        summary="Bắt đầu tải từng phần",
        tags=[TAG],
        description="Cho mạng yếu: báo dung lượng, rồi gửi từng phần bằng PATCH. Đứt mạng thì hỏi "
        "lại bằng GET xem đã nhận đến đâu và gửi tiếp. Lần tải bỏ dở tự xoá sau một ngày; "
        "30 phút chưa nhận được byte nào thì coi như chưa bắt đầu. Cũng là một máy chủ tus 1.0.0 "
        "(extension «creation»): chọn `chunkSize` 4 MB; OPTIONS cho biết cỡ tệp lớn nhất.",
        parameters=[*tus.CREATION, *tus.answered(201), *TicketParameters.documentation()],
        request=UploadBody,
        responses={201: EvidenceUploadSerializer},
    )
    @may_answer("tus_version", "evidence_too_large", "evidence_too_many", "files_away")
    def post(self, request: HolderRequest) -> Response:
        TicketParameters.read(request.GET)
        size, said = tus.begun(request) if tus.is_spoken(request) else UploadBody.begun(request)
        row = receiving.begin_upload(request.user, size, said)
        answer = _answer(row, 0, status=201)
        answer["Location"] = tus.location(request, row)
        return answer


_OFFSET_PARAMETER = OpenApiParameter(
    OFFSET,
    {"type": "integer", "minimum": 0},
    OpenApiParameter.HEADER,
    required=True,
    description="Phần này bắt đầu từ byte nào, đếm từ 0: `offset` của câu trả lời trước.",
)


class EvidenceUploadView(SpeaksTus, HolderView):
    """One upload in parts."""

    http_method_names = ["get", "head", "patch", "options"]

    @extend_schema(
        operation_id="evidence_uploads_retrieve",
        summary="Đã nhận đến đâu",
        tags=[TAG],
        description="Cũng ở đầu `Upload-Offset`, nên HEAD là đủ.",
        parameters=[*tus.REQUEST, *tus.answered(200), *TicketParameters.documentation()],
        responses={200: EvidenceUploadSerializer},
    )
    @may_answer("tus_version", "evidence_busy", "files_away")
    def get(self, request: HolderRequest, upload_id: UUID) -> Response:
        TicketParameters.read(request.GET)
        row = _own(request.user, upload_id)
        return _answer(row, receiving.kept_bytes(row))

    @extend_schema(
        operation_id="evidence_uploads_partial_update",
        summary="Gửi một phần",
        tags=[TAG],
        description=(
            f"Tối đa {PART_BYTES // receiving.MEGABYTE} MB một phần, nên chọn đúng bấy nhiêu: phần "
            "lẻ dưới 1 MB ở giữa tệp không được giữ, và phần không giữ được byte nào thì bị từ "
            "chối (`evidence_part_too_small`). Phần cuối hoàn thành tệp: khi đó có `file`. "
            "Gửi lại một phần đã nhận thì bị từ chối (`evidence_offset`) và không đổi gì. Đã nhận "
            "đủ mà chưa có `file` thì gửi một phần trống. Với tus: trả lời 204 không nội dung, vị "
            "trí sai là 409 (`upload_conflict`), mã tệp ở cuối địa chỉ."
        ),
        parameters=[
            _OFFSET_PARAMETER,
            *tus.REQUEST,
            *tus.answered(200, 204),
            *TicketParameters.documentation(),
        ],
        request={BYTES: OpenApiTypes.BINARY, tus.MEDIA_TYPE: OpenApiTypes.BINARY},
        responses={200: EvidenceUploadSerializer, 204: None},
    )
    @may_answer(
        "tus_version",
        "upload_conflict",
        "evidence_offset",
        "evidence_part_too_small",
        "evidence_broken",
        "evidence_type",
        "evidence_too_large",
        "evidence_too_many",
        "evidence_busy",
        "files_away",
    )
    def patch(self, request: HolderRequest, upload_id: UUID) -> Response:
        TicketParameters.read(request.GET)
        spoken = tus.is_spoken(request)
        kind = request._request.content_type or ""  # DRF's own name; its body is unread
        if kind not in ((tus.MEDIA_TYPE,) if spoken else (BYTES, "")):  # an empty part has none
            raise UnsupportedMediaType(kind)
        row = _own(request.user, upload_id)
        offset = tus.whole_number(request, OFFSET, _FROM)
        try:
            kept = receiving.receive_part(request._request, request.user, row, offset)  # as above
        except Problem as problem:
            if spoken and problem.type.code == "evidence_offset":
                raise tus.conflict(problem) from None
            raise
        answer = _answer(row, kept)
        return tus.without_body(answer) if spoken else answer


_FROM = "Hãy gửi vị trí bắt đầu của phần này, đếm từ 0."


def _own(holder: Holder, upload_id: UUID) -> Evidence:
    """Return an upload of the holder's; others are answered like missing ones."""
    row = room.unsent().filter(pk=upload_id, holder_hash=holder.mark, expected_size__gt=0).first()
    if row is None and holder.citizen:
        raise access_log.record_refusal(holder.citizen, "evidence", upload_id)
    if row is None:
        raise Problem("not_found")
    return row


def _answer(row: Evidence, offset: int, status: int = 200) -> Response:
    file = ReceivedEvidenceSerializer(row).data if row.completed_at else None
    size = row.expected_size
    content = {"id": row.pk, "offset": offset, "size": size, "part_bytes": PART_BYTES, "file": file}
    return Response(content, status=status, headers={OFFSET: str(offset), LENGTH: str(size)})
