"""Rows that officers read and never write."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from unfold.decorators import display

from police_portal.changes.pages import ChangeLoggedAdmin


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

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ask for the permission first: Django looks for the row before, and sends whoever may not see it to the front page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page: HttpResponse = super().history_view(request, object_id, extra_context)
        return page
