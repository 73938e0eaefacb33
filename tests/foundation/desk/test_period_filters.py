"""Lists filtered by days, as bars of charts open them."""

import pytest
from django.urls import reverse

from tests.dossiers.factories import at, dossier, officer_of
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import office

pytestmark = pytest.mark.django_db
LIST = reverse("admin:dossiers_dossier_changelist")


def shown(client, **filters):
    page = client.get(LIST, filters)
    assert page.status_code == 200
    return page.context_data["cl"]


@pytest.fixture
def client(time_machine):
    """Sign in an officer of an office with two dossiers, accepted around midnight in Vietnam."""
    place = office("ca-xa-a")
    for moment in ("2026-10-31 23:59", "2026-11-01 00:00"):
        time_machine.move_to(at(moment), tick=False)
        dossier(office=place)
    time_machine.move_to(at("2026-11-25 09:00"), tick=False)
    return signed_in(officer_of(place, "dossiers.view_dossier"))


def test_a_month_begins_and_ends_at_midnight_in_vietnam(client):
    for days in ("2026-10-01_2026-10-31", "2026-11-01_2026-11-30"):
        assert shown(client, accepted=days).result_count == 1
    assert shown(client, accepted="2026-10-31_2026-11-01").result_count == 2


def test_the_chip_names_the_month(client):
    page = client.get(LIST, {"accepted": "2026-11-01_2026-11-30"}).content.decode()
    assert "tháng 11/2026" in page


@pytest.mark.parametrize("days", ["x", "2026-11-30_2026-11-01", "2026-02-30_2026-03-01", "_"])
def test_what_are_no_days_finds_nothing(client, days):
    assert shown(client, accepted=days).result_count == 0
