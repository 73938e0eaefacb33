"""The national statuses of a dossier: their meaning to the citizen, their effect on the clock.

NĐ 118/2025 and NĐ 61/2018 name the effects.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices


class Status(TextChoices):
    """Where a dossier stands. Suspended and stopped are two statuses here; both have number 8."""

    SUBMITTED = "submitted", "Mới đăng ký"
    ACCEPTED = "accepted", "Được tiếp nhận"
    DECLINED = "declined", "Không được tiếp nhận"
    PROCESSING = "processing", "Đang xử lý"
    SUPPLEMENT_REQUIRED = "supplement_required", "Yêu cầu bổ sung giấy tờ"
    PAYMENT_REQUIRED = "payment_required", "Yêu cầu thực hiện nghĩa vụ tài chính"
    WITHDRAWN = "withdrawn", "Công dân yêu cầu rút hồ sơ"
    SUSPENDED = "suspended", "Tạm dừng xử lý"
    STOPPED = "stopped", "Dừng xử lý"
    COMPLETED = "completed", "Đã xử lý xong"
    RETURNED = "returned", "Đã trả kết quả"


class Clock(Enum):
    """What a status does to the time limit."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class Need(Enum):
    """What a move has to bring along."""

    REASON = "reason"
    PAPERS = "papers"
    SUPPLEMENT_DUE = "supplement_due"
    FEE = "fee"


@dataclass(frozen=True)
class Meaning:
    """A status for people: national number, effect on the clock, words for the citizen."""

    number: int
    clock: Clock
    explanation: str
    next_step: str
    needs: frozenset[Need] = frozenset()


_WAIT = "Ông/bà không cần làm gì. Chúng tôi báo ngay khi có thay đổi."
MEANINGS: dict[Status, Meaning] = {
    Status.SUBMITTED: Meaning(
        1,
        Clock.NOT_STARTED,
        "Hồ sơ đã được gửi và đang chờ đơn vị kiểm tra.",
        "Ông/bà chờ đơn vị tiếp nhận. Thời hạn giải quyết tính từ khi hồ sơ được tiếp nhận.",
    ),
    Status.ACCEPTED: Meaning(2, Clock.RUNNING, "Đơn vị đã tiếp nhận hồ sơ.", _WAIT),
    Status.DECLINED: Meaning(
        3,
        Clock.STOPPED,
        "Đơn vị không tiếp nhận hồ sơ.",
        "Ông/bà đọc lý do rồi chuẩn bị và nộp hồ sơ mới.",
        frozenset({Need.REASON}),
    ),
    Status.PROCESSING: Meaning(4, Clock.RUNNING, "Đơn vị đang giải quyết hồ sơ.", _WAIT),
    Status.SUPPLEMENT_REQUIRED: Meaning(
        5,
        Clock.PAUSED,
        "Hồ sơ còn thiếu hoặc chưa đúng giấy tờ. Thời gian chờ bổ sung không tính vào thời hạn "
        "giải quyết.",
        "Ông/bà nộp bổ sung đủ các giấy tờ được nêu, trước ngày được nêu.",
        frozenset({Need.REASON, Need.PAPERS, Need.SUPPLEMENT_DUE}),
    ),
    Status.PAYMENT_REQUIRED: Meaning(
        6,
        Clock.PAUSED,
        "Hồ sơ đang chờ ông/bà nộp phí, lệ phí. Thời gian chờ không tính vào thời hạn giải quyết.",
        "Ông/bà nộp số tiền được nêu.",
        frozenset({Need.FEE}),
    ),
    Status.WITHDRAWN: Meaning(
        7, Clock.STOPPED, "Hồ sơ đã được rút theo yêu cầu của ông/bà.", "Ông/bà không cần làm gì."
    ),
    Status.SUSPENDED: Meaning(
        8,
        Clock.PAUSED,
        "Việc giải quyết hồ sơ đang tạm dừng. Thời gian tạm dừng không tính vào thời hạn giải "
        "quyết.",
        "Ông/bà đọc lý do. Chúng tôi báo ngay khi hồ sơ được giải quyết tiếp.",
        frozenset({Need.REASON}),
    ),
    Status.STOPPED: Meaning(
        8,
        Clock.STOPPED,
        "Việc giải quyết hồ sơ đã dừng.",
        "Ông/bà đọc lý do. Nếu chưa rõ, hãy liên hệ đơn vị giải quyết.",
        frozenset({Need.REASON}),
    ),
    Status.COMPLETED: Meaning(
        9,
        Clock.STOPPED,
        "Hồ sơ đã có kết quả.",
        "Ông/bà đến nhận kết quả; mang theo giấy hẹn và giấy tờ tuỳ thân.",
    ),
    Status.RETURNED: Meaning(
        10, Clock.STOPPED, "Kết quả đã được trả.", "Mời ông/bà đánh giá mức độ hài lòng."
    ),
}

RUNNING = frozenset(
    status for status, meaning in MEANINGS.items() if meaning.clock is Clock.RUNNING
)
WAITING = RUNNING | {Status.SUBMITTED}  # for the office
PAUSED = frozenset(status for status, meaning in MEANINGS.items() if meaning.clock is Clock.PAUSED)
# Only a correction leaves these. COMPLETED is not final: the result has to be handed over.
FINAL = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})
OPEN = frozenset(Status) - FINAL - {Status.COMPLETED}
# The way without obstacles, as citizens see it.
MAIN_WAY = (Status.SUBMITTED, Status.ACCEPTED, Status.PROCESSING, Status.COMPLETED, Status.RETURNED)


def meaning(status: str) -> Meaning:
    """Return the meaning of a stored status."""
    return MEANINGS[Status(status)]
