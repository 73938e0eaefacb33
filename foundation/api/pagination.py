"""Pages in DRF's page-number shape: `count`, `next`, `previous`, `results`."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import django_filters
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from rest_framework import serializers
from rest_framework.request import Request

from foundation.api.problems import Problem
from foundation.database.prepared import Given, Prepared

PAGE_SIZE = 20
MAX_PAGE_SIZE = 50
MAX_PAGE = 100_000
M = TypeVar("M", bound=Model)


class PageParameters(django_filters.FilterSet):
    """The two parameters of every list; mixed into its FilterSet."""

    page = django_filters.NumberFilter(
        min_value=1,
        max_value=MAX_PAGE,
        decimal_places=0,
        label="trang",
        help_text="Số trang, bắt đầu từ 1.",
    )
    page_size = django_filters.NumberFilter(
        min_value=1, max_value=MAX_PAGE_SIZE, decimal_places=0, label="số mục mỗi trang",
        help_text=f"Số mục trên một trang, mặc định {PAGE_SIZE}, tối đa {MAX_PAGE_SIZE}.",
    )  # fmt: skip


def bounds(values: Mapping[str, Any], count: int) -> tuple[int, int, int]:
    """Return the number of the requested page, its first position, and the one after its last.

    `count` is the number of items. Raises Problem `page_not_found` beyond the last page; page 1 of
    an empty list exists.
    """
    page, size = _asked(values)
    first = (page - 1) * size
    if page > 1 and first >= count:
        raise Problem("page_not_found")
    return page, first, min(first + size, count)


def _asked(values: Mapping[str, Any]) -> tuple[int, int]:
    """Return the number of the page and its size."""
    return int(values.get("page") or 1), int(values.get("page_size") or PAGE_SIZE)


def links(path: str, query: QueryDict, page: int, *, last: bool) -> tuple[str | None, str | None]:
    """Return the relative addresses of the next and the previous page, None if there is none."""
    return (
        None if last else _link(path, query, page + 1),
        _link(path, query, page - 1) if page > 1 else None,
    )


def _link(path: str, query: QueryDict, page: int) -> str:
    other = query.copy()
    other["page"] = str(page)
    return f"{path}?{other.urlencode()}"


def page_head(
    request: HttpRequest | Request, values: Mapping[str, Any], count: int
) -> tuple[dict[str, object], slice]:
    """Return `count`, `next` and `previous` of the page that `values` ask for, and what it holds.

    Raises Problem `page_not_found`.
    """
    page, first, end = bounds(values, count)
    following, previous = None, None
    if page > 1 or end < count:  # else there is no need to parse the parameters
        following, previous = links(request.path, request.GET, page, last=end >= count)
    return {"count": count, "next": following, "previous": previous}, slice(first, end)


def page_of(
    request: HttpRequest | Request,
    values: dict[str, Any],
    rows: QuerySet[M],
    render: Callable[[QuerySet[M]], list[Any]],
    *,
    is_empty: bool = False,
) -> dict[str, object]:
    """Return the page that `values` select; `render` turns its rows into a list of results.

    Where the first page is the only one, it is not counted. `is_empty`: there are no rows at all.
    Raises Problem `page_not_found`.
    """
    page, size = _asked(values)
    if page > 1:
        head, part = page_head(request, values, rows.count())
        return {**head, "results": render(rows[part])}
    results = [] if is_empty else render(rows[: size + 1])
    count = len(results) if len(results) <= size else rows.count()
    return {**page_head(request, values, count)[0], "results": results[:size]}


class OwnPages(Generic[M]):
    """Pages of what belongs to somebody; the statement of the usual first page is made once.

    `rows_of` returns the rows of an owner, who is told by a value of one column.
    """

    def __init__(self, rows_of: Callable[[Any], QuerySet[M]]) -> None:
        self._rows_of = rows_of
        self._first: Prepared[M] = Prepared(lambda: rows_of(Given("owner"))[: PAGE_SIZE + 1])

    def page_of(
        self,
        request: HttpRequest | Request,
        values: dict[str, Any],
        owner: int | str,
        render: Callable[[Any], list[Any]],
    ) -> dict[str, object]:
        """Return the page that `values` select, as the function `page_of` does."""
        if _asked(values) != (1, PAGE_SIZE):
            return page_of(request, values, self._rows_of(owner), render)
        found = self._first.rows(owner=owner)
        count = len(found) if len(found) <= PAGE_SIZE else self._rows_of(owner).count()
        head, part = page_head(request, values, count)
        return {**head, "results": render(found[part])}


def page_serializer(name: str, item: Any, extra: dict[str, Any] | None = None) -> Any:
    """Return the serializer of a page of `item`, with `extra` members if given."""
    fields: dict[str, Any] = {
        "count": serializers.IntegerField(help_text="Tổng số mục."),
        "next": serializers.CharField(
            allow_null=True, help_text="Địa chỉ tương đối của trang sau."
        ),
        "previous": serializers.CharField(
            allow_null=True, help_text="Địa chỉ tương đối của trang trước."
        ),
        "results": item(many=True),
    }
    return type(name, (serializers.Serializer,), {**fields, **(extra or {}), "__doc__": "A page."})
