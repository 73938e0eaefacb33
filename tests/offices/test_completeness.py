"""What an office lacks."""

import pytest

from offices import completeness
from offices.models import Office
from tests.offices import factories

pytestmark = pytest.mark.django_db
KNOWN = {"address": "Số 1", "phones": ["0210 3846 123"], "latitude": 21.3, "longitude": 105.4}


def test_a_complete_office_lacks_nothing():
    factories.hours(factories.office("a", **KNOWN))
    (row,) = completeness.with_hours(Office.objects.filter(pk="a"))
    assert completeness.missing_parts(row) == []
    assert not completeness.lacking(Office.objects.filter(pk="a")).exists()


@pytest.mark.parametrize(
    ("values", "part", "label"),
    [
        ({"address": ""}, "address", "địa chỉ"),
        ({"phones": []}, "phones", "điện thoại"),
        ({"point_approximate": True}, "point", "vị trí đúng trụ sở"),
        ({"latitude": None, "longitude": None}, "point", "vị trí đúng trụ sở"),
    ],
)
def test_each_missing_part_is_found(values, part, label):
    factories.hours(factories.office("a", **{**KNOWN, **values}))
    offices = Office.objects.filter(pk="a")
    assert completeness.missing_parts(completeness.with_hours(offices)[0]) == [label]
    assert completeness.lacking(offices, part).exists()
    counted = completeness.count_lacking(offices)
    assert {name for name, number in counted.items() if number} == {"total", part}


def test_hours_are_needed_only_with_visitors():
    factories.office("a", **KNOWN)
    factories.office("b", **KNOWN, receives_visitors=False)
    found = completeness.lacking(Office.objects.filter(kind="commune"), "hours")
    assert [row.pk for row in found] == ["a"]
