"""What citizens are told of their appointments, and the shipped texts."""

from typing import Any

from citizens.notices.events import Event, Kind, Placeholder
from citizens.notices.queueing import queue
from foundation.zalo.deep_links import Screen, pattern
from reception.models import QueueEvent, QueueNumber
from reception.workflow import Move

NUMBER_SCREEN = Screen("appointment", "Một lịch hẹn của tôi; giá trị là số của lịch hẹn.")
APPOINTMENTS = Kind(6, "appointments", "Lịch hẹn")
ID = Placeholder("id", "số của lịch hẹn trong ứng dụng", "1024")
LABEL = Placeholder("label", "số thứ tự", "8:30-2")
DAY = Placeholder("day", "ngày hẹn", "25/11/2026")
NOTE = "Đặt lịch chưa phải là nộp hồ sơ. Không đặt lịch vẫn được tiếp nhận."
REASON = Placeholder("reason", "vì sao đơn vị không tiếp dân", "Sửa chữa trụ sở")


def _event(name: str, label: str, title: str, text: str, *optional: Placeholder) -> Event:
    return Event(
        f"number_{name}", label, APPOINTMENTS, title, text, (ID, LABEL, DAY), optional,
        pattern(NUMBER_SCREEN, ID.name),
    )  # fmt: skip


BOOKED = _event(
    "booked", "Đã đặt lịch", "Đã đặt lịch: số {label}, ngày {day}",
    "Số của ông/bà: {label}, ngày {day}. Mời đến trước 5 phút.\n" + NOTE,
)  # fmt: skip
REMINDER = _event(
    "reminder", "Nhắc lịch hẹn", "Ngày {day} ông/bà có hẹn, số {label}",
    "Ngày {day} ông/bà có hẹn, số {label}. Mở ứng dụng để xem giấy tờ, đổi hoặc huỷ.",
)  # fmt: skip
MOVED = _event(
    "moved", "Đã đổi giờ hẹn", "Đã đổi giờ: số mới {label}, ngày {day}",
    "Số mới của ông/bà: {label}, ngày {day}. Số cũ không dùng nữa.",
)  # fmt: skip
CLOSED = _event(
    "closed", "Đơn vị không tiếp dân", "Hẹn số {label} ngày {day} không thực hiện được",
    "Đơn vị không tiếp dân vào giờ hẹn số {label} ngày {day}: {reason}.\n"
    "Mời ông/bà chọn giờ khác, hoặc đến trực tiếp.",
    REASON,
)  # fmt: skip
EVENTS = (BOOKED, REMINDER, MOVED, CLOSED)
BY_CITIZENS = (Move.BOOK, Move.MOVE)  # `reception.actions.booking` has locked them
TOLD = {Move.BOOK: BOOKED, Move.MOVE: MOVED, Move.CARRY: MOVED, Move.CLOSE: CLOSED}


def tell(number: QueueNumber, move: Move, event: QueueEvent) -> None:
    """Tell the citizen of a move, in its transaction."""
    told = TOLD.get(move)
    if told is not None:
        reason = {"reason": event.reason[:100]} if move is Move.CLOSE else {}
        _tell(told, f"queue-event-{event.pk}", number, held=move in BY_CITIZENS, **reason)


def tell_reminder(number: QueueNumber) -> None:
    """Remind of an appointment; once for each day."""
    _tell(REMINDER, f"queue-reminder-{number.pk}-{number.day:%Y%m%d}", number)


def _tell(
    event: Event, change: str, number: QueueNumber, *, held: bool = False, **more: str
) -> None:
    if number.citizen_id is None:
        return
    values: dict[str, Any] = {
        "id": str(number.pk),
        "label": number.label,
        "day": f"{number.day:%d/%m/%Y}",
        **more,
    }
    queue(event.name, change, [number.citizen_id], values, number.queue.office_id, held=held)
