"""What offices need without a request."""

from django.utils import timezone

from foundation.work.registry import DAY, MINUTE, every
from offices import handing_over


@every(DAY, "Trả lại việc khi cán bộ hết thời gian vắng", at="01:30", limit=10 * MINUTE)
def end_stand_ins() -> str:
    """Give their work back to officers whose time away is over."""
    return f"Đã trả lại việc của {handing_over.end_all_over(timezone.localdate())} cán bộ."
