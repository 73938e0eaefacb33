"""What dossiers need without a request: due dates follow a corrected calendar."""

from dossiers.due import recomputing
from foundation.work.registry import MINUTE, every


@every(5 * MINUTE, "Tính lại ngày hẹn trả khi lịch thay đổi", limit=30 * MINUTE, nice=10)
def recompute_due_dates() -> str:
    """Move due dates if the calendar has changed since the last run; tell the owners."""
    return str(recomputing.recompute()) if recomputing.is_pending() else ""
