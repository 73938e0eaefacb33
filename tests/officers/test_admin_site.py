"""The admin builds the list of models only for pages that show it."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_models_of_an_app_are_listed_on_its_page(admin_client):
    html = admin_client.get(reverse("admin:app_list", args=["offices"])).content.decode()
    assert reverse("admin:offices_office_changelist") in html


def test_a_page_without_the_list_does_not_build_it(admin_client, monkeypatch):
    monkeypatch.setattr(
        admin.sites.AdminSite, "_build_app_dict", lambda *_: pytest.fail("the list was made")
    )
    page = admin_client.get(reverse("admin:offices_office_changelist"))
    assert page.status_code == 200


@pytest.mark.parametrize("name", ["index", "login", "offices_office_changelist", "auth_user_add"])
def test_a_page_has_one_main_landmark(admin_client, client, name):
    browser = client if name == "login" else admin_client
    html = browser.get(reverse(f"admin:{name}")).content.decode()
    assert len(re.findall(r'<main\b|role="main"', html)) == 1
