"""The pages of the guides, through HTTP."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from officers.guides.listing import GUIDES
from officers.guides.rendering import anchor_of


def officer(*names):
    user = User.objects.create_user("can.bo", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=names))
    return user


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "first"), [("Biên tập", "bien-tap"), ("Lãnh đạo", "lanh-dao"), (None, "dang-nhap")]
)
def test_officers_see_the_guide_of_their_role_first(client, role, first):
    client.force_login(officer(role))
    page = client.get(reverse("help-index"))
    assert page.context_data["chosen"].name == first
    assert len(page.context_data["guides"]) == len(GUIDES)


@pytest.mark.django_db
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_guide_opens_with_its_pictures(client, guide):
    client.force_login(officer())
    page = client.get(reverse("help", args=[guide.name])).content.decode()
    assert f'<h2 id="{anchor_of(guide.title)}">{guide.title}</h2>' in page
    for address in re.findall(r'<img src="([^"]+)"', page):
        assert client.get(address)["Content-Type"] == "image/png"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["khong-co", "README"])
def test_unknown_guides_are_not_found(client, name):
    client.force_login(officer())
    assert client.get(reverse("help", args=[name])).status_code == 404
    assert client.get(reverse("help-picture", args=[name])).status_code == 404


@pytest.mark.django_db
def test_the_sidebar_links_to_the_guides(client):
    client.force_login(officer())
    assert f'href="{reverse("help-index")}"' in client.get(reverse("admin:index")).content.decode()


@pytest.mark.django_db
def test_strangers_are_redirected_to_the_sign_in(client):
    for address in (
        reverse("help-index"),
        reverse("help", args=["dang-nhap"]),
        reverse("help-picture", args=["dang-nhap"]),
    ):
        assert client.get(address).status_code == 302
