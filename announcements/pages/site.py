"""Where readers outside the Mini App find announcements: addresses of ours, as people see them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from offices.installation import police_name

PAGES = "/tin/"
FEEDS = "/api/v1/feeds/"


@dataclass(frozen=True)
class Site:
    """This service: its address without a slash, and what the police of the province is called."""

    address: str
    name: str

    @property
    def host(self) -> str:
        """The name that the address begins with."""
        return urlsplit(self.address).hostname or ""

    @property
    def home(self) -> str:
        """The list of all announcements."""
        return f"{self.address}{PAGES}"

    def page(self, slug: str) -> str:
        """Return the address of one announcement."""
        return f"{self.address}{page_path(slug)}"

    def feed(self, name: str) -> str:
        """Return the address of a feed."""
        return f"{self.address}{FEEDS}{name}"

    def absolute(self, path: str) -> str:
        """Return the whole address of a path of ours, such as a picture's."""
        return f"{self.address}{path}" if path.startswith("/") else path


def page_path(slug: str) -> str:
    """Return the path of an announcement's page.

    >>> page_path("lua-dao-vneid")
    '/tin/lua-dao-vneid/'
    """
    return f"{PAGES}{slug}/"


def site_of(request: HttpRequest) -> Site:
    """Return the site under the address that was asked, or under PUBLIC_URL if it is set."""
    address = settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    return Site(address.rstrip("/"), police_name())
