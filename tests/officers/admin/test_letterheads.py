"""Officers edit the first and last lines of their papers."""

import pytest
from django.urls import reverse

from officers.models import Letterhead
from tests.dossiers.factories import officer_of
from tests.officers.first_page.leaders import SEE
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import office

pytestmark = pytest.mark.django_db
RIGHTS = (SEE, "officers.view_letterhead", "officers.add_letterhead", "officers.change_letterhead")


def filled(place, **values):
    empty = dict.fromkeys(("superior", "place", "signer_title", "signer_name", "recipients"), "")
    return {**empty, "office": place, "symbol": "CAX", **values}


def test_a_leader_enters_the_signer_and_the_report_shows_them():
    place = office("ca-xa-a")
    client = signed_in(officer_of(place, *RIGHTS))
    address = client.get(reverse("report")).context_data["edit_heading"]
    page = client.post(address, filled(place.pk, signer_title="TRƯỞNG\nCÔNG AN XÃ"))
    assert page.status_code == 302
    report = client.get(reverse("report"))
    assert "/BC-CAX" in report.content.decode()
    assert report.context_data["report"].heading.signer_title == ["TRƯỞNG", "CÔNG AN XÃ"]
    row = Letterhead.objects.get()
    assert report.context_data["edit_heading"] == reverse(
        "admin:officers_letterhead_change", args=[row.pk]
    )


def test_only_for_offices_within_reach():
    mine, other = office("ca-xa-a"), office("ca-xa-b")
    client = signed_in(officer_of(mine, *RIGHTS))
    page = client.post(reverse("admin:officers_letterhead_add"), filled(other.pk))
    assert page.status_code == 200
    assert not Letterhead.objects.exists()
    row = Letterhead.objects.create(office=other)
    foreign = client.get(reverse("admin:officers_letterhead_change", args=[row.pk]))
    assert foreign.status_code in (302, 404)
