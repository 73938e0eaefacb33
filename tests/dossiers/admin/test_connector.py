"""The superusers' pages for connector keys."""

import re

import pytest
from django.urls import reverse

from dossiers.connector import keys
from dossiers.models import ConnectorKey
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
LIST = reverse("admin:dossiers_connectorkey_changelist")


def shown(response):
    return re.search(r"<code>([a-z2-7]{16}\.[\w-]{43})</code>", response.content.decode())[1]


def test_a_new_key_is_shown_once(admin_client):
    response = admin_client.post(
        reverse("admin:dossiers_connectorkey_add"),
        {
            "name": "Cổng tỉnh",
            "offices": [offices.province().pk],
            "scopes": ["dossiers.read", "events.dossier"],
            "days": 30,
        },
    )
    text = shown(response)
    assert keys.find_valid(text).name == "Cổng tỉnh"
    assert "no-store" in response["Cache-Control"]
    page = admin_client.get(
        reverse("admin:dossiers_connectorkey_change", args=[ConnectorKey.objects.get().pk])
    )
    assert text.partition(".")[2] not in page.content.decode()
    assert "Đọc sự kiện: Hồ sơ" in page.content.decode()
    assert keys.find_valid(text).scopes == ["dossiers.read", "events.dossier"]


def test_a_key_can_be_rotated_and_revoked(admin_client):
    key, text = keys.create("Cổng tỉnh", [offices.province().pk], 30)
    new = shown(admin_client.post(reverse("admin:dossiers_connectorkey_rotate", args=[key.pk])))
    assert keys.find_valid(new)
    assert (
        admin_client.get(reverse("admin:dossiers_connectorkey_revoke", args=[key.pk])).status_code
        == 200
    )
    assert keys.find_valid(text)
    admin_client.post(reverse("admin:dossiers_connectorkey_revoke", args=[key.pk]))
    assert keys.find_valid(text) is None


def test_officers_cannot_see_keys(client, django_user_model):
    officer = django_user_model.objects.create_user("can-bo", is_staff=True)
    client.force_login(officer)
    assert client.get(LIST).status_code == 403
