"""The call screen."""

import pytest
import segno
from django.test import Client

from foundation.zalo import deep_links
from reception import codes, screens
from reception.actions import desk
from reception.models import Screen
from tests.for_each import for_each
from tests.reception import factories
from tests.reception.factories import person, walked_in
from tests.reception.test_desk import press

pytestmark = pytest.mark.django_db


def drawn(text):
    picture = segno.make(text, error="m", micro=False)
    return picture.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass="qr-line")


@pytest.fixture
def address(counter):
    """Return the address of a screen."""
    return screens.make(counter)


def test_it_shows_labels_and_desks_and_nobodys_name(counter, binh, address):
    walked_in(counter, who=person(name="Trần Văn Kín"), name="Mẹ Kín")
    desk.call_next(counter, binh, "Bàn 2")
    page, shown = Client().get(address), Client().get(f"{address}du-lieu/")
    board = {name: shown.json()[name] for name in ("called", "waiting")}
    assert board == {"called": [{"label": "K1", "desk": "Bàn 2"}], "waiting": 0}
    assert "Kín" not in page.content.decode()
    assert counter.office.name in page.content.decode()
    assert "script-src 'self'" in page["Content-Security-Policy"]


def test_who_is_called_again_stands_first(counter, binh, address, time_machine):
    for number in (1, 2):
        walked_in(counter)
        desk.call_next(counter, binh, f"Bàn {number}")
        time_machine.shift(30)

    def shown():
        return [one["label"] for one in Client().get(f"{address}du-lieu/").json()["called"]]

    assert shown() == ["K2", "K1"]
    desk.recall_at(counter, binh, "Bàn 1")
    assert shown() == ["K1", "K2"]


def test_the_code_stands_on_the_screen_in_letters_and_as_a_picture(counter, address):
    page, shown = Client().get(address).content.decode(), Client().get(f"{address}du-lieu/").json()
    assert codes.is_current(counter.pk, shown["code"])
    assert shown["code"] in page
    assert shown["picture"] in page


def test_a_phone_sees_the_board_without_the_code(counter):
    walked_in(counter)
    shown = Client().get(f"/api/v1/reception/queues/{counter.pk}/now/").json()
    assert set(shown) == {"called", "waiting", "wait_least", "wait_most"}


def test_the_code_changes_what_is_sent(counter, address, time_machine):
    first = Client().get(f"{address}du-lieu/")
    time_machine.move_to("2026-11-23T02:02:01Z", tick=False)
    other = Client().get(f"{address}du-lieu/", headers={"If-None-Match": first["ETag"]})
    assert (other.status_code, other.json()["code"] == first.json()["code"]) == (200, False)


def test_the_picture_opens_the_app_where_a_number_is_taken(counter, settings):
    settings.PUBLIC_URL = "https://cong-an.example.vn"
    code = codes.code_of(counter.pk)
    path = deep_links.printed_path(codes.QUEUE, f"{counter.pk}.{code}")
    assert codes.drawn(counter.pk, code) == drawn(f"https://cong-an.example.vn{path}")
    page = Client().get(path).content.decode()
    assert "Gặp cán bộ tại quầy" in page
    assert counter.name in page


@for_each("value", ["0", "x", "99999999999", "²", "1.²"])
def test_an_address_of_no_counter_leads_nowhere(db, value):
    assert Client().get(f"/m/queue/{value}/").status_code == 404


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
