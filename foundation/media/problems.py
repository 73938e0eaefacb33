"""Errors of pictures, for all rooms."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "photo_refused",
        422,
        "Không nhận được ảnh",
        "Ảnh này không nhận được. Vui lòng chọn ảnh khác.",
        "An uploaded file is no JPEG, PNG or WebP, is broken, too large, or something else at the "
        "same time; `detail` says which.",
    ),
    ProblemType(
        "photos_busy",
        503,
        "Đang nhận nhiều ảnh",
        "Hệ thống đang xử lý nhiều ảnh cùng lúc. Vui lòng gửi lại ảnh sau vài giây.",
        "This process re-encodes as many photos as it may; wait `Retry-After` seconds and send "
        "the same photo again.",
    ),
)
