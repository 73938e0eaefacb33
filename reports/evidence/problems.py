"""Errors of sending and of showing evidence."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "evidence_ticket_ended",
        401,
        "Hết thời gian tải tệp",
        "Đã hết thời gian tải tệp. Vui lòng chọn lại tệp để gửi.",
        "A ticket of POST evidence/ticket/ is not ours, has ended, or is somebody else's.",
    ),
    ProblemType(
        "evidence_type",
        422,
        "Không nhận loại tệp này",
        "Chỉ nhận ảnh JPEG, PNG, WebP, HEIC hoặc video MP4, MOV, 3GP.",
        "By its content, whatever its name, a file is of no kind that is taken, or is something "
        "else at the same time.",
    ),
    ProblemType(
        "evidence_too_large",
        413,
        "Tệp quá lớn",
        "Tệp lớn hơn mức nhận được. Vui lòng chọn ảnh hoặc đoạn video ngắn hơn.",
        "A photo is larger than REPORT_PHOTO_MAX_BYTES, or a video than "
        "REPORT_VIDEO_MAX_BYTES; `detail` names the bound.",
    ),
    ProblemType(
        "evidence_broken",
        422,
        "Tệp bị hỏng",
        "Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Vui lòng gửi lại tệp gốc.",
        "A file is empty, cut off, or cannot be decoded; `detail` says which.",
    ),
    ProblemType(
        "evidence_too_many",
        422,
        "Quá nhiều tệp chưa gửi",
        "Đã tải lên quá nhiều tệp mà chưa gửi phản ánh. Vui lòng gửi phản ánh, hoặc thử lại sau "
        "một ngày.",
        "More files wait to be sent with a report than one holder may have, or more came at once.",
    ),
    ProblemType(
        "evidence_offset",
        422,
        "Tệp chưa tải tiếp được từ đây",
        "Phần vừa gửi không nối tiếp phần đã nhận. Ứng dụng sẽ tự gửi lại từ chỗ đã nhận.",
        "A part begins elsewhere than what was kept ends, or does not fit the declared size; the "
        "header `Upload-Offset` says where to go on.",
    ),
    ProblemType(
        "evidence_part_too_small",
        422,
        "Phần gửi quá nhỏ",
        "Mỗi phần của tệp phải có ít nhất 1 MB, trừ phần cuối. Chưa nhận được gì của phần này.",
        "Nothing of a part was kept: parts within a file are kept by whole pieces of 1 MiB, as "
        "`Upload-Offset` says.",
    ),
    ProblemType(
        "upload_conflict",
        409,
        "Tệp chưa tải tiếp được từ đây",
        "Phần vừa gửi không nối tiếp phần đã nhận. Ứng dụng sẽ tự gửi lại từ chỗ đã nhận.",
        "What `evidence_offset` is, for clients of the tus protocol.",
    ),
    ProblemType(
        "tus_version",
        412,
        "Phiên bản giao thức không được hỗ trợ",
        "Dịch vụ chỉ nhận tệp theo giao thức tus phiên bản 1.0.0.",
        "`Tus-Resumable` names another version than `Tus-Version` of the answer.",
    ),
    ProblemType(
        "evidence_busy",
        503,
        "Tệp đang được tải lên",
        "Một phần khác của tệp này đang được nhận. Vui lòng thử lại sau vài giây.",
        "Another request is writing to the same upload; wait `Retry-After` seconds.",
    ),
    ProblemType(
        "evidence_unsound",
        422,
        "Bằng chứng không còn nguyên vẹn",
        "Tệp hoặc chuỗi lưu giữ của bằng chứng này không còn như lúc nhận nên không mở được. Vui "
        "lòng báo ngay cho lãnh đạo và quản trị hệ thống.",
        "To officers only: verification found evidence, or its chain of custody, changed.",
    ),
    ProblemType(
        "evidence_not_shown",
        422,
        "Không hiển thị được ảnh này",
        "Ảnh quá lớn hoặc có cấu trúc bất thường nên không vẽ lại để xem được. Bản gốc chỉ lấy "
        "được bằng «Xuất bằng chứng», có lý do.",
        "To officers only: a photo cannot be drawn anew; its original leaves by an export only.",
    ),
    ProblemType(
        "evidence_not_signed",
        503,
        "Chưa có khoá ký",
        "Hệ thống chưa có khoá ký bản xuất. Vui lòng báo quản trị hệ thống.",
        "EVIDENCE_SIGNING_KEY is not set, so that no export can be signed.",
    ),
)
