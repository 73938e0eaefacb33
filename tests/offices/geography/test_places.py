"""Names of places as people write them, and distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices.geography.places import PlaceIndex, Point, distance_m, entries
from offices.geography.readings import bare_name
from tests.for_each import for_each


@pytest.fixture
def index():
    names = []
    for office_id, today, former in [
        ("thanh-mieu", "Thanh Miếu", ["Thọ Sơn", "Tiên Cát", "Bạch Hạc"]),
        ("van-phu", "Vân Phú", ["Phượng Lâu", "Hùng Lô"]),
        ("phong-chau", "Phong Châu", ["Phú Hộ"]),
        ("phu-ninh", "Phù Ninh", ["Phong Châu"]),
        ("chan-mong", "Chân Mộng", ["Hùng Long"]),
        ("yen-lap", "Yên Lập", ["Hưng Long"]),
        ("tam-son", "Tam Sơn", ["Tân Lập (Sông Lô)", "Tam Sơn (Sông Lô)"]),
        ("van-mieu", "Văn Miếu", ["Tân Lập (Thanh Sơn)"]),
        ("quyet-thang", "Quyết Thắng", ["Định Cư"]),
        ("hoa-binh", "Hòa Bình", []),
        ("da-bac", "Đà Bắc", ["Hiền Lương"]),
        ("hien-luong", "Hiền Lương", ["Đan Hà", "Hiền Lương"]),
        ("duc-nhan", "Đức Nhàn", ["Hiên Lượng", "Hiền Lương"]),
    ]:
        names += entries(office_id, today, former=False)
        for name in former:
            names += entries(office_id, name, former=True)
    return PlaceIndex(names)


def ids(matches):
    return [match.office_id for match in matches]


@for_each(
    "text",
    [
        "Bạch Hạc",
        "bach hac",
        "BẠCH HẠC",
        "Bạch hạc (cũ)",
        "phường Bạch Hạc",
        "P. Bạch Hạc",
        "P.Bạch Hạc",
        "công an phường Bạch Hạc",
        "CA phường bach hac",
        "phường Bạch Hạc, thành phố Việt Trì",
        "số 5 đường Hùng Vương, phường Bạch Hạc",
        "Thanh Miếu",
        "Công an phường Thanh Miếu",
        " bạch\u00a0hạc ",
        "Ba\u0323ch Ha\u0323c",
    ],
)
def test_any_spelling_finds_the_office(index, text):
    assert ids(index.find(text)) == ["thanh-mieu"]


@for_each(
    ("text", "found"),
    [
        pytest.param("Phượng Lâu", ["van-phu"], id="begins like «phường»"),
        pytest.param("phường Phượng Lâu", ["van-phu"], id="with the kind before it"),
        pytest.param("Định Cư", ["quyet-thang"], id="ends like «cũ»"),
        pytest.param(
            "Phong Châu", ["phong-chau", "phu-ninh"], id="today's name before a former one"
        ),
        pytest.param("Hưng Long", ["yen-lap", "chan-mong"], id="the same marks first"),
        pytest.param(
            "Hùng Long", ["chan-mong", "yen-lap"], id="the same marks first, the other way"
        ),
        pytest.param(
            "Hiền Lương",
            ["hien-luong", "da-bac", "duc-nhan"],
            id="an office of several names stands where its best one does",
        ),
        pytest.param("tan lap", ["tam-son", "van-mieu"], id="ambiguous: all candidates"),
        pytest.param("Tân Lập, huyện Thanh Sơn", ["van-mieu"], id="the old district decides"),
        pytest.param("Tam Sơn", ["tam-son"], id="one match for an office"),
        pytest.param("Hoà Bình", ["hoa-binh"], id="tone on the other letter"),
        pytest.param("Hà Nội", [], id="unknown"),
        pytest.param("!?", [], id="no letters"),
        pytest.param("xã", [], id="only a kind"),
    ],
)
def test_offices_are_found_in_order(index, text, found):
    assert ids(index.find(text)) == found


def test_a_match_has_the_matched_name(index):
    assert [(match.name, match.former) for match in index.find("bach hac")] == [("Bạch Hạc", True)]


@given(st.text(max_size=200))
def test_any_text_is_harmless(text):
    index = PlaceIndex(entries("a", "Bạch Hạc", former=True))
    assert len(index.find(text)) <= 1


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Công an xã Hy Cương", "Hy Cương"),
        ("Công an tỉnh Phú Thọ", "Phú Thọ"),
        ("Công an", "Công an"),
    ],
)
def test_names_are_stripped_of_their_kind(name, bare):
    assert bare_name(name) == bare


def test_one_degree_on_the_equator_is_111_km():
    assert distance_m(Point(0, 0), Point(0, 1)) == pytest.approx(111_195, abs=2)


points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@given(points, points)
def test_distance_is_symmetric_and_at_most_half_the_earth(a, b):
    assert distance_m(a, b) == pytest.approx(distance_m(b, a), abs=1)
    assert 0 <= distance_m(a, b) <= 20_015_200
