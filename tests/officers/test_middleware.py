"""Middleware of the officers' pages."""

import io

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from foundation.desk.remembering import remembered
from foundation.importing.files import MAX_FILE_BYTES
from foundation.scale.database import replica
from officers.middleware import (
    OWN_WRITE,
    ContentSecurityPolicy,
    OnlyForOfficers,
    OwnWrites,
    PageMemory,
)

SIGN_IN, UPLOAD = reverse("admin:login"), reverse("admin:dossiers_dossierimport_add")
OFFICERS = reverse("admin:auth_user_add")
TOO_LARGE = 413


def test_the_admin_limits_what_its_pages_load(client, db):
    policy = client.get("/quan-tri/login/")["Content-Security-Policy"]
    for directive in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert f"{directive} 'none'" in policy
    assert "Content-Security-Policy" not in client.get("/health/live/")


def test_forms_need_a_csrf_token(db):
    response = Client(enforce_csrf_checks=True).post(
        "/quan-tri/login/", {"username": "a", "password": "b"}
    )
    assert response.status_code == 403
    assert "Hãy tải lại trang" in response.content.decode()


def test_the_session_cookie_is_restricted(db, django_user_model):
    django_user_model.objects.create_superuser("canbo", password="mat-khau-rat-dai")
    client = Client()
    response = client.post(
        "/quan-tri/login/", {"username": "canbo", "password": "mat-khau-rat-dai"}
    )
    cookie = response.cookies["sessionid"]
    assert response.status_code == 302
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_guessing_passwords_locks_name_and_address_out(db, django_user_model):
    django_user_model.objects.create_superuser("canbo", password="mat-khau-rat-dai")
    client = Client()
    tries = [
        client.post("/quan-tri/login/", {"username": "canbo", "password": "sai"}).status_code
        for _time in range(6)
    ]
    assert tries[-1] == 429
    right = {"username": "canbo", "password": "mat-khau-rat-dai"}
    assert client.post("/quan-tri/login/", right).status_code == 429
    assert Client(REMOTE_ADDR="10.9.9.9").post("/quan-tri/login/", right).status_code == 302


# --- size of bodies ------------------------------------------------------------------------------


class Unread(io.BytesIO):
    """A body that must not be read."""

    def read(self, *_size):
        raise AssertionError("the body was read")


def send(client, path, length):
    """Send a body of declared `length` that fails the test if anything reads it."""
    environ = {"wsgi.input": Unread(), "CONTENT_LENGTH": length}
    return client.post(path, content_type="multipart/form-data; boundary=x", **environ)


@pytest.mark.parametrize("path", [SIGN_IN, UPLOAD, OFFICERS])
def test_bodies_of_strangers_are_limited_to_a_sign_in(db, path):
    answer = send(Client(enforce_csrf_checks=True), path, settings.MAX_BODY_BYTES + 1)
    assert answer.status_code == TOO_LARGE
    assert 'lang="vi"' in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "largest"), [(OFFICERS, 4_194_304), (UPLOAD, MAX_FILE_BYTES + 65_536)]
)
def test_bodies_of_officers_are_limited_by_page(admin_client, path, largest):
    assert send(admin_client, path, largest + 1).status_code == TOO_LARGE
    with pytest.raises(AssertionError, match="was read"):
        send(admin_client, path, largest)


def test_a_sign_in_of_the_largest_size_is_read(db):
    User.objects.create_superuser("canbo", password="mat-khau-rat-dai")
    typed = {"username": "canbo", "password": "mat-khau-rat-dai", "next": "x" * 60_000}
    assert Client().post(SIGN_IN, typed).status_code == 302


def test_the_first_layer_for_officers_passes_other_requests_beyond_the_last(monkeypatch):
    asked = []
    work = OnlyForOfficers.__call__

    def noted(layer, request):
        asked.append(type(layer))
        return work(layer, request)

    monkeypatch.setattr(OnlyForOfficers, "__call__", noted)
    assert Client().get("/health/live/").status_code == 200
    assert asked == [ContentSecurityPolicy]


# --- remembered reads ----------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "times"), [("get", 1), ("post", 2)])
def test_only_a_get_remembers_what_it_read(rf, method, times):
    read = []
    page = PageMemory(lambda _request: [remembered("a", lambda: read.append(1)) for _ in range(2)])
    page(getattr(rf, method)(OFFICERS))
    assert len(read) == times


# --- one's own writes, with a replica ------------------------------------------------------------


@pytest.fixture
def held_back(monkeypatch):
    """Record for each request whether it is kept away from the replica."""
    found = []
    monkeypatch.setattr(
        replica, "remember_own_write", lambda *, has_just_written: found.append(has_just_written)
    )
    return found


def test_after_a_form_the_primary_answers_for_some_seconds(rf, held_back):
    layer = OwnWrites(lambda _request: HttpResponse())
    assert OWN_WRITE not in layer(rf.get(OFFICERS)).cookies
    cookie = layer(rf.post(OFFICERS)).cookies[OWN_WRITE]
    assert (cookie["max-age"], cookie["httponly"]) == (16, True)
    rf.cookies[OWN_WRITE] = cookie.value
    layer(rf.get(OFFICERS))
    layer(rf.get("/api/v1/satisfaction/"))
    assert held_back == [False, False, True, False]


def test_a_citizen_gets_no_cookie(rf, held_back):
    answer = OwnWrites(lambda _request: HttpResponse())(rf.post("/api/v1/questions/"))
    assert OWN_WRITE not in answer.cookies
