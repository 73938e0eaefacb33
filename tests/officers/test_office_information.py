"""Panel of the first page about offices without address, phone or hours."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from foundation.desk.roles import Role
from tests.offices import factories

pytestmark = pytest.mark.django_db
KNOWN = {"address": "Số 1", "phones": ["0210 3846 123"], "latitude": 21.3, "longitude": 105.4}


def first_page(office, role):
    client = Client()
    user = factories.officer(office).user
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client, client.get(reverse("admin:index")).content.decode()


@pytest.fixture
def leaders_page():
    """Create an office that lacks only hours, and one that lacks all; open the first page."""
    factories.office("ca-xa-ao", name="Công an xã Ao Sen", **KNOWN)
    factories.office("ca-xa-bo", name="Công an xã Bờ Đê")
    return first_page(factories.province(), Role.LEADER)


def test_a_leader_sees_how_complete_the_offices_are(leaders_page):
    _client, page = leaders_page
    assert "Thông tin người dân cần của 3 đơn vị" in page
    lines = page.split("Thông tin người dân cần")[1].split("</section>")[0]
    shown = [line.strip() for line in lines.splitlines() if "data-label=" in line]
    assert 'data-label="Đã có">1</td>' in shown[1]  # the address of one of three
    assert "missing=address" in shown[2]


def test_the_table_leads_to_the_offices_that_lack_it(leaders_page):
    client, _page = leaders_page
    query = {"reach": "mine", "in_force": "yes", "missing": "address"}
    listed = client.get(reverse("admin:offices_office_changelist"), query)
    ids = listed.context_data["cl"].queryset.values_list("pk", flat=True)
    assert set(ids) == {"tinh", "ca-xa-bo"}


def test_officers_of_an_office_see_their_own_only():
    factories.office("ca-xa-bo")
    _client, page = first_page(factories.office("ca-xa-ao", **KNOWN), Role.RECEPTIONIST)
    assert "Thông tin người dân cần của 1 đơn vị" in page


def test_editors_have_other_work():
    _client, page = first_page(factories.office("ca-xa-ao"), Role.EDITOR)
    assert "Thông tin người dân cần" not in page
