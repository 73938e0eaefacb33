"""The most urgent rows of an officer's own work, from all rooms.

A room registers a source: the rows that wait for this officer, by due time. The five most urgent of
all are shown. Each opens within its work list, so that «…, mở … tiếp» continues there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import nsmallest
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from foundation.desk.work_lists.place import FILTERS
from offices.working_time.calendar import end_of
from offices.working_time.due_times import due_cell

MOST = 5


@dataclass(frozen=True)
class Told:
    """The summary of one row: its name, its subject, its due time.

    A row without a due time is not shown. `filters` select the work list in which it opens. `cell`
    replaces the text of `due_cell`, `address` the page of the row.
    """

    title: str
    detail: str
    due: datetime | date | None
    filters: Mapping[str, str]
    cell: str = ""
    address: str = ""


@dataclass(frozen=True)
class Source:
    """The rows of `model` ("app.model") that wait for officers with the permission.

    `rows` returns those that this officer has to work on, the first due first; only a slice is
    read. `tell` sends no query per row. What is `pressing` waits for one press of this officer, and
    citizens wait with it: it stands before what is late.
    """

    noun: str
    model: str
    permission: str
    rows: Callable[[HttpRequest], QuerySet[Any]]
    tell: Callable[[HttpRequest, Any], Told]
    pressing: bool = False

    def is_for(self, request: HttpRequest) -> bool:
        """Return True if the officer has this work and may open its list."""
        page = admin.site.get_model_admin(apps.get_model(self.model))
        has_work = request.user.has_perm(self.permission)
        return has_work and bool(page.has_view_permission(request))


@dataclass(frozen=True)
class UrgentRow:
    """A row on the first page."""

    noun: str
    title: str
    detail: str
    moment: datetime
    due: str
    address: str
    pressing: bool = False


_sources: list[Source] = []


def register(*added: Source) -> None:
    """Add sources; for AppConfig.ready."""
    _sources.extend(added)


def sources_of(request: HttpRequest) -> list[Source]:
    """Return the sources of the officer's work."""
    return [source for source in _sources if source.is_for(request)]


def most_urgent(request: HttpRequest, sources: Sequence[Source]) -> list[UrgentRow]:
    """Return what is pressing, then what is due first, at most MOST. One query per source."""
    rows = (row for source in sources for row in _rows(request, source))
    return nsmallest(MOST, rows, key=lambda row: (not row.pressing, row.moment))


def _rows(request: HttpRequest, source: Source) -> Iterator[UrgentRow]:
    for row in source.rows(request)[:MOST]:
        told = source.tell(request, row)
        if told.due is None:
            continue
        name = f"admin:{source.model.replace('.', '_')}_change"
        place = urlencode({FILTERS: urlencode(told.filters)})
        yield UrgentRow(
            source.noun,
            told.title,
            told.detail,
            _moment(told.due),
            told.cell or due_cell(told.due),
            told.address or f"{reverse(name, args=[row.pk])}?{place}",
            source.pressing,
        )


def _moment(due: datetime | date) -> datetime:
    """Return when a row becomes late; a due day ends at midnight."""
    return due if isinstance(due, datetime) else end_of(due)
