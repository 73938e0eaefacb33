"""Which offices play the parts of the story, in any province."""

import pytest

from demo.creating import NotPossible, create_demo
from demo.stage import find_stage
from demo.story import DEPARTMENTS, FIRST_COMMUNE
from offices.models import Office
from tests import shipped_data

pytestmark = pytest.mark.django_db


def test_offices_of_another_province_play_the_parts():
    shipped_data.offices_of("Hưng Yên")()
    stage = find_stage()
    assert stage.police == "cat-hung-yen"
    assert stage.parts["xnc"] == "hung-yen-xnc"
    assert stage.parts[FIRST_COMMUNE] == "ca-phuong-duong-hao"  # wards first
    assert {place.office for place in stage.places if place.slow} == {"hung-yen-qlhc"}
    assert len(stage.places) == len(DEPARTMENTS) + 10
    known = set(Office.objects.values_list("pk", flat=True))
    assert {place.office for place in stage.places} <= known


def test_the_default_province_keeps_the_communes_that_its_data_names():
    shipped_data.offices_of("Phú Thọ")()
    assert find_stage().communes[:2] == ("ca-phuong-thanh-mieu", "ca-phuong-viet-tri")


def test_without_its_offices_there_is_no_demo(settings):
    settings.DEBUG = settings.DEMO_ACCOUNTS = True
    with pytest.raises(NotPossible, match="Thiếu đơn vị của dữ liệu thử nghiệm: công an tỉnh"):
        create_demo()
    shipped_data.offices_of("Hưng Yên")()
    Office.objects.filter(pk="hung-yen-xnc").delete()
    with pytest.raises(NotPossible, match="hung-yen-xnc"):
        create_demo()
