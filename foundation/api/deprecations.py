"""What of the API goes with its next version, and how an answer says so (docs/versions.md)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from django.http import QueryDict
from django.utils.http import http_date


class Deprecation(NamedTuple):
    """Since when something is deprecated, and until when at least it is served."""

    since: datetime
    until: datetime

    @property
    def headers(self) -> dict[str, str]:
        """The headers of an answer to a request that used it (RFC 9745, RFC 8594)."""
        return {
            "Deprecation": f"@{int(self.since.timestamp())}",
            "Sunset": http_date(self.until.timestamp()),
        }


def of_parameters(former: Mapping[str, str], query: QueryDict) -> Deprecation | None:
    """Return what to say of a query that has a former name of a parameter."""
    return FORMER_NAMES if any(name in query for name in former) else None


FORMER_NAMES = Deprecation(datetime(2026, 12, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
