"""Which offices receive a procedure, and how sure that is."""

from datetime import date

import pytest

from offices.finding.receiving import Wanted, Whence, receiving_offices
from offices.geography.places import Point
from offices.snapshot import directory
from tests.for_each import for_each
from tests.offices import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
HERE, NORTH = Point(21.30, 105.40), Point(21.40, 105.40)


@pytest.fixture
def world():
    """Create departments, a reception point, and communes with different fields."""
    factories.field("cutru", served_by_communes=True)
    factories.field("gplx", served_by_communes=True, only_some_communes=True)
    factories.field("xnc")
    factories.office("csgt", kind="department", name="Phòng CSGT", fields=["gplx"])
    factories.office(
        "xnc", kind="department", name="Phòng XNC", fields=["xnc"], receives_visitors=False
    )
    factories.office("xnc-a", kind="reception_point", name="Điểm A", area="A (cũ)", fields=["xnc"])
    factories.office("xnc-b", kind="reception_point", name="Điểm B", area="B (cũ)", fields=["xnc"])
    place = {"latitude": HERE.latitude, "longitude": HERE.longitude}
    factories.office("ca-xa-ao", name="Công an xã Ao Sen", area="A (cũ)", **place)
    factories.office(
        "ca-xa-bo",
        name="Công an xã Bờ Đê",
        area="B (cũ)",
        fields=["gplx"],
        latitude=NORTH.latitude,
        longitude=NORTH.longitude,
    )


def ask(field, levels, *, place="", near=None, in_person=True):
    directory.refresh()
    wanted = Wanted(field, frozenset(levels), in_person)
    found = receiving_offices(directory.current(), wanted, Whence(TODAY, place, near))
    return [(one.hit.office.id, one.receives.value) for one in found]


@for_each(
    ("question", "answer"),
    [
        # A commune receives what communes receive, unless it reported other fields.
        ({"field": "cutru", "levels": ["xa"], "place": "ao sen"}, [("ca-xa-ao", "yes")]),
        ({"field": "cutru", "levels": ["xa"], "place": "bo de"}, [("ca-xa-bo", "no")]),
        # Only some communes: not known, so with the department, unless the commune reported it.
        (
            {"field": "gplx", "levels": ["tinh", "xa"], "place": "Ao Sen"},
            [("csgt", "yes"), ("ca-xa-ao", "not_known")],
        ),
        (
            {"field": "gplx", "levels": ["tinh", "xa"], "place": "Bờ Đê"},
            [("ca-xa-bo", "yes"), ("csgt", "yes")],
        ),
        # A procedure of the province: the reception point of the area, and where not to go.
        (
            {"field": "xnc", "levels": ["tinh"], "place": "Ao Sen"},
            [("xnc-a", "yes"), ("ca-xa-ao", "no"), ("xnc", "no")],
        ),
        # Online and by post the department takes it, whether or not it receives visitors.
        (
            {"field": "xnc", "levels": ["tinh"], "place": "Ao Sen", "in_person": False},
            [("xnc-a", "yes"), ("xnc", "yes"), ("ca-xa-ao", "no")],
        ),
        # Without a place: offices for the whole province.
        (
            {"field": "xnc", "levels": ["tinh"]},
            [("xnc-a", "yes"), ("xnc-b", "yes"), ("xnc", "no")],
        ),
        ({"field": "cutru", "levels": ["xa"]}, []),
        # A point: the nearest communes first.
        (
            {"field": "cutru", "levels": ["xa"], "near": NORTH},
            [("ca-xa-ao", "yes"), ("ca-xa-bo", "no")],
        ),
        ({"field": "cutru", "levels": ["xa"], "place": "không có"}, []),
    ],
)
def test_offices_are_shown_with_whether_they_receive(world, question, answer):
    assert ask(**question) == answer


def test_ended_offices_are_not_shown(world):
    factories.office("ca-xa-cu", name="Công an xã Cũ Kỹ", valid_to=date(2025, 6, 30))
    assert ask("cutru", ["xa"], place="Cũ Kỹ") == []


def test_the_nearest_commune_comes_first(world):
    factories.office("ca-xa-xa", name="Công an xã Xa Xôi", latitude=HERE.latitude, longitude=106.0)
    found = ask("cutru", ["xa"], near=HERE)
    assert [office for office, receives in found if receives == "yes"] == ["ca-xa-ao", "ca-xa-xa"]
