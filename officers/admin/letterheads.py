"""Officers' page of the first and last lines of their papers."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from officers.models import Letterhead
from offices.models import Office
from offices.rights import within_reach


@admin.register(Letterhead)
class LetterheadAdmin(ChangeLoggedAdmin):
    """One row for each office that does not use the default lines."""

    list_display = ("office", "symbol", "place", "signer_name")
    list_select_related = ("office",)
    search_fields = ("office__search_text",)
    fields = (
        "office",
        "superior",
        ("symbol", "place"),
        "signer_title",
        "signer_name",
        "recipients",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letterhead]:
        """Return the rows of the officer's offices."""
        return within_reach(super().get_queryset(request), request.user)

    def get_readonly_fields(
        self, _request: HttpRequest, obj: Model | None = None
    ) -> tuple[str, ...]:
        """Keep the office of an existing row."""
        return ("office",) if obj else ()

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelChoiceField[Any] | None":
        """Offer the officer's offices."""
        kwargs["queryset"] = within_reach(Office.objects.all(), request.user, "pk")
        found: ModelChoiceField[Any] | None = super().formfield_for_foreignkey(
            db_field, request, **kwargs
        )
        return found

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Refuse: an empty row uses the default lines."""
        return False
