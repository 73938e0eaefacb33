"""What the counter needs without a request."""

from django.utils import timezone

from foundation.work.registry import DAY, HOUR, every
from reception.actions import timing


@every(HOUR, "Nhắc lịch hẹn", limit=HOUR)
def remind_of_appointments() -> str:
    """Remind of appointments from 16:00 of the working day before."""
    return f"{timing.remind(timezone.now())} lịch hẹn sắp tới."


@every(DAY, "Khép số của ngày đã qua", at="00:30", limit=HOUR)
def end_numbers() -> str:
    """End the numbers of days that are over."""
    return f"Đã khép {timing.lapse(timezone.now())} số."
