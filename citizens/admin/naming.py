"""A citizen's name in the officers' lists.

As a link for those alone who may open the citizen's page.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.decorators import display

from citizens.models import Citizen

LINKED, PLAIN = "show_citizen", "show_citizen_name"


class NamesCitizens(ModelAdmin):
    """Mixed in before pages that show `show_citizen`.

    A link that is refused would stand in the access log as an attempt.
    """

    def citizen_of(self, row: Any) -> Citizen:
        """Return whom the row is about."""
        found: Citizen = row.citizen
        return found

    @display(description="Công dân")
    def show_citizen(self, row: Any) -> str:
        """Lead to the citizen's page."""
        citizen = self.citizen_of(row)
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:citizens_citizen_change", args=[citizen.pk]),
            citizen,
        )

    @display(description="Công dân")
    def show_citizen_name(self, row: Any) -> str:
        """Name the citizen."""
        return str(self.citizen_of(row))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Name citizens as this officer may read them."""
        return self._named(request, super().get_list_display(request))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Name the citizen as this officer may read it."""
        return [
            (title, {**group, "fields": self._named(request, group["fields"])})
            for title, group in super().get_fieldsets(request, obj)
        ]

    def _named(self, request: HttpRequest, names: Any) -> list[Any]:
        opens = self.admin_site.get_model_admin(Citizen).has_view_permission(request)
        return [PLAIN if name == LINKED and not opens else name for name in names]
