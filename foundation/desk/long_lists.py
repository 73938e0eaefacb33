"""Officers' lists of tables that never stop growing."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # not generic at run time
    """Counts at most `limit` rows: to count millions would cost more than the page.

    Older rows are found by filters. Use it with `show_full_result_count = False`.
    """

    limit = 10_000
    template_name = "admin/bounded_pagination.html"

    @cached_property
    def count(self) -> int:
        """The number of rows that the pages cover, at most `limit`."""
        rows: Any = self.object_list
        return int(rows.order_by()[: self.limit].count())

    @property
    def is_cut(self) -> bool:
        """Whether there may be more rows than the pages cover."""
        return self.count >= self.limit

    @property
    def shown_limit(self) -> str:
        """`limit` as officers read it: «10.000»."""
        return f"{self.limit:,}".replace(",", ".")
