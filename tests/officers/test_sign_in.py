"""Officers sign in."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.urls import reverse

PASSWORD = "mat-khau-dai-2026"


def test_signing_in_leads_to_the_first_page(client, db):
    User.objects.create_user("can.bo", password=PASSWORD, is_staff=True)
    assert client.post(
        reverse("admin:login"), {"username": "can.bo", "password": PASSWORD}
    ).url == reverse("admin:index")


@pytest.mark.parametrize("username", ["a\0b", "x" * 10_000, "\u200b", "<script>"])
def test_garbage_does_not_break_the_sign_in(client, db, username):
    response = client.post(reverse("admin:login"), {"username": username, "password": username})
    assert response.status_code == (400 if "\0" in username else 200)
    assert not AccessAttempt.objects.filter(username__startswith="xxx").exists()
