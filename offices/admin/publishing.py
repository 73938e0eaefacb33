"""The base of pages whose changes take effect for citizens at once."""

from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.records.vietnamese import syllables
from offices import actions


class FoldedSearch(ChangeLoggedAdmin):
    """Searches without marks where `search_folded` is on."""

    search_folded: ClassVar[bool] = True

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Fold what was typed, as the columns are."""
        term = " ".join(syllables(search_term)) if self.search_folded else search_term
        found: tuple[QuerySet[Any], bool] = super().get_search_results(request, queryset, term)
        return found


class PublishingAdmin(FoldedSearch):
    """Base of pages whose changes, including deletions, are published in their own transaction."""

    list_fullwidth = True
    warn_unsaved_form = True
    search_folded: ClassVar[bool] = False

    @staticmethod
    def publish(_changed: Model | None) -> None:
        """Bump the revision; `_changed` is the row of the page, None if rows were deleted."""
        actions.publish()

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: Any) -> None:
        actions.fill_in(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Publish after everything on the page is written."""
        super().save_related(request, form, formsets, change)
        self.publish(form.instance)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with transaction.atomic():
            super().delete_model(request, obj)
            self.publish(None)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            self.publish(None)
