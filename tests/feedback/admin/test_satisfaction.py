"""The leaders' page of figures and its export."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citizens.models import AccessEntry
from dossiers.models import DossierDay
from feedback.satisfaction import publishing, rating_totals
from officers.first_page.targets import FAR
from offices.models import Office
from tests.dossiers.factories import officer_of as post_holder
from tests.feedback.factories import officer_of, rating
from tests.kept_rows import made_once
from tests.offices.factories import field, office, province
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
OCTOBER = {"tu": "2026-10-01", "den": "2026-10-01"}


def rated(place, number, **values):
    for _one in range(number):
        rating_totals.count_rating(rating(office=place, rated_on=date(2026, 10, 5), **values))


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-24T03:00:00+00:00")


@pytest.fixture
def places(db):
    """Create a department with a reception point, and a commune, rated in October.

    The point has too few ratings to be shown.
    """
    _make_places()
    return Office.objects.in_bulk(["phong", "diem", "ca-xa"])


@made_once
def _make_places():
    province()
    department = office("phong", kind=Office.Kind.DEPARTMENT, name="=Phòng Cảnh sát")
    point = office(
        "diem", kind=Office.Kind.RECEPTION_POINT, name="Điểm tiếp dân", parent=department
    )
    commune = office("ca-xa", name="Công an xã")
    publish_procedure(id="tam-tru", short_name="Đăng ký tạm trú", field=field("cutru"))
    rated(department, 9, overall=5, field_id="cutru", procedure_id="tam-tru", aspects={"time": 4})
    rated(point, 3, overall=1, field_id="cutru", procedure_id="tam-tru")
    rated(commune, 8, overall=2, aspects={"access": 2})
    publishing.publish_due_months(date(2026, 11, 24))


def client_of(place, *permissions):
    client = Client()
    client.force_login(officer_of(place, *permissions))
    return client


def leader(place):
    return client_of(place, "view_satisfactionrelease", "export_satisfactionrelease")


def page(client, **asked):
    return client.get(reverse("satisfaction-figures"), asked)


def shown(response):
    return {
        row.key: row.figures.score and row.figures.score.count
        for row in response.context_data["rows"]
    }


def exported(client, **asked):
    response = client.get(reverse("satisfaction-export"), asked)
    assert "no-store" in response["Cache-Control"]
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_leaders_see_their_subtree_of_offices(places):
    assert shown(page(leader(places["phong"]))) == {"phong": 12, "diem": None}
    assert shown(page(leader(Office.objects.get(pk="tinh")))) == {
        "tinh": 20,
        "phong": 12,
        "diem": None,
        "ca-xa": 8,
    }


def test_the_newest_published_month_is_the_default(places):
    client = leader(places["phong"])
    usual = page(client).context_data
    assert usual["months"] == (date(2026, 10, 1), date(2026, 10, 1))
    # the form shows the choice
    assert usual["form"].data == {
        "tu": "2026-10-01",
        "den": "2026-10-01",
        "don_vi": "phong",
    }
    assert shown(page(client, tu="2026-09-01", den="2026-09-01")) == {"phong": None, "diem": None}


def test_an_office_has_a_detail_page(places):
    details = page(leader(places["phong"]), **OCTOBER).context_data["details"]
    assert (details.name, [score.count for _name, score in details.aspects]) == (
        "=Phòng Cảnh sát",
        [9],
    )
    assert [name for name, _score in details.fields] == ["Lĩnh vực cutru"]
    assert [name for name, _score in details.procedures] == ["Đăng ký tạm trú"]


def test_an_office_out_of_reach_cannot_be_chosen(places):
    response = page(leader(places["phong"]), don_vi="ca-xa")
    assert "Không có đơn vị này trong các đơn vị của đồng chí." in response.content.decode()
    assert response.context_data["details"].name == "=Phòng Cảnh sát"


@pytest.mark.parametrize(
    "asked",
    [
        {"tu": "2026-11-01", "den": "2026-10-01"},
        {"tu": "x"},
        {"den": "1999-01-01"},
        {"don_vi": "x"},
    ],
    ids=str,
)
def test_an_invalid_choice_shows_an_error(places, asked):
    response = page(leader(places["phong"]), **asked)
    assert response.status_code == 200
    assert response.context_data["form"].errors


def test_the_export_matches_the_page(places):
    department, point = exported(leader(places["phong"]), **OCTOBER)
    assert (
        department["Đơn vị (gồm trực thuộc)"],
        department["Số đánh giá"],
        department["Hài lòng (%)"],
    ) == (
        "'=Phòng Cảnh sát",
        "12",
        "75,0",
    )
    assert (
        department["Điểm: Thời gian giải quyết"],
        department["Điểm: Tiếp cận dịch vụ dễ dàng"],
    ) == ("4,0", "")
    assert {point[name] for name in ("Số đánh giá", "Điểm trung bình", "Hài lòng (%)")} == {""}


def test_exports_are_logged(places):
    exported(leader(places["phong"]), **OCTOBER)
    entry = AccessEntry.objects.get(action=AccessEntry.Action.EXPORTED)
    assert (entry.subject_kind, entry.count, entry.office_id, entry.subjects) == (
        "satisfaction",
        2,
        "phong",
        "",
    )


@pytest.mark.parametrize(
    "permissions", [(), ("view_satisfactionrelease",), ("export_satisfactionrelease",)]
)
def test_exporting_needs_both_permissions(places, permissions):
    assert (
        client_of(places["phong"], *permissions).get(reverse("satisfaction-export")).status_code
        == 403
    )
    assert not AccessEntry.objects.filter(action=AccessEntry.Action.EXPORTED).exists()


def test_the_page_needs_its_permission(places):
    assert page(client_of(places["phong"])).status_code == 403
    assert (
        "Xuất CSV"
        not in page(client_of(places["phong"], "view_satisfactionrelease")).content.decode()
    )
    assert "Xuất CSV" in page(leader(places["phong"])).content.decode()


def test_officers_without_a_post_see_no_office(places):
    client = leader(places["phong"])
    places["phong"].officers.all().delete()
    assert "Đồng chí chưa được phân công ở đơn vị nào." in page(client).content.decode()
    assert exported(client) == []


def test_the_query_count_does_not_depend_on_the_offices(places):
    client = leader(Office.objects.get(pk="tinh"))
    page(client)
    with CaptureQueriesContext(connection) as few:
        page(client)
    for _number in range(20):
        office()
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(few) == len(many)


def test_notable_offices_come_first_and_the_rest_is_one_line(places):
    DossierDay.objects.create(
        office=places["diem"], day="2026-10-06", completed=50, dated=50, on_time=8
    )
    office("ca-xa-it")
    client = Client()
    client.force_login(
        post_holder(
            Office.objects.get(pk="tinh"),
            "feedback.view_satisfactionrelease",
            "dossiers.view_dossier",
        )
    )
    table = page(client, **OCTOBER).context_data["table"]
    assert [row.key for row in table.sums] == ["tinh"]
    # nobody is satisfied with the commune; 16 % are on time at the point, and so in the department
    assert [(row.key, row.satisfied_mark, row.on_time_mark) for row in table.shown] == [
        ("ca-xa", FAR, None),
        ("phong", FAR, FAR),
        ("diem", None, FAR),
    ]
    assert [row.key for row in table.folded] == ["ca-xa-it"]
    late = next(row for row in table.shown if row.key == "diem").late_address
    assert "completed=2026-10-01_2026-10-31" in late
    assert "office=diem" in late
