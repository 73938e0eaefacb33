"""Errors of this room."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "incident_moved_on",
        409,
        "Sự cố đã có thay đổi",
        "Sự cố vừa có thay đổi khác, hoặc việc này không làm được nữa. Hãy tải lại trang.",
        "Officers only: the incident changed since it was read, or the move is not allowed now.",
    ),
)
