"""Errors of announcements."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "announcement_withdrawn",
        410,
        "Thông báo đã gỡ",
        "Thông báo này không còn được đăng.",
        "An announcement was withdrawn or revoked; `tombstone` says when, and why if a reason is "
        "public. Whoever keeps a copy is to delete it.",
    ),
    ProblemType(
        "announcement_moved_on",
        409,
        "Bản tin đã chuyển bước",
        "Bản tin này vừa thay đổi hoặc đang chờ duyệt nên không làm được việc này. Hãy tải lại rồi "
        "xem.",
        "An announcement cannot be edited or make this move now: it is being approved, or somebody "
        "was faster.",
    ),
    ProblemType(
        "announcement_refused",
        422,
        "Bản tin chưa đúng quy định",
        "Bản tin chưa đủ điều kiện cho việc này.",
        "A rule forbids the move; `detail` says which.",
    ),
    ProblemType(
        "challenge_waiting",
        422,
        "Đang chờ trả lời",
        "Ông/bà đã gửi ý kiến về thông báo này và đang chờ trả lời.",
        "A citizen has one unanswered challenge of an announcement at a time.",
    ),
)
