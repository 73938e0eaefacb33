"""Three connected accounts at the simulated Zalo, and a worker that is run to the end."""

import threading

import pytest

from announcements.articles import worker as working
from announcements.models import Article
from foundation.zalo import process
from tests.citizens.factories import oa_token, official_account
from tests.offices.factories import office, province
from zalo_client.simulator.articles import desk_of

FIRST, SECOND = "5550000000000000011", "5550000000000000012"


@pytest.fixture
def three(zalo, offices, settings):
    """Connect the province's account and those of two communes; return their numbers by id."""
    settings.PUBLIC_URL = "https://dichvu.congan.example.vn"
    settings.STATIC_URL = "/static/"
    found = {}
    for oa_id, name in ((zalo.world.oa_id, None), (FIRST, "ca-xa-mot"), (SECOND, "ca-xa-hai")):
        if name:
            zalo.world.add_account(oa_id)
            place = office(name, kind="commune", name=f"Công an {name}", parent=province())
            official_account(oa_id, office=place, name=f"Tài khoản {name}")
        oa_token(zalo.world.oa_pair(oa_id), oa_id=oa_id)
        found[oa_id] = official_account(oa_id).pk
    yield found
    process.forget()


@pytest.fixture
def desk(zalo):
    """Return what the simulated Zalo knows of articles."""
    return desk_of(zalo.world)


@pytest.fixture
def work(zalo):
    """Return a function that runs a worker until nothing is due."""

    def run(name="w1"):
        return working.Worker(name, threading.Event()).run(once=True)

    return run


def there(row):
    """Return how the articles of an announcement stand, by the order of their accounts."""
    rows = Article.objects.filter(announcement=row.pk).order_by("account__oa_id")
    return list(rows.values_list("there", flat=True))
