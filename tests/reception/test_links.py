"""Addresses that open the counter, and what paper shows to people without Zalo."""

import pytest

from foundation.zalo import deep_links
from reception import codes, links
from tests.for_each import for_each

pytestmark = pytest.mark.django_db


def test_a_call_screens_address_carries_the_counter_and_its_code(counter, settings):
    settings.ZALO_MINI_APP_ID = "123"
    address = links.on_the_spot(counter.pk)
    assert deep_links.value_in(address, links.SPOT) == f"{counter.pk}-{codes.code_of(counter.pk)}"


def test_a_poster_serves_people_without_zalo(client, counter):
    page = client.get(f"/m/queue/{counter.pk}/?web").content.decode()
    assert counter.name in page
    assert links.WITHOUT_ZALO in page


@for_each("key", ["0", "999999", "9" * 30, "x", "٣"])
def test_no_counter_is_not_found(client, counter, key):
    assert client.get(f"/m/queue/{key}/?web").status_code == 404


def test_a_counter_that_is_off_is_not_found(client, counter):
    counter.active = False
    counter.save()
    assert client.get(f"/m/queue/{counter.pk}/?web").status_code == 404
