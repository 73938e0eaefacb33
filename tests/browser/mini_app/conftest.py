"""The built Mini App, the service that serves it in DEBUG, a simulated Zalo, and phones."""

import http.client

import pytest
from django.db import transaction

from benchmarks.servers import free_port
from foundation.publishing.models import Revision
from offices.models import CalendarDay
from tests import shipped_data
from tests.browser import chromium
from tests.browser.conftest import NEVER_SKIP, NOW, started
from tests.browser.mini_app import building, content
from tests.browser.mini_app.citizens import remember
from tests.browser.mini_app.screens import addresses_of
from tests.memory import FORGET
from zalo_client.simulator.__main__ import demo


@pytest.fixture(scope="session")
def built():
    """Build the Mini App unless it is built."""
    if building.lacks_node() and not NEVER_SKIP:
        pytest.skip("The Mini App needs Node 20: https://nodejs.org, or apt install nodejs npm")
    building.build()


@pytest.fixture(scope="session")
def zalo_port():
    """Return a port for the simulated Zalo, whom the service knows by its address."""
    return free_port()


@pytest.fixture(scope="session")
def debug_server(built, server, settled, zalo_port):
    """Run the service as a front-end developer does: citizens of the simulated Zalo log in.

    It shares the database with the server in production mode, where officers work.
    """
    with demo(zalo_port) as simulated:
        told = simulated.environment()
    debug = {"DEBUG": "true", "DEVELOPMENT_LOGIN": "true", "ALLOWED_HOSTS": "127.0.0.1,localhost"}
    with started({**settled, **told, **debug, "NUM_PROXIES": "0"}) as running:
        yield running


@pytest.fixture
def zalo(zalo_port, service):
    """Run a simulated Zalo with the demo citizens."""
    with demo(zalo_port) as running:
        yield running


@pytest.fixture
def catalogue(service):
    """Fill the database with the shipped data, which bring a calendar and revisions along."""
    with transaction.atomic():  # rows may come before those that they refer to
        CalendarDay.objects.all().delete()
        Revision.objects.all().delete()
        shipped_data.load()


@pytest.fixture
def mini_app(debug_server, zalo, catalogue, service):
    """Return the address of the Mini App, whose service remembers nothing."""
    for server in (debug_server, service):
        assert server.get(FORGET).status == http.client.NO_CONTENT
    return f"http://localhost:{debug_server.port}/zapps/{building.APP_ID}/"


@pytest.fixture
def open_phone(open_window, mini_app):
    """Return a function that opens a phone at the Mini App, at the tests' moment.

    `citizen` is the simulated Zalo's token of somebody who has logged in there before; `settings`
    are what the person chose for reading.
    """

    def opened(citizen=None, *, size=chromium.PHONE, dark=False, **settings):
        page = open_window(address=mini_app, size=size, dark=dark)
        page.clock.install(time=NOW)
        remember(page, citizen, settings)
        return page

    return opened


@pytest.fixture
def phone(open_phone):
    """Return a phone whose owner never used the Mini App."""
    return open_phone()


@pytest.fixture
def addresses(mini_app, zalo):
    """Return pattern → address of every screen, where Lan has something to see."""
    return addresses_of(content.fill(zalo))
