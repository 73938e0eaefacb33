"""Officers' lists of tables that never stop growing, and of hundreds of choices."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Paginator
from unfold.contrib.filters.admin import DropdownFilter
from unfold.contrib.filters.forms import DropdownForm
from unfold.templatetags import unfold_list
from unfold.widgets import UnfoldAdminSelectWidget


def name_cells() -> None:
    """Give each cell one class of `admin.css` for the thirty of unfold: half of a list's page."""
    unfold_list.ROW_CLASSES[:] = ["list-cell"]
    unfold_list.CHECKBOX_CLASSES[:] = ["action-checkbox", "list-check"]


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


class LongSelect(UnfoldAdminSelectWidget):
    """A choice of hundreds, none in a group, written by a single template."""

    template_name = "admin/desk/long_select.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return value, label and whether it is chosen for each option, instead of a part each."""
        chosen = set(self.format_value(value))
        options = [(key, label, str(key) in chosen) for key, label in self.choices]
        widget = {"name": name, "attrs": self.build_attrs(self.attrs, attrs), "options": options}
        return {"widget": widget}


class LongDropdownForm(DropdownForm):
    """The form of `LongDropdownFilter`."""

    widget = LongSelect(attrs=DropdownForm.widget.attrs)


class LongDropdownFilter(DropdownFilter):
    """A filter of hundreds of choices: each costs a twentieth of what it costs in unfold's own."""

    form_class = LongDropdownForm


class PickOne(forms.RadioSelect):
    """One of many, found by typing, without marks; nothing is chosen beforehand.

    Choices in groups: a group without a title stands last. Works without a script, too.
    """

    template_name = "admin/desk/pick_one.html"
