"""The places and the clock of the first page's tests."""

from tests.officers.first_page.conftest import now, places

__all__ = ["now", "places"]
