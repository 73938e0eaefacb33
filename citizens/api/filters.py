"""Query parameters of the citizens' endpoints."""

from typing import Any

import django_filters
from django.http import QueryDict

from foundation.api.pagination import PageParameters
from foundation.api.parameters import Parameters


class NoParameters(Parameters):
    """For endpoints that take no parameters: any parameter is refused."""

    @classmethod
    def read(cls, query: QueryDict) -> dict[str, Any]:
        """Return nothing; refuse parameters if there are any."""
        return super().read(query) if query else {}


class PagesOnly(Parameters, PageParameters):
    """For lists that have pages and no other parameters."""


class LogOutParameters(Parameters):
    """DELETE session/."""

    everywhere = django_filters.ChoiceFilter(
        choices=[("true", "Có"), ("false", "Không")],
        help_text="«true» kết thúc mọi phiên của công dân, trên mọi thiết bị.",
    )

    @classmethod
    def asks_everywhere(cls, query: QueryDict) -> bool:
        """Return True if all sessions have to end."""
        return bool(cls.read(query)["everywhere"] == "true")
