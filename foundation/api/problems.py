"""Every error of the API, as RFC 9457 problem documents in Vietnamese with a stable `code`.

The table `PROBLEMS` is the whole list; `docs/problems.md` is generated from it. Clients branch on
`code`, people read `title` and `detail`.
"""

import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework import exceptions
from rest_framework.response import Response

from foundation.api import logs

MEDIA_TYPE = "application/problem+json"
UNAUTHENTICATED = 401
RETRY_AFTER = 5  # seconds, while the database is away


@dataclass(frozen=True)
class ProblemType:
    """One kind of error.

    Its HTTP status, its Vietnamese title and text, and when it happens (for developers).
    """

    code: str
    status: int
    title: str
    detail: str
    when: str


_TYPES = (
    ProblemType(
        "invalid_request",
        400,
        "Yêu cầu chưa đúng",
        "Một số thông tin gửi lên chưa đúng. Vui lòng xem chi tiết.",
        "A parameter or field is unknown, missing or wrong; `errors` names each.",
    ),
    ProblemType(
        "invalid_encoding",
        400,
        "Ký tự không hợp lệ",
        "Địa chỉ hoặc nội dung có ký tự không đọc được. Vui lòng dùng bảng mã UTF-8.",
        "The query string or body is not UTF-8, or holds a NUL.",
    ),
    ProblemType(
        "malformed_body",
        400,
        "Nội dung không đọc được",
        "Nội dung gửi lên không phải JSON đúng quy cách.",
        "The request body is not valid JSON.",
    ),
    ProblemType(
        "unauthenticated",
        401,
        "Chưa đăng nhập",
        "Vui lòng đăng nhập để tiếp tục.",
        "No session, or an expired or revoked one.",
    ),
    ProblemType(
        "session_ended",
        401,
        "Phiên đăng nhập đã kết thúc",
        "Phiên đăng nhập đã hết hạn hoặc đã kết thúc. Vui lòng đăng nhập lại.",
        "The session token is not ours, expired, logged out or revoked: log in again.",
    ),
    ProblemType(
        "login_refused",
        401,
        "Zalo không xác nhận đăng nhập",
        "Zalo không xác nhận lần đăng nhập này. Vui lòng đóng và mở lại ứng dụng.",
        "Zalo refuses the access token of a login: get a new one from the SDK.",
    ),
    ProblemType(
        "connector_refused",
        401,
        "Khoá kết nối không dùng được",
        "Khoá kết nối sai, đã hết hạn hoặc đã thu hồi. Vui lòng liên hệ quản trị hệ thống.",
        "The key of a connector is unknown, wrong, expired or revoked: which of them is not told.",
    ),
    ProblemType(
        "forbidden",
        403,
        "Không có quyền",
        "Bạn không có quyền thực hiện việc này.",
        "The caller is known but may not do this.",
    ),
    ProblemType(
        "form_expired",
        403,
        "Trang đã cũ",
        "Trang này mở quá lâu hoặc được gửi từ nơi khác nên chưa ghi gì. Hãy tải lại trang, kiểm "
        "tra nội dung rồi gửi lại.",
        "A form of the admin came without its valid CSRF token: nothing was written.",
    ),
    ProblemType(
        "account_blocked",
        403,
        "Tài khoản bị khoá",
        "Tài khoản này đã bị khoá. Vui lòng liên hệ cơ quan công an nơi gần nhất.",
        "An officer blocked this citizen; only login answers it.",
    ),
    ProblemType(
        "foreign_token",
        403,
        "Không đúng tài khoản",
        "Tài khoản Zalo không phải tài khoản đang đăng nhập. Vui lòng đăng nhập lại bằng đúng tài "
        "khoản.",
        "The Zalo access token belongs to another person than the session.",
    ),
    ProblemType(
        "not_found",
        404,
        "Không tìm thấy",
        "Không tìm thấy nội dung bạn yêu cầu.",
        "No such address or thing, or one that is not the caller's.",
    ),
    ProblemType(
        "dossier_not_found",
        404,
        "Không tìm thấy hồ sơ",
        "Không có hồ sơ nào khớp với các thông tin này. Hãy xem lại mã hồ sơ và thông tin kèm "
        "theo trên giấy tiếp nhận.",
        "A look-up fits nothing: unknown or malformed code, or a wrong second factor; which one "
        "is never said.",
    ),
    ProblemType(
        "page_not_found",
        404,
        "Không có trang này",
        "Trang bạn yêu cầu không tồn tại. Vui lòng quay lại trang đầu.",
        "The page number is beyond the last page.",
    ),
    ProblemType(
        "method_not_allowed",
        405,
        "Thao tác không được hỗ trợ",
        "Địa chỉ này không hỗ trợ thao tác vừa gửi.",
        "The method is not in the `Allow` header.",
    ),
    ProblemType(
        "not_acceptable",
        406,
        "Không có định dạng này",
        "Dịch vụ chỉ trả lời bằng JSON.",
        "The `Accept` header excludes application/json.",
    ),
    ProblemType(
        "procedure_withdrawn",
        410,
        "Thủ tục đã ngừng áp dụng",
        "Thủ tục này không còn được áp dụng.",
        "The procedure was withdrawn; `successor` leads to the one that replaced it, if any.",
    ),
    ProblemType(
        "body_too_large",
        413,
        "Nội dung quá lớn",
        "Nội dung gửi lên vượt quá dung lượng cho phép.",
        "The request body is over MAX_BODY_BYTES.",
    ),
    ProblemType(
        "unsupported_media_type",
        415,
        "Kiểu nội dung không được hỗ trợ",
        "Vui lòng gửi nội dung kiểu application/json.",
        "The `Content-Type` is not one that the endpoint reads.",
    ),
    ProblemType(
        "access_token_refused",
        422,
        "Zalo không xác nhận tài khoản",
        "Zalo không xác nhận tài khoản. Vui lòng thử lại.",
        "Zalo refuses the access token sent with a valid session: get a new one from the SDK and "
        "repeat.",
    ),
    ProblemType(
        "phone_code_refused",
        422,
        "Chưa lấy được số điện thoại",
        "Zalo chưa cho biết số điện thoại. Vui lòng thử chia sẻ lại số điện thoại.",
        "The phone code is late, used or wrong: ask the SDK for a new one.",
    ),
    ProblemType(
        "phone_missing",
        422,
        "Tài khoản Zalo không có số điện thoại",
        "Tài khoản Zalo này không có số điện thoại. Bạn vẫn dùng được các chức năng không cần số.",
        "Zalo knows no phone number of this person.",
    ),
    ProblemType(
        "phone_foreign",
        422,
        "Không phải số điện thoại Việt Nam",
        "Số điện thoại của tài khoản Zalo không phải số Việt Nam nên chưa dùng được ở đây.",
        "Zalo gave a number outside Vietnam's numbering plan.",
    ),
    ProblemType(
        "idempotency_key_reused",
        422,
        "Khoá gửi lại đã dùng cho nội dung khác",
        "Yêu cầu này trùng khoá với một yêu cầu khác đã gửi. Vui lòng gửi lại từ đầu.",
        "The `Idempotency-Key` came before with another body: use a new key for a new write.",
    ),
    ProblemType(
        "requests_too_many",
        422,
        "Đang có nhiều yêu cầu chưa giải quyết",
        "Bạn đang có nhiều yêu cầu về dữ liệu cá nhân chưa giải quyết. Vui lòng đợi trả lời hoặc "
        "rút bớt yêu cầu.",
        "The citizen has as many open requests about personal data as are allowed.",
    ),
    ProblemType(
        "request_moved_on",
        422,
        "Yêu cầu đã chuyển bước",
        "Yêu cầu này đã chuyển sang bước khác nên không làm được việc này nữa. Vui lòng tải lại "
        "rồi xem kết quả.",
        "A request about personal data cannot make this move any more: it was answered, or "
        "somebody was faster.",
    ),
    ProblemType(
        "photo_consent_missing",
        403,
        "Chưa đồng ý gửi ảnh",
        "Bạn cần đồng ý cho lưu ảnh đính kèm trước khi gửi ảnh. Không có ảnh, bạn vẫn gửi được "
        "câu hỏi.",
        "The citizen has not agreed to photos: POST me/consents/ with purpose photo first.",
    ),
    ProblemType(
        "photos_too_many",
        422,
        "Quá nhiều ảnh chưa gửi",
        "Bạn đã tải lên nhiều ảnh mà chưa gửi kèm câu hỏi. Hãy gửi câu hỏi hoặc thử lại vào ngày "
        "mai.",
        "The citizen has as many uploaded, unsent photos as allowed; unsent ones are deleted "
        "after PHOTO_UNUSED_DAYS.",
    ),
    ProblemType(
        "question_moved_on",
        422,
        "Câu hỏi đã chuyển bước",
        "Câu hỏi này vừa thay đổi nên không làm được việc này nữa. Vui lòng tải lại rồi xem.",
        "A question cannot make this move any more: somebody was faster, or it is over.",
    ),
    ProblemType(
        "question_ended",
        422,
        "Câu hỏi đã kết thúc",
        "Câu hỏi này đã kết thúc quá 14 ngày. Vui lòng gửi câu hỏi mới.",
        "A question was answered or closed more than 14 days ago and cannot be taken up again.",
    ),
    ProblemType(
        "question_merged",
        422,
        "Câu hỏi đã được gộp",
        "Câu hỏi này được trả lời chung ở câu hỏi khác của bạn. Vui lòng viết tiếp ở câu hỏi đó.",
        "The question is part of another one of the citizen's; its `merged_into` names it.",
    ),
    ProblemType(
        "questions_too_many",
        422,
        "Quá nhiều câu hỏi đang chờ",
        "Bạn đang có nhiều câu hỏi chờ trả lời. Vui lòng đợi, hoặc viết tiếp vào câu hỏi đã gửi.",
        "The citizen has as many open questions as allowed.",
    ),
    ProblemType(
        "dossier_not_finished",
        422,
        "Hồ sơ chưa xong",
        "Hồ sơ này chưa giải quyết xong nên chưa đánh giá được. Bạn đánh giá được khi hồ sơ có "
        "kết quả.",
        "The dossier is neither completed nor returned, so it cannot be rated.",
    ),
    ProblemType(
        "rating_final",
        422,
        "Không đánh giá lại được nữa",
        "Bạn đã đánh giá hồ sơ này quá 14 ngày nên không đánh giá lại được nữa.",
        "A rating may be replaced within 14 days of the first one.",
    ),
    ProblemType(
        "rating_exists",
        422,
        "Bạn đã đánh giá hôm nay",
        "Hôm nay bạn đã đánh giá đơn vị này bằng mã trên áp phích. Mỗi người đánh giá một lần mỗi "
        "ngày.",
        "A poster's code counts once for a citizen, office and day.",
    ),
    ProblemType(
        "rating_qr_invalid",
        422,
        "Mã QR không đúng",
        "Mã QR này không phải mã đánh giá của dịch vụ. Vui lòng quét mã mà cán bộ mở hoặc mã trên "
        "áp phích.",
        "The scanned text is no rating code of this service: forged, damaged, or another "
        "service's.",
    ),
    ProblemType(
        "rating_qr_expired",
        422,
        "Mã QR đã hết hạn",
        "Mã QR này đã hết hạn. Vui lòng nhờ cán bộ mở mã mới.",
        "A single-use rating code is too old, or a poster's code was revoked.",
    ),
    ProblemType(
        "rating_qr_used",
        422,
        "Mã QR đã được dùng",
        "Mã QR này đã được dùng để đánh giá. Mỗi mã chỉ dùng một lần; vui lòng nhờ cán bộ mở mã "
        "mới.",
        "A single-use rating code was used before, by the citizen or by somebody else.",
    ),
    ProblemType(
        "follow_up_moved_on",
        422,
        "Việc xử lý đã chuyển bước",
        "Việc xử lý đánh giá này đã chuyển sang bước khác hoặc đã quá hạn của việc này. Vui lòng "
        "tải lại rồi xem.",
        "A follow-up of a low mark cannot make this move: somebody was faster, it is over, or the "
        "move's time is.",
    ),
    ProblemType(
        "office_closed",
        422,
        "Đơn vị đã kết thúc hoạt động",
        "Đơn vị này đã kết thúc hoạt động và chưa có đơn vị thay thế. Vui lòng chọn đơn vị khác.",
        "A question is addressed to an office that ended, with neither successor nor superior in "
        "force.",
    ),
    ProblemType(
        "place_ambiguous",
        422,
        "Có nhiều nơi cùng tên",
        "Có nhiều đơn vị phụ trách nơi cùng tên này. Vui lòng chọn đơn vị.",
        "Several offices are in charge of places with this name; `errors` names them, send one as "
        "`office`.",
    ),
    ProblemType(
        "photo_refused",
        422,
        "Không nhận được ảnh",
        "Ảnh này không nhận được. Vui lòng chọn ảnh khác.",
        "An uploaded file is no JPEG, PNG or WebP, is broken, too large, or something else at the "
        "same time; `detail` says which.",
    ),
    ProblemType(
        "throttled",
        429,
        "Quá nhiều yêu cầu",
        "Bạn thao tác quá nhanh. Vui lòng thử lại sau ít phút.",
        "A rate limit was reached; wait `Retry-After` seconds.",
    ),
    ProblemType(
        "server_error",
        500,
        "Lỗi hệ thống",
        "Hệ thống gặp sự cố. Vui lòng thử lại sau; nếu vẫn lỗi, hãy báo mã yêu cầu cho đơn vị hỗ "
        "trợ.",
        "A mistake of ours; `instance` finds it in the log.",
    ),
    ProblemType(
        "zalo_unavailable",
        503,
        "Chưa kết nối được Zalo",
        "Chưa kết nối được với Zalo. Vui lòng thử lại sau ít phút; tra cứu thủ tục vẫn dùng được.",
        "Zalo does not answer, too many logins wait for it, or it is not set up here; wait "
        "`Retry-After` seconds.",
    ),
    ProblemType(
        "photos_busy",
        503,
        "Đang nhận nhiều ảnh",
        "Hệ thống đang xử lý nhiều ảnh cùng lúc. Vui lòng gửi lại ảnh sau vài giây.",
        "This process re-encodes as many photos as it may; wait `Retry-After` seconds and send "
        "the same photo again.",
    ),
    ProblemType(
        "unavailable",
        503,
        "Dịch vụ tạm gián đoạn",
        "Dịch vụ đang tạm gián đoạn. Vui lòng thử lại sau ít phút.",
        "The database or another part that we need does not answer; wait `Retry-After` seconds.",
    ),
)
PROBLEMS: Mapping[str, ProblemType] = {problem.code: problem for problem in _TYPES}


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one value: JSON pointer into `{"query": …, "path": …, "body": …, "header": …}`, code, Vietnamese text."""

    pointer: str
    code: str
    detail: str


class Problem(Exception):
    """Raised anywhere below a view to answer with the problem `code`.

    `extra` members join the document.
    """

    def __init__(
        self,
        code: str,
        detail: str | None = None,
        errors: Sequence[FieldError] = (),
        *,
        retry_after: int | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(code)
        self.type = PROBLEMS[code]
        self.detail = detail or self.type.detail
        self.errors = errors
        self.extra = extra
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        if self.type.status == UNAUTHENTICATED:
            self.headers["WWW-Authenticate"] = "Bearer"

    def document(self) -> dict[str, Any]:
        """Return the RFC 9457 members, `instance` being the id of the current request."""
        document = {
            "type": f"urn:police-portal:problem:{self.type.code}",
            "title": self.type.title,
            "status": self.type.status,
            "detail": self.detail,
            "code": self.type.code,
            "instance": logs.request_id.get() or "",
            "errors": [
                {"pointer": e.pointer, "code": e.code, "detail": e.detail} for e in self.errors
            ],
        }
        return {**document, **self.extra}


def pointer(*parts: str | int) -> str:
    """Return the JSON pointer (RFC 6901) that leads through `parts`.

    >>> pointer("query", "a/b")
    '/query/a~1b'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def field_errors(detail: Any, *path: str | int) -> list[FieldError]:
    """Flatten DRF's nested error details into a list, each with the pointer to its value."""
    if isinstance(detail, Mapping):
        return [
            e
            for key, value in detail.items()
            for e in field_errors(value, *(path if key == "non_field_errors" else (*path, key)))
        ]
    if isinstance(detail, list):
        nested = any(isinstance(item, Mapping | list) for item in detail)
        return [
            e
            for i, item in enumerate(detail)
            for e in field_errors(item, *((*path, i) if nested else path))
        ]
    return [FieldError(pointer(*path), getattr(detail, "code", "invalid"), str(detail))]


def response(request: HttpRequest | None, problem: Problem) -> HttpResponse:
    """Return `problem` as an HTTP response for code outside DRF: middleware and error handlers."""
    body = (
        b""
        if request is not None and request.method == "HEAD"
        else orjson.dumps(problem.document())
    )
    headers = {"Cache-Control": "no-store", **problem.headers}
    return HttpResponse(body, status=problem.type.status, content_type=MEDIA_TYPE, headers=headers)


def from_exception(error: Exception) -> Problem | None:
    """Return the problem that stands for `error`, or None for a mistake of ours."""
    match error:
        case Problem():
            return error
        case exceptions.ValidationError():
            return Problem("invalid_request", errors=field_errors(error.detail, "body"))
        case exceptions.Throttled():
            return Problem(
                "throttled", retry_after=max(1, math.ceil(getattr(error, "wait", None) or 1))
            )
        case OperationalError() | InterfaceError():
            return Problem("unavailable", retry_after=RETRY_AFTER)
    code = next((code for kind, code in _BY_EXCEPTION.items() if isinstance(error, kind)), None)
    return Problem(code) if code else None


# The first that fits decides, so a special kind stands before its general one.
_BY_EXCEPTION: Mapping[type[Exception], str] = {
    exceptions.ParseError: "malformed_body",
    exceptions.NotAuthenticated: "unauthenticated",
    exceptions.AuthenticationFailed: "unauthenticated",
    exceptions.PermissionDenied: "forbidden",
    PermissionDenied: "forbidden",
    exceptions.NotFound: "not_found",
    Http404: "not_found",
    exceptions.MethodNotAllowed: "method_not_allowed",
    exceptions.NotAcceptable: "not_acceptable",
    exceptions.UnsupportedMediaType: "unsupported_media_type",
    RequestDataTooBig: "body_too_large",
    SuspiciousOperation: "invalid_request",
}


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | HttpResponse | None:
    """DRF's EXCEPTION_HANDLER: answer known errors, let mistakes of ours reach `server_error`."""
    problem = from_exception(error)
    if problem is None:
        return None
    answer = response(context["request"]._request, problem)
    if isinstance(error, exceptions.MethodNotAllowed):
        answer["Allow"] = ", ".join(context["view"].allowed_methods)
    return answer


# --- Django's handlers: everything that never reaches a DRF view ---------------------------------


def page(request: HttpRequest, code: str) -> HttpResponse:
    """Return the problem `code` as a page to officers, as a document to everybody else."""
    from police_portal.middleware import ADMIN_PREFIX  # the middleware imports this module

    problem = Problem(code, retry_after=RETRY_AFTER if code == "unavailable" else None)
    if not request.path.startswith(ADMIN_PREFIX):
        return response(request, problem)
    context = {"problem": problem.type, "request_id": logs.request_id.get()}
    answer = render(request, "problem.html", context, status=problem.type.status)
    for name, value in {"Cache-Control": "no-store", **problem.headers}.items():
        answer[name] = value
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    return page(
        request, "body_too_large" if isinstance(exception, RequestDataTooBig) else "invalid_request"
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names the parameter
    """handler403."""
    return page(request, "forbidden")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names the parameter
    """handler404."""
    return page(request, "not_found")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django names the parameter
    """CSRF_FAILURE_VIEW: an officer's form that came too late or from elsewhere."""
    return page(request, "form_expired")


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: a mistake of ours, or a database that does not answer."""
    error = sys.exc_info()[1]
    problem = from_exception(error) if isinstance(error, Exception) else None
    return page(request, problem.type.code if problem else "server_error")
