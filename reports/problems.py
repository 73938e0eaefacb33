"""Errors of reports."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "report_moved_on",
        422,
        "Phản ánh đã chuyển bước",
        "Phản ánh này vừa thay đổi nên không làm được việc này nữa. Vui lòng tải lại rồi xem.",
        "A report cannot make this move any more: somebody was faster, or it is over.",
    ),
)
