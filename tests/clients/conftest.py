"""The generated clients, and a service in DEBUG with the shipped data and a simulated Zalo."""

import http.client

import pytest
from django.db import transaction

from foundation.publishing.models import Revision
from offices.models import CalendarDay
from reception.actions import booking
from tests import shipped_data
from tests.browser.conftest import (  # noqa: F401  # fixtures
    django_db_modify_db_settings,
    furnish,
    keys,
    offset,
    service,
    settled,
    started,
)
from tests.browser.mini_app import content
from tests.browser.mini_app.conftest import zalo, zalo_port  # noqa: F401  # the same
from tests.clients import generating
from tests.memory import FORGET
from zalo_client.simulator.__main__ import demo


@pytest.fixture(scope="session")
def generated():
    """Return the folder with what each generator makes of the document."""
    return generating.everything()


@pytest.fixture(scope="session")
def server(django_db_setup, settled, zalo_port):  # noqa: F811  # fixtures
    """Run the service as a front-end developer does, with a simulated Zalo."""
    with demo(zalo_port) as simulated:
        told = simulated.environment()
    debug = {"DEBUG": "true", "DEVELOPMENT_LOGIN": "true", "ALLOWED_HOSTS": "127.0.0.1"}
    with started({**settled, **told, **debug, "NUM_PROXIES": "0"}) as running:
        yield running


@pytest.fixture
def portal(service, zalo):  # noqa: F811  # fixtures
    """Return the address of the service, where Lan has dossiers, news to read and a counter."""
    with transaction.atomic():  # rows may come before those that they refer to
        CalendarDay.objects.all().delete()
        Revision.objects.all().delete()
        shipped_data.load()
    booking.cancel(content.fill(zalo).number)  # who has one gets no second
    assert service.get(FORGET).status == http.client.NO_CONTENT
    return service.url("")
