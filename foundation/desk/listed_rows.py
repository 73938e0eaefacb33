"""The rows of an admin list under some of its filters, without the list's page around them.

Numbers of the first page and of tabs are counted from these, so that they agree with the list.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest


def listed_rows(
    page: Any, request: HttpRequest, filters: Mapping[str, str], rows: QuerySet[Any] | None = None
) -> QuerySet[Any]:
    """Return the rows of the list of `page`, a ModelAdmin, under `filters`, rights included.

    `rows` are the page's own where they are read already.
    """
    found = page.get_queryset(request) if rows is None else rows
    rest = {name: [value] for name, value in filters.items()}
    for narrowing in page.get_list_filter(request):
        if getattr(narrowing, "parameter_name", None) in filters:
            narrowed = narrowing(request, rest, page.model, page).queryset(request, found)
            found = found if narrowed is None else narrowed
    kept: QuerySet[Any] = found.filter(**{name: values[-1] for name, values in rest.items()})
    return kept


def count_each(querysets: Sequence[QuerySet[Any]], most: int) -> list[int]:
    """Return how many rows each queryset has, at most `most` + 1 of each, with one query."""
    if not querysets:
        return []
    parts: list[str] = []
    values: list[Any] = []
    for rows in querysets:
        try:
            sql, given = rows.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608  # Django's own SQL
        values += given
    if not values and set(parts) <= {"0"}:
        return [0] * len(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return [int(number) for number in cursor.fetchone()]
