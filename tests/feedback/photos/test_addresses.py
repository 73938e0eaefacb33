"""Tickets and signed addresses of photos."""

from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client

from feedback.models import Photo
from feedback.photos import addresses
from tests.citizens.factories import client_of
from tests.feedback.photos.uploading import PHOTOS, QUESTIONS, file, ticket, upload

pytestmark = pytest.mark.django_db


def test_a_ticket_replaces_the_session_header(as_lan, lan):
    body = ticket(as_lan).json()
    parts = urlsplit(body["upload_url"])
    response = upload(Client(), path=f"{parts.path}?{parts.query}")
    assert response.status_code == 200
    assert Photo.objects.get().citizen == lan


@pytest.mark.parametrize(
    "change", [lambda ticket: ticket[:-1] + "x", lambda _ticket: "1-0", lambda _ticket: "x" * 500]
)
def test_a_forged_ticket_is_refused(as_lan, change):
    given = ticket(as_lan).json()["upload_url"].partition("ticket=")[2]
    assert upload(Client(), path=f"{PHOTOS}?ticket={change(given)}").status_code in {400, 401}
    assert not Photo.objects.exists()


def test_a_ticket_ends_with_its_session(lan):
    with time_machine.travel("2026-11-20T09:00:00+07:00") as clock:
        given = addresses.make_ticket(lan)
        clock.shift(601)
        assert upload(Client(), path=f"{PHOTOS}?ticket={given}").status_code == 401
    given = addresses.make_ticket(lan)
    type(lan).objects.filter(pk=lan.pk).update(generation=5)
    assert upload(Client(), path=f"{PHOTOS}?ticket={given}").status_code == 401


def test_a_ticket_is_only_valid_for_uploads(lan):
    assert Client().get(f"{QUESTIONS}?ticket={addresses.make_ticket(lan)}").status_code == 401


def test_an_address_expires(as_lan, lan):
    with time_machine.travel("2026-11-20T09:00:00+07:00") as clock:
        name = upload(client_of(lan)).json()["data"]["images"][0]
        clock.shift(599)
        assert Client().get(PHOTOS + name).status_code == 200
        clock.shift(2)
        assert Client().get(PHOTOS + name).status_code == 404


def test_the_address_of_a_small_rendition_is_stable_and_expires(as_lan, lan):
    with time_machine.travel("2026-11-20T09:00:00+07:00") as clock:
        upload(client_of(lan))
        photo = Photo.objects.get()
        first = addresses.sign_small_path(photo)
        clock.shift(290)
        assert (addresses.sign_small_path(photo), Client().get(first).status_code) == (first, 200)
        clock.shift(311)
        assert addresses.sign_small_path(photo) != first
        assert Client().get(first).status_code == 404


def test_the_address_of_a_small_rendition_does_not_open_the_photo(as_lan):
    upload(as_lan)
    small = addresses.sign_small_path(Photo.objects.get())
    whole = small.replace(addresses.SMALL_SUFFIX, addresses.SUFFIX)
    assert Client().get(whole).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "0" * 32,
        "0" * 32 + ".jpg",
        "../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "x" * 3000,
        "a.b.c.jpg",
        "%00",
    ],
)
def test_an_unsigned_address_is_refused(name):
    assert Client().get(PHOTOS + name).status_code in {400, 404}


def test_a_changed_address_is_refused(as_lan, lan):
    first, second = upload(as_lan, file(), file()).json()["data"]["images"]
    mixed = second.partition(".")[0] + "." + first.partition(".")[2]
    assert Client().get(PHOTOS + mixed).status_code == 404
    assert Client().get(PHOTOS + addresses.make_ticket(lan)).status_code == 404
