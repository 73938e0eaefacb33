"""GET configuration/: the configuration for clients."""

import pytest

from foundation.publishing.conditional import Memory
from police_portal.client_configuration import ClientConfigurationView

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/configuration/"


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(ClientConfigurationView, "answers", Memory())


def test_the_scheme_of_deep_links_is_published(api, settings):
    settings.ZALO_MINI_APP_ID = "123"
    links = api.get(ADDRESS).json()["deep_links"]
    assert links["base"] == "https://zalo.me/s/123/"
    assert " ".join(screen["name"] for screen in links["parameters"]) == (
        "appointment dossier news office procedure question queue rating ratings report request"
    )


@pytest.mark.parametrize(("opened", "said"), [(False, "copy"), (True, "open")])
def test_external_addresses_open_only_with_the_consent_of_zalo(api, settings, opened, said):
    settings.EXTERNAL_LINKS_OPEN = opened
    assert api.get(ADDRESS).json()["external_links"] == said


def test_its_versions_are_those_of_the_texts(api):
    body = api.get(ADDRESS).json()
    assert body["policy_version"] == api.get("/api/v1/privacy/").json()["policy_version"]
    assert body["terms_version"] == api.get("/api/v1/terms/").json()["version"]


def test_a_client_can_revalidate_it(api):
    kept = api.get(ADDRESS)["ETag"]
    assert api.get(ADDRESS, headers={"If-None-Match": kept}).status_code == 304
