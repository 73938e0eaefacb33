"""The citizen in officers' lists: a link, for officers who may open the citizen's page."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.decorators import display

from citizens.models import Citizen

LINKED, PLAIN = "show_citizen", "show_citizen_name"


class NamesCitizens(ModelAdmin):
    """Mixin for pages that show `show_citizen`.

    Officers who may not open the citizen's page get the plain name. A refused link would stand in
    the access log as an attempt.
    """

    def citizen_of(self, row: Any) -> Citizen:
        """Return the citizen that the row is about."""
        found: Citizen = row.citizen
        return found

    @display(description="Công dân")
    def show_citizen(self, row: Any) -> str:
        """Show a link to the citizen's page."""
        citizen = self.citizen_of(row)
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:citizens_citizen_change", args=[citizen.pk]),
            citizen,
        )

    @display(description="Công dân")
    def show_citizen_name(self, row: Any) -> str:
        """Show the citizen without a link."""
        return str(self.citizen_of(row))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Return the columns, with links only if this officer may follow them."""
        return self._with_allowed_links(request, super().get_list_display(request))

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Return the fields, with links only if this officer may follow them."""
        return [
            (title, {**group, "fields": self._with_allowed_links(request, group["fields"])})
            for title, group in super().get_fieldsets(request, obj)
        ]

    def _with_allowed_links(self, request: HttpRequest, names: Any) -> list[Any]:
        opens = self.admin_site.get_model_admin(Citizen).has_view_permission(request)
        return [PLAIN if name == LINKED and not opens else name for name in names]
