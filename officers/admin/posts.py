"""The posts on the page of an account: where the officer works."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from unfold.admin import StackedInline

from foundation.desk.dates import OVERRIDES
from offices.admin.own_office import OffersOwnOffices
from offices.models import Officer
from offices.rights import within_reach


class PostFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Requires a post: without one an officer sees nothing and belongs to no office."""

    def clean(self) -> None:
        """Refuse to take the last post from an officer's active account."""
        super().clean()
        typed = [getattr(form, "cleaned_data", {}) for form in self.forms]
        staying = [row for row in typed if row.get("office") and not row.get("DELETE")]
        needs_post = self.instance.is_active and not self.instance.is_superuser
        if needs_post and not staying and not any(self.errors):
            raise ValidationError(
                "Ghi ít nhất một nơi công tác: vai trò có hiệu lực ở đó và ở các đơn vị cấp dưới.",
                code="no_post",
            )


class PostInline(OffersOwnOffices, StackedInline):
    """Where the officer works."""

    formfield_overrides = OVERRIDES
    model = Officer
    formset = PostFormSet
    fields = (
        ("office", "public_name"),
        ("title", "phone"),
        ("valid_from", "valid_to"),
        "published",
    )
    extra = 0
    autocomplete_fields = ("office",)
    verbose_name = "nơi công tác"
    verbose_name_plural = "nơi công tác"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Officer]:
        """Return the posts within reach."""
        posts: QuerySet[Officer] = super().get_queryset(request)
        return within_reach(posts, request.user)

    def get_extra(self, request: HttpRequest, obj: User | None = None, **kwargs: Any) -> int:
        """Show one empty post to a new account."""
        return 0 if obj else 1


def offices_of_posts(formsets: Iterable[Any]) -> set[str]:
    """Return the ids of the present and former offices of the posts of a page."""
    forms = [form for formset in formsets for form in formset.forms]
    found = [(form.initial.get("office"), form.instance.office_id) for form in forms]
    return {office for pair in found for office in pair if office}
