"""The tus protocol 1.0.0 for uploads in parts (https://tus.io/protocols/resumable-upload).

Whoever sends `Tus-Resumable` is answered as tus wants it: 201 with `Location`, 204 without a body,
409 for another offset. Everybody else gets JSON.
"""

import base64
from typing import Any, NoReturn

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.api.problems import FieldError, Problem, pointer
from reports.evidence.parameters import PICKERS
from reports.evidence.receiving import Said
from reports.models import Evidence

VERSION = "1.0.0"
RESUMABLE, OFFSET, LENGTH = "Tus-Resumable", "Upload-Offset", "Upload-Length"
METADATA = "Upload-Metadata"
MEDIA_TYPE = "application/offset+octet-stream"
MAX_METADATA = 2_000


def is_spoken(request: Request) -> bool:
    """Return True if the client speaks tus."""
    return RESUMABLE in request.headers


class SpeaksTus(APIView):
    """Mixin of the views of uploads: asks for the version, and tells what the server speaks."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse other versions before anything is done; OPTIONS asks without a session."""
        if request.method == "OPTIONS":
            return
        super().initial(request, *args, **kwargs)
        if is_spoken(request) and request.headers[RESUMABLE] != VERSION:
            problem = Problem("tus_version")
            problem.headers["Tus-Version"] = VERSION
            raise problem

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Tell versions, extensions and the largest file."""
        headers = {
            "Tus-Version": VERSION,
            "Tus-Extension": "creation",
            "Tus-Max-Size": str(settings.REPORT_VIDEO_MAX_BYTES),
            RESUMABLE: VERSION,
        }
        return Response(status=204, headers=headers)

    def finalize_response(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Name the version in every answer to who speaks tus, refusals too."""
        response: Response = super().finalize_response(request, *args, **kwargs)
        if is_spoken(request):
            response[RESUMABLE] = VERSION
        return response


# --- what a request says -------------------------------------------------------------------------


def whole_number(request: Request, name: str, detail: str) -> int:
    """Return a header that is a number of bytes. Raises Problem `invalid_request`."""
    sent = request.headers.get(name, "")
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= len(str(1 << 62))):
        _refuse(name, detail)
    return int(sent)


def _refuse(name: str, detail: str) -> NoReturn:
    errors = [FieldError(pointer("header", name), "invalid", detail)]
    raise Problem("invalid_request", errors=errors)


def begun(request: Request) -> tuple[int, Said]:
    """Return the size of the file that begins, and what its sender says of it."""
    size = whole_number(request, LENGTH, "Hãy gửi số byte của cả tệp, từ 1.")
    if size < 1:
        _refuse(LENGTH, "Hãy gửi số byte của cả tệp, từ 1.")
    said = _metadata(request.headers.get(METADATA, ""))
    picker = said.get("picker", "")
    if picker and picker not in dict(PICKERS):
        _refuse(METADATA, "Không có cách chọn tệp này.")
    own, keeps = (said.get(name) == "true" for name in ("own_recording", "keeps_original"))
    return size, Said(picker, own, keeps)


def _metadata(sent: str) -> dict[str, str]:
    """Return the pairs of `Upload-Metadata`; names that we do not use are left alone."""
    if len(sent) > MAX_METADATA:
        _refuse(METADATA, f"Tối đa {MAX_METADATA} ký tự.")
    found: dict[str, str] = {}
    try:
        for pair in filter(None, sent.split(",")):
            name, _space, value = pair.strip().partition(" ")
            found[name] = base64.b64decode(value, validate=True).decode()
    except ValueError:  # no base64, no ASCII, no UTF-8
        _refuse(METADATA, "Giá trị phải là base64 của chữ UTF-8.")
    return found


# --- what is answered ----------------------------------------------------------------------------


def location(request: Request, row: Evidence) -> str:
    """Return the address of an upload, with the ticket that the client holds."""
    ticket = request.GET.urlencode()
    path = reverse("evidence-upload", args=[row.pk])
    return request.build_absolute_uri(f"{path}?{ticket}" if ticket else path)


def without_body(answer: Response) -> Response:
    """Return the answer to a part as tus wants it: its headers, and 204."""
    kept = {name: answer[name] for name in (OFFSET, LENGTH)}
    return Response(status=204, headers=kept)


def conflict(problem: Problem) -> Problem:
    """Return what tus answers where a part does not begin at what was kept."""
    found = Problem("upload_conflict")
    found.headers[OFFSET] = problem.headers[OFFSET]
    return found


def _header(name: str, schema: dict[str, Any], text: str, statuses: list[int]) -> OpenApiParameter:
    return OpenApiParameter(
        name, schema, OpenApiParameter.HEADER, description=text, response=statuses
    )


_BYTES = {"type": "integer", "minimum": 0}
_VERSION = {"type": "string", "enum": [VERSION]}
REQUEST = [
    OpenApiParameter(
        RESUMABLE,
        _VERSION,
        OpenApiParameter.HEADER,
        description="Gửi 1.0.0 để dùng giao thức tus; không gửi thì trả lời bằng JSON.",
    )
]
CREATION = [
    *REQUEST,
    OpenApiParameter(
        LENGTH, {"type": "integer", "minimum": 1}, OpenApiParameter.HEADER,
        description="Với tus: số byte của cả tệp, thay cho nội dung.",
    ),
    OpenApiParameter(
        METADATA, {"type": "string", "maxLength": MAX_METADATA}, OpenApiParameter.HEADER,
        description="Với tus: `picker`, `own_recording`, `keeps_original`, giá trị là base64.",
    ),
    _header("Location", {"type": "string"}, "Địa chỉ của lần tải này.", [201]),
]  # fmt: skip


def answered(*statuses: int) -> list[OpenApiParameter]:
    """Return the headers that answers of an upload have, for the document."""
    given = list(statuses)
    return [
        _header(OFFSET, _BYTES, "Đã nhận bao nhiêu byte: phần sau bắt đầu từ đây.", given),
        _header(LENGTH, _BYTES, "Số byte của cả tệp.", given),
        _header(RESUMABLE, _VERSION, "Có khi máy khách dùng tus.", given),
    ]
