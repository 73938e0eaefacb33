"""Numbers beside menu entries."""

from typing import Any

from django.db.models import QuerySet

MOST = 99  # counting stops here


def count_badge(rows: QuerySet[Any]) -> int | str:
    """Return the number of rows, "99+" if there are more than MOST, and "" if there are none."""
    count = rows.order_by()[: MOST + 1].count()
    return f"{MOST}+" if count > MOST else count or ""
