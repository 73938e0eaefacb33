"""The admin of the officers."""

from functools import cache, partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from unfold.settings import get_config
from unfold.sites import UnfoldAdminSite

# Unfold would merge its settings with ours anew for each of the two dozen that a page shows.
_settings = cache(get_config)


class OfficersSite(UnfoldAdminSite):
    """Unfold's admin, which lists the models only on the pages that show such a list.

    Django makes the list for every page and asks for four permissions of each model, which took a
    tenth of each answer; the sidebar of this service is its own.
    """

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the models that this officer may open, made when first looked at."""
        made = partial(super().get_app_list, request, app_label)
        return SimpleLazyObject(made)  # type: ignore[return-value]  # a list once looked at

    def _get_config(self, key: str, *args: Any) -> Any:
        value = _settings(self.settings_name).get(key)
        return self._get_value(value, *args) if value else None
