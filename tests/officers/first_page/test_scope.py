"""Whose figures a leader may see."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from tests.officers.first_page.leaders import leader, values
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import province

pytestmark = pytest.mark.django_db


def test_only_offices_below_can_be_chosen(places):
    user = leader(places[0])
    assert values(user, place="ca-xa-a1")["accepted"][-1] == 10
    client = signed_in(user)
    for address in (reverse("admin:index"), reverse("report"), reverse("trends-csv")):
        assert client.get(address, {"don-vi": "ca-xa-b"}).status_code == 404
        assert "Công an xã B" not in client.get(address).content.decode()


def test_leaders_above_and_superusers_see_everything_below(places):
    assert values(leader(province()))["accepted"][-1] == 111
    assert values(User.objects.create_superuser("quan.tri"))["accepted"][-1] == 111
