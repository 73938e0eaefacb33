"""Where a row stands in the list that an officer came from, and where an act leads.

The list is named by Django's own `_changelist_filters`, which links, dialogs and answers carry on:
filters, order and page. `_sau` names the row after one that an act has just taken out of the list.
"""

import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlencode

from django.contrib import messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, QueryDict
from django.urls import reverse

FILTERS, AFTER = "_changelist_filters", "_sau"
THEN, NEXT, LIST = "_then", "next", "list"  # which button of a dialog was pressed
KEYS_ONLY = "_keys_only"  # marks a request whose list is not shown
MAX_QUERY = 2_000  # letters of an address that are read
WINDOW = 400  # rows around the page that the officer came from


@dataclass(frozen=True)
class Place:
    """A row's place in a list: the page, the request, the row's key, the list's filters."""

    page: Any
    request: HttpRequest
    key: Any
    query: str = ""
    after: str = ""

    @classmethod
    def of(cls, page: Any, request: HttpRequest, key: Any) -> "Place":
        """Return the place that a request carries; without one it is the list as it opens."""
        query, after = request.GET.get(FILTERS, ""), request.GET.get(AFTER, "")
        kept = query if len(query) <= MAX_QUERY and "\0" not in unquote(query) else ""
        return cls(page, request, key, kept, after if len(after) <= MAX_QUERY else "")

    # --- the list --------------------------------------------------------------------------------

    @cached_property
    def _start(self) -> int:
        """The number of the first row that is looked at: the page before the officer's own."""
        page = QueryDict(self.query).get("p", "1")
        number = int(page) if page.isdecimal() and len(page) <= 4 else 1  # noqa: PLR2004  # digits
        return max(0, number - 2) * int(self.page.list_per_page)

    @cached_property
    def keys(self) -> list[Any]:
        """The keys of the rows from `_start` on, in the list's order; none for a wrong address."""
        asked = copy.copy(self.request)
        asked.GET = QueryDict(self.query)
        setattr(asked, KEYS_ONLY, True)
        try:
            rows = self.page.get_changelist_instance(asked).queryset
        except (IncorrectLookupParameters, DisallowedModelAdminLookup):
            return []
        return list(rows.values_list("pk", flat=True)[self._start : self._start + WINDOW])

    @property
    def number(self) -> int | None:
        """The number of the row in the list, from 1; None if it is not there, or far away."""
        return self._start + self.keys.index(self.key) + 1 if self.key in self.keys else None

    @cached_property
    def next(self) -> Any:
        """The key of the row after this one, None at the end of the list.

        After a row that has left the list comes the one that stood after it, else the first one.
        """
        if self.key in self.keys:
            return next(iter(self.keys[self.keys.index(self.key) + 1 :]), None)
        stood_after = next((key for key in self.keys if str(key) == self.after), None)
        return stood_after if stood_after is not None else next(iter(self.keys), None)

    @cached_property
    def previous(self) -> Any:
        """The key of the row before this one, None at the beginning."""
        index = self.keys.index(self.key) if self.key in self.keys else 0
        return self.keys[index - 1] if index else None

    def read_next(self) -> None:
        """Read the neighbours now, before an act takes the row out of the list."""
        _ = self.next

    # --- addresses -------------------------------------------------------------------------------

    @property
    def kept(self) -> str:
        """What every link on the row's page carries on: "?…", empty for the list as it opens."""
        carried = {FILTERS: self.query, AFTER: self.after}
        said = urlencode({name: value for name, value in carried.items() if value})
        return f"?{said}" if said else ""

    @property
    def list_address(self) -> str:
        """The address of the list, as the officer left it."""
        address = reverse(self._name("changelist"))
        return f"{address}?{self.query}" if self.query else address

    def row_address(self, key: Any) -> str:
        """Return the address of a row of the list."""
        return reverse(self._name("change"), args=[key]) + replace(self._at(key), after="").kept

    @property
    def next_address(self) -> str:
        """The address of the next row, empty at the end."""
        return self.row_address(self.next) if self.next is not None else ""

    @property
    def previous_address(self) -> str:
        """The address of the row before, empty at the beginning."""
        return self.row_address(self.previous) if self.previous is not None else ""

    def address_after(self, *, refused: bool = False) -> str:
        """Return where an act on the row leads: on, back, or to the row as before.

        Call `read_next` before the act, which may take the row out of the list. What was refused
        leads to the row, and a row that the officer has lost sight of to the list.
        """
        then = "" if refused else self.request.POST.get(THEN, "")
        if then == NEXT and self.next is not None:
            return self.next_address
        if then == NEXT:
            messages.success(self.request, f"Đã hết {self.page.row_noun} trong danh sách này.")
        seen = self.page.get_queryset(self.request).filter(pk=self.key).exists()
        if then in (NEXT, LIST) or not seen:
            return self.list_address
        after = self.after if refused else str(self.next or "")
        return reverse(self._name("change"), args=[self.key]) + replace(self, after=after).kept

    def _at(self, key: Any) -> "Place":
        """Return the place of another row, on whichever page of the list it stands."""
        given = QueryDict(self.query, mutable=True)
        page = (self._start + self.keys.index(key)) // int(self.page.list_per_page) + 1
        given["p"] = str(page)
        if page == 1:
            del given["p"]
        return replace(self, key=key, query=given.urlencode())

    def _name(self, kind: str) -> str:
        return f"admin:{self.page.opts.app_label}_{self.page.opts.model_name}_{kind}"
