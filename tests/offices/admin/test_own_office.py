"""An officer's only office is not repeated in every row."""

import pytest
from django.contrib.auth.models import User

from offices.admin.own_office import has_one_office, without_own_office
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def test_the_office_is_hidden_from_officers_of_a_single_one(rf):
    request = rf.get("/")
    request.user = offices.officer(offices.thanh_mieu()).user
    assert without_own_office(request, ["kind", "office"]) == ["kind"]


def test_officers_of_several_offices_see_the_office(rf):
    request = rf.get("/")
    request.user = offices.officer(offices.province()).user
    offices.thanh_mieu()
    assert without_own_office(request, ["kind", "office"]) == ["kind", "office"]
    assert not has_one_office(User(is_superuser=True))
