"""The officers' pages for erasures: read-only and without personal data."""

import pytest
from django.urls import reverse

from citizens import actions
from citizens.models import Erasure
from tests.citizens.factories import PHONE, citizen, staff

pytestmark = pytest.mark.django_db
LIST = reverse("admin:citizens_erasure_changelist")


@pytest.fixture
def erased():
    """Return the record of a citizen's erasure."""
    actions.erase(citizen(PHONE, name="Nguyễn Thị Lan"), "zalo_revoked")
    return Erasure.objects.get()


def page(row, name="change"):
    return reverse(f"admin:citizens_erasure_{name}", args=[row.pk])


def test_leaders_see_when_why_and_how_much_was_erased(client, erased):
    client.force_login(staff("view_erasure"))
    listed, shown = client.get(LIST).content.decode(), client.get(page(erased)).content.decode()
    assert "Công dân rút lại đồng ý trên Zalo" in listed
    assert f"Công dân {erased.citizen_id}" in shown
    assert " Lan" not in listed + shown


def test_erasures_need_their_permission(client, erased):
    client.force_login(staff("view_personalrequest"))
    assert [client.get(address).status_code for address in (LIST, page(erased))] == [403, 403]


@pytest.mark.parametrize("name", ["change", "delete"])
def test_nobody_can_change_an_erasure(admin_client, erased, name):
    before = Erasure.objects.values().get()
    assert (
        admin_client.post(page(erased, name), {"post": "yes", "cause": "unseen"}).status_code == 403
    )
    assert Erasure.objects.values().get() == before


def test_erasures_can_be_filtered_by_cause(admin_client, erased):
    actions.erase(citizen(), "own_wish")
    text = admin_client.get(f"{LIST}?cause__exact=own_wish").content.decode()
    assert f"Công dân {erased.citizen_id}<" not in text


def test_an_unregistered_part_is_shown_by_its_stored_name(admin_client):
    row = Erasure.objects.create(
        citizen=citizen(), cause="own_wish", counts={"gone": 3, "account": 0}
    )
    assert "gone: 3" in admin_client.get(page(row)).content.decode()
