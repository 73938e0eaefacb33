"""Query parameters of the citizens' endpoints."""

from typing import Any

import django_filters
from django.http import QueryDict

from foundation.api.pagination import PageParameters
from foundation.api.parameters import Parameters


class NoParameters(Parameters):
    """For endpoints that take none: any is refused."""

    @classmethod
    def read(cls, query: QueryDict) -> dict[str, Any]:
        """Return nothing.

        Build the form that names what is unknown only where something was sent.
        """
        return super().read(query) if query else {}


class PagesOnly(Parameters, PageParameters):
    """For lists that are only turned over."""


class LogOutParameters(Parameters):
    """DELETE session/."""

    everywhere = django_filters.ChoiceFilter(
        choices=[("true", "Có"), ("false", "Không")],
        help_text="«true» kết thúc mọi phiên của công dân, trên mọi thiết bị.",
    )

    @classmethod
    def asks_everywhere(cls, query: QueryDict) -> bool:
        """Tell whether all sessions shall end."""
        return bool(cls.read(query)["everywhere"] == "true")
