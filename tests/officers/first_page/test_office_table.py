"""The offices below, the worst first, with the lists behind their numbers."""

import pytest
from django.urls import reverse

from dossiers.models import DossierDay
from officers.first_page.targets import CLOSE, FAR, REACHED, mark
from tests.officers.first_page.leaders import leader
from tests.officers.first_page.test_cards import signed_in

pytestmark = pytest.mark.django_db


def lines(user):
    return signed_in(user).get(reverse("trends")).context_data["trends"]["below"]


def test_the_worst_office_comes_first_with_a_mark_in_words(places):
    DossierDay.objects.filter(day="2026-11-24", office="ca-xa-a").update(
        completed=50, dated=50, on_time=8
    )
    found = lines(leader(places[0]))
    assert [(line.name, line.share, line.mark) for line in found] == [
        ("Công an xã A", "16,0 %", FAR),
        ("Công an xã A1", "75,0 %", FAR),
    ]
    assert lines(leader(places[1])) == []


@pytest.mark.parametrize(("percent", "said"), [(95.0, REACHED), (94.9, CLOSE), (84.9, FAR)])
def test_a_share_is_marked_by_its_target(percent, said):
    assert mark(percent, "ON_TIME_TARGET") == said
