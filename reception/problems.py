"""Errors of appointments and numbers."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "window_full", 422, "Khung giờ vừa hết chỗ",
        "Khung giờ vừa hết chỗ. Ông/bà chọn giờ khác; vẫn có thể đến trực tiếp.",
        "Nobody else fits into the window; `detail` names up to three others with places left.",
    ),
    ProblemType(
        "window_not_offered", 422, "Không đặt được khung giờ này",
        "Đơn vị không có khung giờ này. Ông/bà chọn giờ khác; vẫn có thể đến trực tiếp.",
        "The window is in the past, too far ahead, closed, or the hours are unknown; `detail` "
        "says which.",
    ),
    ProblemType(
        "queue_closed", 422, "Quầy không nhận đặt lịch",
        "Quầy này hiện không nhận đặt lịch. Ông/bà vẫn có thể đến trực tiếp trong giờ tiếp dân.",
        "The queue is switched off.",
    ),
    ProblemType(
        "queue_other_procedure", 422, "Quầy này không nhận thủ tục ấy",
        "Quầy này không nhận thủ tục ông/bà chọn. Xem nơi nộp ở trang của thủ tục.",
        "The office or the queue does not receive the procedure; `detail` says why.",
    ),
    ProblemType(
        "number_live", 422, "Ông/bà đang có một số ở đây",
        "Ông/bà đang có một số ở quầy này. Đổi giờ hoặc huỷ số ấy trước khi lấy số mới.",
        "The citizen, or the dossier, has a live number in this queue.",
    ),
    ProblemType(
        "numbers_too_many", 422, "Đang có nhiều lịch hẹn",
        "Ông/bà đang có nhiều lịch hẹn. Huỷ bớt hoặc chờ ít hôm; vẫn có thể đến trực tiếp.",
        "Three live numbers, or six bookings within a week.",
    ),
    ProblemType(
        "phone_unverified", 422, "Cần số điện thoại đã xác minh",
        "Cần chia sẻ số điện thoại trước khi đặt lịch. Ông/bà vẫn có thể đến trực tiếp.",
        "The citizen has no verified phone number.",
    ),
    ProblemType(
        "number_moved_on", 422, "Số này đã chuyển bước",
        "Số này đã chuyển sang bước khác nên không làm được việc này nữa. Vui lòng tải lại.",
        "A number cannot make this move any more, or may not be moved that often.",
    ),
    ProblemType(
        "queue_code_wrong", 422, "Mã tại quầy không còn đúng",
        "Mã này đã hết hạn. Ông/bà quét lại mã trên màn hình tại trụ sở, hoặc gặp cán bộ.",
        "The code of the call screen is valid for two to four minutes.",
    ),
    ProblemType(
        "queue_number_not_found", 404, "Không tìm thấy số",
        "Không tìm thấy số với mã này. Ông/bà kiểm tra lại, hoặc gặp cán bộ tại quầy.",
        "No number has this label and this secret.",
    ),
)  # fmt: skip
