"""The rows on an office's page: opening hours, special days, officers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from unfold.admin import TabularInline

from foundation.desk.dates import OVERRIDES
from offices.models import Office, Officer, OpeningException, OpeningHours
from offices.rights import may_correct, within_reach
from offices.validators import refuse_mixed_exceptions, refuse_overlap


class HoursFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Refuses hours that overlap."""

    def clean(self) -> None:
        super().clean()
        refuse_overlap(
            (row["weekday"], row["opens"], row["closes"])
            for row in complete(self.forms, "weekday", "opens", "closes")
        )


class ExceptionsFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Refuses dates that are closed and open at once, and hours that overlap."""

    def clean(self) -> None:
        super().clean()
        refuse_mixed_exceptions(
            (row["date"], row["closed"]) for row in complete(self.forms, "date")
        )
        refuse_overlap(
            (row["date"], row["opens"], row["closes"])
            for row in complete(self.forms, "date", "opens", "closes")
        )


def complete(found: Iterable[Any], *names: str) -> list[dict[str, Any]]:
    """Return the values of the remaining rows that have all of `names`."""
    rows = [
        form.cleaned_data
        for form in found
        if hasattr(form, "cleaned_data") and not form.cleaned_data.get("DELETE")
    ]
    return [row for row in rows if all(row.get(name) is not None for name in names)]


class CorrectedInline(TabularInline):
    """Base of rows that officers of an office correct themselves, without rights on the table."""

    formfield_overrides = OVERRIDES
    extra = 0
    tab = True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, obj) or bool(super().has_view_permission(request, obj))

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, obj) or bool(super().has_add_permission(request, obj))

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, obj) or bool(super().has_change_permission(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, obj) or bool(super().has_delete_permission(request, obj))

    @staticmethod
    def _may(request: HttpRequest, obj: Model | None) -> bool:
        return isinstance(obj, Office) and may_correct(request.user, obj)


class HoursInline(CorrectedInline):
    """The opening hours of each weekday."""

    model = OpeningHours
    formset = HoursFormSet


class ExceptionsInline(CorrectedInline):
    """Dates with other hours than their weekday."""

    model = OpeningException
    formset = ExceptionsFormSet


class OfficersInline(TabularInline):
    """The officers who work there, and what citizens see of them.

    Holder and dates of a post decide about rights, so they are edited on the page of the account.
    """

    model = Officer
    extra = 0
    tab = True
    readonly_fields = ["user", "valid_from", "valid_to"]

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Officer]:
        """Return the posts within reach: unpublished names and phones stay within the office."""
        posts: QuerySet[Officer] = super().get_queryset(request)
        return within_reach(posts, request.user)
