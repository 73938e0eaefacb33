"""The public endpoints of offices, through HTTP."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offices import actions
from offices.snapshot import directory
from tests.for_each import for_each
from tests.offices import factories

pytestmark = pytest.mark.django_db
WEDNESDAY_9_00 = "2026-11-25T02:00:00Z"


@pytest.fixture
def world():
    """Make a province with a few offices."""
    factories.field("cutru", served_by_communes=True, order=1)
    factories.field("xnc", served_by_communes=True, order=2)
    factories.field("lltp", order=3)
    factories.calendar_2026_2027()
    factories.office(
        "phong-xnc", kind="department", name="Phòng Quản lý xuất nhập cảnh", fields=["xnc"]
    )
    factories.office("phong-hsnv", kind="department", name="Phòng Hồ sơ nghiệp vụ", fields=["lltp"])
    for name, area in (("viet-tri", "Phú Thọ (cũ)"), ("vinh-yen", "Vĩnh Phúc (cũ)")):
        factories.office(
            f"xnc-{name}",
            kind="reception_point",
            name=f"Điểm tiếp dân {name}",
            area=area,
            fields=["xnc"],
            parent_id="phong-xnc",
        )
    factories.thanh_mieu()
    factories.office(
        "ca-xa-yen-lap",
        name="Công an xã Yên Lập",
        former_names=["Đồng Thịnh (Yên Lập)"],
        area="Phú Thọ (cũ)",
    )
    factories.office(
        "ca-xa-song-lo",
        name="Công an xã Sông Lô",
        former_names=["Đồng Thịnh (Sông Lô)"],
        area="Vĩnh Phúc (cũ)",
    )


def get(client, path, **parameters):
    response = client.get(f"/api/v1/{path}", parameters)
    return response, response.json()


def found(client, **parameters):
    response, body = get(client, "offices/", **parameters)
    assert response.status_code == 200
    assert body["count"] == len(body["results"])
    return [card["id"] for card in body["results"]]


def problem(client, path, status, **parameters):
    response, body = get(client, path, **parameters)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    return body


def test_fields_are_listed_in_their_order(client, world):
    _response, body = get(client, "fields/")
    assert [(field["code"], field["served_by_communes"]) for field in body["results"]] == [
        ("cutru", True),
        ("xnc", True),
        ("lltp", False),
    ]


@pytest.mark.parametrize(
    "place", ["Bạch Hạc", "bach hac", "phường Bạch Hạc", "Công an phường Thanh Miếu", "thanh mieu"]
)
def test_a_place_finds_its_office(client, world, place):
    assert found(client, place=place) == ["ca-phuong-thanh-mieu"]


def test_a_result_has_the_matched_place(client, world):
    _response, body = get(client, "offices/", place="bach hac")
    assert body["results"][0]["matched_name"] == "Bạch Hạc"


def test_an_ambiguous_place_finds_all_candidates(client, world):
    _response, body = get(client, "offices/", place="dong thinh")
    assert {card["id"]: card["matched_name"] for card in body["results"]} == {
        "ca-xa-song-lo": "Đồng Thịnh (Sông Lô)",
        "ca-xa-yen-lap": "Đồng Thịnh (Yên Lập)",
    }


@pytest.mark.parametrize(
    ("parameters", "ids"),
    [
        pytest.param(
            {"field": "cutru"}, ["ca-phuong-thanh-mieu", "xnc-viet-tri"][:1], id="the commune"
        ),
        pytest.param(
            {"field": "xnc"},
            ["ca-phuong-thanh-mieu", "xnc-viet-tri"],
            id="the commune and its reception point",
        ),
        pytest.param({"field": "xnc", "level": "tinh"}, ["xnc-viet-tri"], id="only the province's"),
        pytest.param({"field": "lltp"}, ["phong-hsnv"], id="nobody closer than the department"),
        pytest.param(
            {"kind": "department"}, ["phong-hsnv", "phong-xnc"], id="departments serve every place"
        ),
        pytest.param({"level": "bo"}, [], id="no office of the ministry"),
    ],
)
def test_a_place_finds_the_office_in_charge(client, world, parameters, ids):
    assert found(client, place="Bạch Hạc", **parameters) == ids


def test_an_unknown_place_finds_nothing(client, world):
    assert found(client, place="Hà Nội", field="lltp") == []


def test_a_former_province_finds_its_reception_point(client, world):
    assert found(client, place="Vĩnh Phúc") == ["xnc-vinh-yen"]


@pytest.mark.parametrize(
    ("parameters", "ids"),
    [
        ({"field": "lltp"}, ["phong-hsnv"]),
        ({"level": "tinh", "field": "xnc"}, ["phong-xnc", "xnc-viet-tri", "xnc-vinh-yen"]),
        ({"kind": "reception_point"}, ["xnc-viet-tri", "xnc-vinh-yen"]),
        ({"level": "xa"}, ["ca-phuong-thanh-mieu", "ca-xa-song-lo", "ca-xa-yen-lap"]),
    ],
)
def test_offices_are_filtered(client, world, parameters, ids):
    assert found(client, **parameters) == ids


def test_offices_are_sorted_by_distance(client):
    factories.office("ca-xa-xa", latitude=21.5, longitude=105.4)
    factories.office("ca-xa-gan", latitude=21.31, longitude=105.4)
    factories.office("ca-xa-khong-ro")
    _response, body = get(client, "offices/", near="21.3,105.4", kind="commune")
    assert [(card["id"], card["distance_m"]) for card in body["results"]] == [
        ("ca-xa-gan", 1112),
        ("ca-xa-xa", 22239),
        ("ca-xa-khong-ro", None),
    ]


@pytest.mark.parametrize(
    "near", ["21.3,105.4", " 21.3 , 105.4 ", "-90,-180", "90.000,180.0", "+8,+102"]
)
def test_valid_points_are_accepted(client, near):
    assert get(client, "offices/", near=near)[0].status_code == 200


def test_the_position_of_the_caller_is_not_stored(client):
    factories.office()
    response, _body = get(client, "offices/", near="21.3,105.4")
    assert response["Cache-Control"] == "no-store"
    response, _body = get(client, "offices/")
    assert response["Cache-Control"] == "public, max-age=30"


def test_only_active_offices_are_listed(client):
    with time_machine.travel(WEDNESDAY_9_00, tick=False):
        factories.office("ca-xa-cu", valid_to=date(2026, 11, 24))
        factories.office(
            "ca-xa-hom-nay", valid_from=date(2026, 11, 25), valid_to=date(2026, 11, 25)
        )
        factories.office("ca-xa-moi", valid_from=date(2026, 11, 26))
        assert found(client, kind="commune") == ["ca-xa-hom-nay"]


def test_a_place_of_an_ended_office_finds_its_successor(client):
    factories.office(
        "ca-xa-cu",
        name="Công an xã Bạch Hạc",
        valid_to=date(2025, 6, 30),
        successor=factories.office("ca-xa-moi"),
    )
    _response, body = get(client, "offices/", place="bạch hạc")
    assert [(card["id"], card["matched_name"]) for card in body["results"]] == [
        ("ca-xa-moi", "Bạch Hạc")
    ]


def test_a_card_has_the_data_for_the_sdk(client):
    factories.office("ca-xa-a", phones=["0210 3846 123 – Trực ban"], oa_id="1234567890")
    _response, body = get(client, "offices/", kind="commune")
    assert body["results"][0]["contact"] == {
        "phones": [{"name": "Trực ban", "openPhone": {"phoneNumber": "02103846123"}}],
        "openChat": {"type": "oa", "id": "1234567890"},
    }


def test_the_list_is_paginated(client):
    for _ in range(3):
        factories.office()
    _response, first = get(client, "offices/", kind="commune", page_size=2)
    _response, second = get(client, "offices/", kind="commune", page_size=2, page=2)
    assert (first["count"], len(first["results"]), first["previous"]) == (3, 2, None)
    assert first["next"] == "/api/v1/offices/?kind=commune&page_size=2&page=2"
    assert (len(second["results"]), second["next"]) == (1, None)


@for_each(
    ("name", "value"),
    [
        ("near", "91,105"),
        ("near", "21,181"),
        ("near", "90.1,105"),
        ("near", "21,180.01"),
        ("near", "21"),
        ("near", "a,b"),
        ("near", "nan,nan"),
        ("near", "1e1,2"),
        ("near", "21,105,3"),
        ("near", "٢١,١٠٥"),
        ("field", "khong-co"),
        ("level", "huyen"),
        ("kind", "x"),
        ("open_now", "yes"),
        ("place", "x" * 201),
        ("page", "0"),
        ("page", "1000000000"),
        ("page", "-1"),
        ("page", "1.5"),
        ("page", "NaN"),
        ("page_size", "51"),
        ("sort", "name"),
    ],
)
def test_bad_parameters_are_reported(client, name, value):
    factories.office()
    body = problem(client, "offices/", 400, **{name: value})
    assert [error["pointer"] for error in body["errors"]] == [f"/query/{name}"]
    assert body["errors"][0]["detail"]


@pytest.mark.parametrize("query", ["place=%00", "place=%ff", "near=%00"])
def test_broken_encodings_are_refused(client, query):
    response = client.get(f"/api/v1/offices/?{query}")
    assert (response.status_code, response.json()["code"]) == (400, "invalid_encoding")


def test_a_page_beyond_the_last_is_not_found(client):
    assert problem(client, "offices/", 404, page=2)["code"] == "page_not_found"


@pytest.mark.parametrize("path", ["offices/khong-co/", "offices/%20/", "offices/ca-xa-a%2Fb/"])
def test_an_unknown_office_is_not_found(client, path):
    assert problem(client, path, 404)["code"] == "not_found"


@for_each("method", ["post", "put", "patch", "delete"])
@for_each("path", ["fields/", "offices/", "offices/ca-xa-a/"])
def test_only_reading_is_allowed(client, method, path):
    response = getattr(client, method)(f"/api/v1/{path}")
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")


def test_an_office_takes_no_parameters(client):
    factories.office("ca-xa-a")
    assert problem(client, "offices/ca-xa-a/", 400, x=1)["errors"][0]["pointer"] == "/query/x"


def test_an_office_links_those_above_and_below(client, world):
    _response, body = get(client, "offices/phong-xnc/")
    assert [office["id"] for office in body["parents"]] == ["tinh"]
    assert [office["id"] for office in body["children"]] == ["xnc-viet-tri", "xnc-vinh-yen"]
    _response, body = get(client, "offices/xnc-viet-tri/")
    assert [office["id"] for office in body["parents"]] == ["tinh", "phong-xnc"]


def test_assumed_fields_are_marked(client, world):
    _response, commune = get(client, "offices/ca-phuong-thanh-mieu/")
    _response, department = get(client, "offices/phong-hsnv/")
    assert [field["code"] for field in commune["fields_served"]] == ["cutru", "xnc"]
    assert "chưa xác nhận" in commune["fields_note"]
    assert department["fields_note"] is None


def test_an_ended_office_still_answers_with_its_successor(client):
    factories.office(
        "ca-xa-cu",
        valid_to=date(2025, 6, 30),
        successor=factories.office("ca-xa-moi", name="Công an xã Mới"),
    )
    response, body = get(client, "offices/ca-xa-cu/")
    assert (response.status_code, body["state"], body["open_now"]) == (200, "ended", False)
    assert body["successor"] == {
        "id": "ca-xa-moi",
        "name": "Công an xã Mới",
        "kind": "commune",
        "kind_name": "Công an xã, phường",
    }


def test_a_future_office_is_marked_as_not_started(client):
    factories.office("ca-xa-a", valid_from=date(2100, 1, 1))
    assert get(client, "offices/ca-xa-a/")[1]["state"] == "not_started"


def test_an_office_shows_hours_exceptions_and_officers(client):
    row = factories.office("ca-xa-a")
    factories.hours(row, weekdays=(1,), periods=[("07:30", "11:30")])
    factories.exception(row, "2026-11-24", note="Đã qua")
    factories.exception(row, "2026-11-26", "08:00", "09:00", note="Họp dân")
    factories.officer(row, title="Một cửa", phone="0912345678")
    factories.officer(row, published=False)
    factories.officer(row, valid_to=date(2026, 11, 24))
    with time_machine.travel(WEDNESDAY_9_00, tick=False):
        _response, body = get(client, "offices/ca-xa-a/")
    assert body["hours"] == [
        {"weekday": 1, "weekday_name": "Thứ Hai", "opens": "07:30", "closes": "11:30"}
    ]
    assert body["exceptions"] == [
        {
            "date": "2026-11-26",
            "closed": False,
            "opens": "08:00",
            "closes": "09:00",
            "note": "Họp dân",
        }
    ]
    assert body["officers"] == [
        {
            "name": "Đại úy Nguyễn Văn A",
            "title": "Một cửa",
            "phone": {"name": "", "openPhone": {"phoneNumber": "0912345678"}},
        }
    ]


@pytest.mark.parametrize(
    ("moment", "open_now", "opens_next"),
    [
        ("2026-11-25T02:00:00Z", True, "2026-11-25T06:00:00Z"),
        ("2026-11-25T05:00:00Z", False, "2026-11-25T06:00:00Z"),
        ("2026-11-24T02:00:00Z", False, "2026-11-25T00:30:00Z"),
        ("2026-11-27T10:00:00Z", False, "2026-11-30T00:30:00Z"),
    ],
)
def test_open_now_and_opens_next_are_in_utc(client, moment, open_now, opens_next):
    factories.calendar_2026_2027()
    factories.hours(factories.office("ca-xa-a"))
    with time_machine.travel(moment, tick=False):
        _response, detail = get(client, "offices/ca-xa-a/")
        _response, listed = get(client, "offices/", kind="commune")
    for body in (detail, listed["results"][0]):
        assert (body["open_now"], body["opens_next"]) == (open_now, opens_next)


def test_open_now_finds_only_offices_known_to_be_open_from_their_first_minute(client):
    factories.calendar_2026_2027()
    factories.hours(factories.office("ca-xa-som", name="Sớm"), periods=[("07:00", "08:00")])
    factories.hours(factories.office("ca-xa-muon", name="Muộn"), periods=[("08:00", "17:00")])
    factories.office("ca-xa-khong-ro")
    asked = {"kind": "commune", "open_now": "true"}
    with time_machine.travel("2026-11-25T00:59:59Z", tick=False):
        assert found(client, **asked) == ["ca-xa-som"]
    with time_machine.travel("2026-11-25T01:00:00Z", tick=False):
        assert found(client, **asked) == ["ca-xa-muon"]
        assert len(found(client, kind="commune", open_now="")) == 3


def test_unknown_hours_are_not_guessed(client):
    factories.office("ca-xa-a")
    _response, body = get(client, "offices/ca-xa-a/")
    assert (body["open_now"], body["opens_next"]) == (None, None)


def test_a_remembered_answer_ends_when_the_office_closes(client):
    factories.calendar_2026_2027()
    factories.hours(factories.office("ca-xa-a"))
    with time_machine.travel("2026-11-25T04:29:59Z", tick=False):
        assert get(client, "offices/ca-xa-a/")[1]["open_now"] is True
    with time_machine.travel("2026-11-25T04:30:00Z", tick=False):
        assert get(client, "offices/ca-xa-a/")[1]["open_now"] is False


def test_a_known_etag_gets_304(client):
    factories.office("ca-xa-a")
    with time_machine.travel(WEDNESDAY_9_00, tick=False):
        first, _body = get(client, "offices/ca-xa-a/")
        second = client.get("/api/v1/offices/ca-xa-a/", headers={"if-none-match": first["ETag"]})
    assert (second.status_code, second.content) == (304, b"")


def test_head_answers_like_get_without_a_body(client):
    factories.office("ca-xa-a")
    assert client.head("/api/v1/offices/ca-xa-a/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "fields/",
        "offices/",
        "offices/?place=bach+hac&field=cutru&near=21,105",
        "offices/ca-phuong-thanh-mieu/",
    ],
)
def test_requests_make_no_query(client, world, path):
    directory.current()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/api/v1/{path}").status_code == 200
    assert len(queries) == 0


def test_a_published_change_reaches_remembered_answers(client):
    row = factories.office("ca-xa-a")
    get(client, "offices/ca-xa-a/")
    row.address = "Khu 7"
    row.save()
    actions.publish([row.pk])
    directory.refresh()
    assert get(client, "offices/ca-xa-a/")[1]["address"] == "Khu 7"


def test_twenty_cards_stay_small(client):
    for n in range(20):
        factories.office(
            f"ca-xa-so-{n:02}",
            former_names=["Thanh Đình", "Chu Hóa", "Kim Đức"],
            address="Khu 7, phường Việt Trì, tỉnh Phú Thọ",
            phones=[f"021038461{n:02}"],
        )
    response, _body = get(client, "offices/", kind="commune")
    assert len(response.content) <= 14 * 1024  # 1.6 KB of them are directions


# --- location ------------------------------------------------------------------------------------


def test_a_point_is_marked_if_approximate(client):
    factories.office("a", latitude=21.3, longitude=105.4, point_approximate=True)
    factories.office("b", latitude=21.3, longitude=105.4)
    _response, body = get(client, "offices/a/")
    assert body["point"]["approximate"] is True
    assert body["point"]["note"] == "Vị trí ước chừng: trung tâm xã, chưa phải địa chỉ trụ sở."
    _response, body = get(client, "offices/b/")
    assert (body["point"]["approximate"], body["point"]["note"]) == (False, "")


def test_an_office_has_directions_and_distance(client):
    factories.office("a", latitude=21.0, longitude=105.0)
    response, body = get(client, "offices/a/", near="21.0,106.0")
    assert body["distance_m"] == 103809
    assert body["directions"]["openWebview"]["url"].endswith("destination=21.0%2C105.0")
    assert response["Cache-Control"] == "no-store"  # the position must not be cached
    _response, body = get(client, "offices/a/")
    assert body["distance_m"] is None


def test_a_department_is_shown_with_communes_that_may_not_serve(client):
    factories.field("gplx", served_by_communes=True, only_some_communes=True)
    factories.office("csgt", kind="department", name="Phòng CSGT", fields=["gplx"])
    factories.office("ca-xa-ao", name="Công an xã Ao Sen")
    factories.office("ca-xa-bo", name="Công an xã Bờ Đê", fields=["gplx"])
    assert found(client, field="gplx", place="Ao Sen") == ["ca-xa-ao", "csgt"]
    assert found(client, field="gplx", place="Bờ Đê") == ["ca-xa-bo"]
