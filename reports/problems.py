"""Errors of reports."""

from foundation.api.problems import ProblemType
from reports.models import Particular

PROBLEMS = (
    ProblemType(
        "report_incomplete",
        422,
        "Phản ánh còn thiếu thông tin",
        "Phản ánh còn thiếu thông tin bắt buộc nên chưa gửi được. Vui lòng bổ sung rồi gửi lại.",
        "A report lacks what its kind requires; `errors` names each thing and says what to do.",
    ),
    ProblemType(
        "kind_closed",
        422,
        "Chưa nhận loại này ở đây",
        "Loại phản ánh này chưa được nhận qua ứng dụng.",
        "The kind is switched off; `detail` says how to report it lawfully.",
    ),
    ProblemType(
        "reports_too_many",
        422,
        "Quá nhiều phản ánh trong ngày",
        "Hôm nay đã có quá nhiều phản ánh được gửi từ đây. Vui lòng gửi tiếp vào ngày mai; việc "
        "khẩn cấp hãy gọi 113.",
        "The citizen or, without a session, the address has sent REPORTS_PER_DAY or "
        "REPORTS_PER_DAY_OF_ADDRESS reports today.",
    ),
    ProblemType(
        "report_moved_on",
        422,
        "Phản ánh đã chuyển bước",
        "Phản ánh này vừa thay đổi nên không làm được việc này nữa. Vui lòng tải lại rồi xem.",
        "A report cannot make this move any more: somebody was faster, or it is over.",
    ),
    ProblemType(
        "report_full",
        422,
        "Phản ánh đã có quá nhiều lời nhắn",
        "Phản ánh này đã có quá nhiều lời nhắn hoặc tệp. Vui lòng liên hệ đơn vị giải quyết.",
        "A report takes no more messages or files of its sender.",
    ),
    ProblemType(
        "dispute_used",
        422,
        "Đã đề nghị xem xét lại",
        "Mỗi phản ánh được đề nghị xem xét lại một lần, và ông/bà đã đề nghị rồi.",
        "A report is disputed once.",
    ),
    ProblemType(
        "report_not_found",
        404,
        "Không tìm thấy phản ánh",
        "Không có phản ánh nào khớp với số và mã bí mật này. Hãy xem lại biên nhận.",
        "A look-up fits nothing: unknown number or wrong secret code; which one is never said.",
    ),
    ProblemType(
        "report_pass_ended",
        401,
        "Hết thời gian xem phản ánh",
        "Đã hết thời gian xem phản ánh này. Vui lòng tra cứu lại bằng số và mã bí mật.",
        "A pass of POST reports/lookup/ is not ours, or ended 30 minutes after it was made.",
    ),
)
# What is found in a report: what it may lack, what in it cannot be, and what would help.
FIELD_CODES = {
    **{value: f"Còn thiếu hoặc nên có: {label}" for value, label in Particular.choices},
    "anonymous": "Gửi không tên: nên biết điều này",
    "anonymous_refused": "Loại này cần tên người gửi",
    "another_province": "Nơi này có vẻ thuộc tỉnh khác",
    "at_sea": "Ở ngoài biển hoặc ngoài biên giới",
    "future": "Thời gian chưa đến",
    "half_a_point": "Thiếu vĩ độ hoặc kinh độ",
    "loss_is_crime": "Có thiệt hại thì là tố giác tội phạm",
    "needs_session": "Cần đăng nhập",
    "no_position": "Máy chưa lấy được vị trí",
    "not_own_recording": "Không phải tự ghi hình",
    "not_vietnamese": "Phải viết bằng tiếng Việt",
    "out_of_order": "Kết thúc trước khi bắt đầu",
    "outside_vietnam": "Ở ngoài Việt Nam",
    "place_unknown": "Không rõ nơi xảy ra",
    "plate_form": "Không giống biển số Việt Nam",
    "still_happening": "Có thể đang xảy ra: gọi 113 trước",
    "too_old": "Quá lâu để xử phạt",
    "words_short": "Kể quá ngắn",
}
