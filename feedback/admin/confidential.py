"""The base of the pages of ratings and their follow-ups.

What is not shown cannot be asked for either.
"""

from typing import Any

from citizens.access_log import LoggedAdmin
from foundation.desk.read_only import ReadOnlyAdmin


class ConfidentialAdmin(LoggedAdmin, ReadOnlyAdmin):
    """Read only; the address of a list filters by the filters on the page and by nothing else.

    Django would let an address filter by any column of the model: by procedure, day or hash, one
    rating after the other.
    """

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Allow what the filters on the page are called.

        Django asks for those too before they read them.
        """
        return lookup in {
            getattr(shown, "parameter_name", None) for shown in self.get_list_filter(request)
        }
