"""The province of an installation."""

import pytest

from offices.actions import publish
from offices.geography.provinces import UnknownProvince, default_province
from offices.installation import UNNAMED, choose_province, own_province, police_name
from offices.snapshot import directory
from tests.offices import factories

pytestmark = pytest.mark.django_db


def hung_yen():
    office = factories.office("cat-hung-yen", kind="province", name="Công an tỉnh Hưng Yên")
    publish()
    directory.refresh()
    return office


def test_an_empty_database_gets_the_given_province_or_the_default():
    assert own_province() is None
    assert choose_province("") == default_province()
    assert choose_province("hung yen").bare == "Hưng Yên"


def test_a_database_keeps_its_province():
    hung_yen()
    assert choose_province("").bare == choose_province("Hưng Yên").bare == "Hưng Yên"
    with pytest.raises(UnknownProvince, match="đã là của Công an tỉnh Hưng Yên"):
        choose_province("Phú Thọ")


def test_the_police_is_named_by_its_office_or_the_setting(settings):
    settings.POLICE_NAME = ""
    assert police_name() == UNNAMED
    hung_yen()
    assert police_name() == "Công an tỉnh Hưng Yên"
    settings.POLICE_NAME = "Công an Hưng Yên"
    assert police_name() == "Công an Hưng Yên"


def test_officers_see_the_name_of_their_police(client, settings):
    settings.POLICE_NAME = ""
    hung_yen()
    assert "Công an tỉnh Hưng Yên" in client.get("/quan-tri/login/", follow=True).content.decode()
