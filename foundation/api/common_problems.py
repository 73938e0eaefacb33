"""Errors that any endpoint may answer."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "invalid_request",
        400,
        "Yêu cầu chưa đúng",
        "Một số thông tin gửi lên chưa đúng. Vui lòng xem chi tiết.",
        "A parameter or field is unknown, missing or wrong; `errors` names the first 20.",
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
        "forbidden",
        403,
        "Không có quyền",
        "Ông/bà không có quyền thực hiện việc này.",
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
        "not_found",
        404,
        "Không tìm thấy",
        "Không tìm thấy nội dung ông/bà yêu cầu.",
        "No such address or thing, or one that is not the caller's.",
    ),
    ProblemType(
        "page_not_found",
        404,
        "Không có trang này",
        "Trang ông/bà yêu cầu không tồn tại. Vui lòng quay lại trang đầu.",
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
        "body_too_large",
        413,
        "Nội dung quá lớn",
        "Nội dung gửi lên vượt quá dung lượng cho phép.",
        "The request body is over MAX_BODY_BYTES, or has too many values or levels.",
    ),
    ProblemType(
        "address_too_long",
        414,
        "Địa chỉ quá dài",
        "Địa chỉ được mở quá dài. Vui lòng mở lại từ đầu.",
        "The address has over 8,000 characters, or is too long for a redirect to repeat it.",
    ),
    ProblemType(
        "unsupported_media_type",
        415,
        "Kiểu nội dung không được hỗ trợ",
        "Vui lòng gửi nội dung kiểu application/json.",
        "The `Content-Type` is not one that the endpoint reads.",
    ),
    ProblemType(
        "idempotency_key_reused",
        422,
        "Khoá gửi lại đã dùng cho nội dung khác",
        "Yêu cầu này trùng khoá với một yêu cầu khác đã gửi. Vui lòng gửi lại từ đầu.",
        "The `Idempotency-Key` came before with another body: use a new key for a new write.",
    ),
    ProblemType(
        "throttled",
        429,
        "Quá nhiều yêu cầu",
        "Ông/bà thao tác quá nhanh. Vui lòng thử lại sau ít phút.",
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
        "unavailable",
        503,
        "Dịch vụ tạm gián đoạn",
        "Dịch vụ đang tạm gián đoạn. Vui lòng thử lại sau ít phút.",
        "The database or another part that we need does not answer; wait `Retry-After` seconds.",
    ),
    ProblemType(
        "files_away",
        503,
        "Kho ảnh và tệp tạm gián đoạn",
        "Ảnh và tệp tạm thời chưa xem, chưa gửi được; các phần khác vẫn dùng bình thường. Ông/bà "
        "vui lòng thử lại sau ít phút.",
        "The bucket of photos, pictures and evidence does not answer; nothing was kept. Wait "
        "`Retry-After` seconds. What needs no file goes on.",
    ),
    ProblemType(
        "not_answered",
        502,
        "Dịch vụ tạm gián đoạn",
        "Dịch vụ đang tạm gián đoạn. Vui lòng thử lại sau ít phút.",
        "The proxy reaches no instance, or one ended while it answered; wait `Retry-After` "
        "seconds. What was written may have been done: repeat it under its `Idempotency-Key`.",
    ),
    ProblemType(
        "answered_late",
        504,
        "Dịch vụ trả lời quá chậm",
        "Dịch vụ trả lời quá chậm. Vui lòng thử lại sau ít phút.",
        "The proxy waited in vain for an answer; as for `not_answered`.",
    ),
    ProblemType(
        "moved_on",
        409,
        "Vừa có người làm trước",
        "Việc này vừa chuyển bước nên chưa ghi gì. Hãy tải lại trang rồi xem lại.",
        "A row of a workflow without a code of its own: somebody was faster.",
    ),
)
