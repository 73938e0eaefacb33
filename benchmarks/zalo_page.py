"""The service, and at Zalo's host the page that Zalo makes of the Mini App."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from police_portal import mini_app
from police_portal.wsgi import application as service
from tests.browser.mini_app import building, zalo_hosts

PATH = f"/zapps/{building.APP_ID}/"


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer as the service does, but for Zalo's page."""
    if environ["PATH_INFO"] != PATH or not environ["HTTP_HOST"].startswith(zalo_hosts.PAGES):
        return service(environ, start_response)
    page = zalo_hosts.page(mini_app.FOLDER, building.APP_ID, PATH).encode()
    head = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache"}
    start_response("200 OK", [*head.items(), ("Content-Length", str(len(page)))])
    return [page]
