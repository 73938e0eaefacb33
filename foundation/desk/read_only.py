"""Rows that officers read and never write."""

from typing import Any

from django.http import HttpRequest
from unfold.decorators import display

from foundation.desk.change_log.pages import ChangeLoggedAdmin


class ReadOnlyAdmin(ChangeLoggedAdmin):
    """Base: nobody adds, changes or deletes, superusers included."""

    list_fullwidth = True
    list_per_page = 50
    actions: Any = None

    @display(description="Số")
    def show_number(self, row: Any) -> Any:
        """Show the number of a row, where it has no better name."""
        return row.pk

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False
