"""Officers' page of the first and last lines of their papers."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from officers.models import Letterhead
from offices.admin.own_office import OffersOwnOffices
from offices.rights import within_reach


@admin.register(Letterhead)
class LetterheadAdmin(OffersOwnOffices, ChangeLoggedAdmin):
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

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Refuse: an empty row uses the default lines."""
        return False
