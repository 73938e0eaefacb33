"""Layers of the officers' pages."""

from django.test import Client


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
