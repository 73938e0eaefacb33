"""The first and last lines of a paper, from the office's row or from the tree of offices."""

from datetime import date

import pytest

from officers.models import Letterhead
from officers.month_report.headings import heading_of
from offices.models import Office
from tests.offices.factories import office, province

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 5)


def test_a_commune_is_below_the_province_and_writes_its_own_place(now):
    above = province()
    commune = office("ca-xa-a", kind=Office.Kind.COMMUNE, name="Công an xã Tam Nông", parent=above)
    heading = heading_of(commune.pk, DAY)
    assert (heading.superior, heading.issuer) == (above.name, "Công an xã Tam Nông")
    assert heading.place_and_day == "Tam Nông, ngày 05 tháng 02 năm 2026"
    assert heading.number.endswith("/BC")
    assert heading.recipients == [f"{above.name} (để báo cáo);", "Lưu: VT."]


def test_the_province_is_below_the_ministry(now):
    assert heading_of("", DAY).superior == "Bộ Công an"
    assert heading_of(province().pk, DAY).superior == "Bộ Công an"


def test_the_row_of_the_office_comes_first(now):
    place = office("ca-xa-a", name="Công an xã A")
    Letterhead.objects.create(
        office=place, superior="Bộ Công an", symbol="CAX-TH", place="Việt Trì",
        signer_title=["TRƯỞNG CÔNG AN XÃ"], signer_name="Đại uý B", recipients=["Như trên;"],
    )  # fmt: skip
    heading = heading_of(place.pk, date(2026, 11, 25))
    assert heading.place_and_day == "Việt Trì, ngày 25 tháng 11 năm 2026"
    assert (heading.superior, heading.number[-10:]) == ("Bộ Công an", "/BC-CAX-TH")
    assert (heading.signer_title, heading.signer_name) == (["TRƯỞNG CÔNG AN XÃ"], "Đại uý B")
    assert heading.recipients == ["Như trên;", "Lưu: VT."]
