"""Query parameters of the citizens' endpoints."""

from typing import Any

import django_filters

from police_portal.api.parameters import Parameters


class NoParameters(Parameters):
    """For endpoints that take none: any is refused."""


class LogOutParameters(Parameters):
    """DELETE session/."""

    everywhere = django_filters.ChoiceFilter(
        choices=[("true", "Có"), ("false", "Không")], help_text="«true» kết thúc mọi phiên của công dân, trên mọi thiết bị."
    )

    @classmethod
    def asks_everywhere(cls, query: Any) -> bool:
        """Tell whether all sessions shall end."""
        return bool(cls.read(query)["everywhere"] == "true")
