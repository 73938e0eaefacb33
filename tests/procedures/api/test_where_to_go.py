"""The offices of a check list, through HTTP."""

import pytest

from offices import actions
from offices.models import Office
from offices.snapshot import directory
from procedures.api import where_to_go as texts
from tests.for_each import for_each
from tests.offices import factories
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Create a department and a commune of a field that only some communes serve."""
    factories.field("gplx", served_by_communes=True, only_some_communes=True)
    factories.office(
        "csgt",
        kind="department",
        name="Phòng Cảnh sát giao thông",
        fields=["gplx"],
        phones=["0210 3846 123 – Trực ban"],
        address="Số 1",
    )
    factories.office(
        "ca-xa-ao",
        name="Công an xã Ao Sen",
        former_names=["Bờ Đê"],
        latitude=21.0,
        longitude=105.0,
        point_approximate=True,
    )
    directory.refresh()


def published(**values):
    publish_procedure(
        **{
            "id": "a",
            "field": "gplx",
            "levels": ["tinh", "xa"],
            "implementing_agency": "Phòng Cảnh sát giao thông Công an tỉnh; Công an cấp xã",
            "channels": [{"kind": "direct"}, {"kind": "online"}],
            **values,
        }
    )


@pytest.fixture
def ask(api):
    def content(**query):
        response = api.get("/api/v1/procedures/a/checklist/", query)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return content


def test_the_check_list_has_offices_with_id_directions_and_phone(world, ask):
    published()
    department, commune = ask(place="bo de")["offices"]
    assert (department["id"], department["receives"]) == ("csgt", "yes")
    assert department["contact"]["phones"][0]["openPhone"]["phoneNumber"] == "02103846123"
    assert "google.com/maps" in department["directions"]["openWebview"]["url"]
    assert (commune["id"], commune["receives"], commune["matched_name"]) == (
        "ca-xa-ao",
        "not_known",
        "Bờ Đê",
    )
    assert commune["reason"].startswith("Chỉ một số công an xã tiếp nhận")
    assert commune["point"]["approximate"] is True


def test_each_office_says_for_whom_it_receives_where_the_procedure_does(world, ask):
    one, other = "cơ quan do Ủy ban nhân dân cấp xã thành lập", "cơ quan, tổ chức khác"
    agency = f"Công an cấp xã với {one}; Phòng Cảnh sát giao thông Công an tỉnh với {other}"
    published(implementing_agency=agency)
    department, commune = ask(place="ao sen")["offices"]
    assert commune["reason"].startswith(f"Với {one}. Chỉ một số công an xã")
    assert department["reason"].startswith(f"Với {other}.")


def test_a_border_is_not_for_whom_an_office_receives(world, ask):
    published(implementing_agency="Công an cấp tỉnh có chung biên giới với Lào")
    assert "Lào" not in ask(place="ao sen")["offices"][0]["reason"]


def test_a_position_gets_distances(world, api):
    published()
    response = api.get("/api/v1/procedures/a/checklist/", {"near": "21.0,106.0"})
    distances = {office["id"]: office["distance_m"] for office in response.json()["offices"]}
    assert distances == {"csgt": None, "ca-xa-ao": 103809}
    assert response["Cache-Control"] == "no-store"
    assert response["X-Accel-Expires"] == "0"  # nginx reads nothing else


@for_each(
    ("values", "query", "note"),
    [
        ({}, {}, texts.CHOOSE_PLACE),
        ({}, {"place": "Ao Sen"}, ""),
        ({}, {"place": "Ao Sen", "channel": "online"}, texts.ONLINE),
        ({}, {"place": "đâu đó"}, texts.UNKNOWN_PLACE.format(place="đâu đó")),
        ({"scope": "central"}, {"place": "Ao Sen"}, texts.CENTRAL),
        ({"levels": ["bo"]}, {}, texts.CENTRAL),
        (
            {"levels": ["xa"], "implementing_agency": "Ủy ban nhân dân cấp xã"},
            {"place": "Ao Sen"},
            texts.ELSEWHERE.format(agency="Ủy ban nhân dân cấp xã"),
        ),
        ({"levels": ["tinh"], "field": "cutru"}, {}, texts.NOBODY),
    ],
)
def test_uncertain_offices_are_explained_in_words(world, ask, values, query, note):
    factories.field("cutru")
    published(**values)
    assert ask(**query)["offices_note"] == note


def test_a_corrected_office_is_seen_in_a_remembered_check_list(world, ask):
    published()
    assert ask(place="Ao Sen")["offices"][1]["address"] == ""
    Office.objects.filter(pk="ca-xa-ao").update(address="Số 2")
    actions.publish(["ca-xa-ao"])
    directory.refresh()
    assert ask(place="Ao Sen")["offices"][1]["address"] == "Số 2"


@for_each(
    ("query", "pointer"),
    [
        ({"place": "x" * 201}, "/query/place"),
        ({"near": "200,300"}, "/query/near"),
        ({"near": "abc"}, "/query/near"),
    ],
)
def test_bad_places_are_refused(world, api, query, pointer):
    published()
    response = api.get("/api/v1/procedures/a/checklist/", query)
    assert response.status_code == 400
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
