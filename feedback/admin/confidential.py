"""The base of the pages of ratings and follow-ups: what is not shown cannot be asked for."""

from django.http import HttpRequest

from citizens.access_log import LoggedAdmin
from foundation.desk.read_only import ReadOnlyAdmin


class ConfidentialAdmin(LoggedAdmin, ReadOnlyAdmin):
    """Read only, and filtered by the filters on the page only.

    Django would let an address filter by any column: by procedure, day or hash, rating after
    rating.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow the names of the page's own filters: Django asks about those too."""
        return lookup in {
            getattr(shown, "parameter_name", None) for shown in self.get_list_filter(request)
        }
