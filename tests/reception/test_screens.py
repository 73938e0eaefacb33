"""The call screen."""

import pytest
from django.test import Client

from reception import screens
from reception.actions import desk
from reception.models import Screen
from tests.reception import factories
from tests.reception.factories import person, walked_in
from tests.reception.test_desk import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(counter):
    """Return the address of a screen."""
    return screens.make(counter)


def test_it_shows_labels_and_desks_and_nobodys_name(counter, binh, address):
    walked_in(counter, who=person(name="Trần Văn Kín"), name="Mẹ Kín")
    desk.call_next(counter, binh, "Bàn 2")
    page, shown = Client().get(address), Client().get(f"{address}du-lieu/")
    assert shown.json() == {"called": [{"label": "K1", "desk": "Bàn 2"}], "waiting": 0}
    assert "Kín" not in page.content.decode()
    assert counter.office.name in page.content.decode()
    assert "script-src 'self'" in page["Content-Security-Policy"]


def test_nothing_is_sent_while_nothing_changed(counter, address):
    first = Client().get(f"{address}du-lieu/")
    same = Client().get(f"{address}du-lieu/", headers={"If-None-Match": first["ETag"]})
    walked_in(counter)
    other = Client().get(f"{address}du-lieu/", headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, other.status_code) == (304, 200)


def test_a_revoked_or_unknown_address_opens_nothing(counter, address):
    assert Client().get("/man-hinh/khong-co/").status_code == 404
    assert screens.revoke(counter) == 1
    assert [Client().get(path).status_code for path in (address, f"{address}du-lieu/")] == [404] * 2


def test_the_address_is_shown_once_and_logged_nowhere(counter, binh):
    client = Client()
    client.force_login(binh)
    press(client, counter, "screen")
    assert Screen.objects.count() == 1
    page = client.get(f"/quan-tri/reception/queue/{counter.pk}/change/").content.decode()
    assert "testserver/man-hinh/" in page
    again = client.get(f"/quan-tri/reception/queue/{counter.pk}/change/").content.decode()
    assert "testserver/man-hinh/" not in again
    press(client, counter, "revoke_screens")
    assert not Screen.objects.filter(revoked_at=None).exists()


def test_a_board_is_read_in_two_queries(counter, address, django_assert_max_num_queries):
    factories.walked_in(counter)
    with django_assert_max_num_queries(2):
        Client().get(f"{address}du-lieu/")
