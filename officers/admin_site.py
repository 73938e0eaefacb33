"""The admin of the officers."""

from functools import cache, partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from unfold.settings import get_config
from unfold.sites import UnfoldAdminSite

# Unfold would merge its settings with ours again for each of the two dozen on a page.
_settings = cache(get_config)


class OfficersSite(UnfoldAdminSite):
    """Unfold's admin, which builds the list of models only for pages that show it.

    Django builds the list for every page with four permission checks per model, which took a tenth
    of each answer; this service has its own sidebar.
    """

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the models that this officer may open, computed on first use."""
        made = partial(super().get_app_list, request, app_label)
        return SimpleLazyObject(made)  # type: ignore[return-value]  # a list once looked at

    def _get_config(self, key: str, *args: Any) -> Any:
        value = _settings(self.settings_name).get(key)
        return self._get_value(value, *args) if value else None
