"""Whoever finds a hole learns whom to tell."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

ADDRESS = "/.well-known/security.txt"


@pytest.fixture(autouse=True)
def nobody(settings):
    """Let no contact be set."""
    settings.PRIVACY_EMAIL = settings.PRIVACY_PHONE = settings.POLICE_PHONE = ""
    settings.PUBLIC_URL = ""


def lines(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.text.splitlines())


def test_the_mail_address_of_the_province_is_named(client, settings):
    settings.PRIVACY_EMAIL, settings.PUBLIC_URL = "dulieu@tinh.gov.vn", "https://a.vn/"
    told = lines(client)
    assert told["Contact"] == "mailto:dulieu@tinh.gov.vn"
    assert told["Canonical"] == f"https://a.vn{ADDRESS}"
    ahead = datetime.fromisoformat(told["Expires"]) - timezone.now()
    assert timedelta(days=30) < ahead < timedelta(days=365)


def test_without_one_the_telephone(client, settings):
    settings.POLICE_PHONE = "0221 000 000"
    assert lines(client)["Contact"] == "tel:0221-000-000"


def test_without_a_contact_there_is_no_such_page(client):
    assert client.get(ADDRESS).status_code == 404
