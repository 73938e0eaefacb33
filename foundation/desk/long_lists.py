"""Officers' lists of tables that never stop growing."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

LIMIT = 10_000


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # not generic at run time
    """Counts at most 10,000 rows: to count millions would cost more than the page.

    Older rows are found by filters. Use it with `show_full_result_count = False`.
    """

    template_name = "admin/bounded_pagination.html"

    @cached_property
    def count(self) -> int:
        """The number of rows that the pages cover, at most 10,000."""
        rows: Any = self.object_list
        return int(rows.order_by()[:LIMIT].count())

    @property
    def is_cut(self) -> bool:
        """Whether there may be more rows than the pages cover."""
        return self.count >= LIMIT

    @property
    def shown_limit(self) -> str:
        """The limit as officers read it: «10.000»."""
        return f"{LIMIT:,}".replace(",", ".")
