"""Rows that officers read and never write."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from unfold.admin import TabularInline
from unfold.decorators import display

from foundation.desk.change_log.pages import ChangeLoggedAdmin


class ReadOnly:
    """Mixed in before a ModelAdmin or an inline: nobody writes here, not even superusers."""

    def has_add_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnly, ChangeLoggedAdmin):
    """Base of pages of a model that is only read."""

    list_fullwidth = True
    list_per_page = 50
    actions: Any = None

    @display(description="Số")
    def show_number(self, row: Model) -> int | str:
        """Show the number of a row that has no better name."""
        number: int | str = row.pk
        return number


class ReadOnlyInline(ReadOnly, TabularInline):
    """Base of rows below another row that are only read."""

    extra = 0
    max_num = 0
    can_delete = False
    tab = True
    show_change_link = False
