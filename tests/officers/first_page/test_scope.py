"""The figures that a leader may see."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from tests.officers.first_page.leaders import leader, values
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import province

pytestmark = pytest.mark.django_db


def test_only_offices_below_can_be_chosen(places):
    user = leader(places[0])
    assert values(user, place="ca-xa-a1")["accepted"][-1] == 10
    client = signed_in(user)
    for address in (reverse("trends"), reverse("report"), reverse("trends-csv")):
        assert client.get(address, {"don-vi": "ca-xa-b"}).status_code == 404
        assert "Công an xã B" not in client.get(address).content.decode()


def test_leaders_above_and_superusers_see_everything_below(places):
    assert values(leader(province()))["accepted"][-1] == 111
    assert values(User.objects.create_superuser("quan.tri"))["accepted"][-1] == 111


@pytest.mark.parametrize(
    "post",
    [{"valid_to": -timedelta(days=1)}, {"valid_from": timedelta(days=1)}, None],
    ids=["its post ended", "its post begins tomorrow", "it has no post"],
)
def test_a_leader_without_an_office_today_has_a_first_page_without_figures(places, post):
    user, today = leader(places[0]), timezone.localdate()
    if post is None:
        user.posts.all().delete()
    else:
        user.posts.update(**{name: today + delta for name, delta in post.items()})
    client = signed_in(user)
    page = client.get(reverse("admin:index"))
    assert (page.status_code, page.context_data["has_figures"]) == (200, False)
    found = [client.get(reverse(name)).status_code for name in ("trends", "report", "trends-csv")]
    assert found == [403, 403, 403]
