"""The base of the pages of ratings and follow-ups: hidden columns cannot be filtered by."""

from django.http import HttpRequest

from citizens.access_log import LoggedAdmin
from foundation.desk.read_only import ReadOnlyAdmin


class ConfidentialAdmin(LoggedAdmin, ReadOnlyAdmin):
    """Read only, and filtered only by the filters of the page.

    Django would let an address filter by any column, such as procedure, day or hash, and so find
    rating after rating.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow the names of the page's own filters: Django checks those too."""
        return lookup in {
            getattr(shown, "parameter_name", None) for shown in self.get_list_filter(request)
        }
