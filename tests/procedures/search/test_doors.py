"""Doors beside a search: registered by others, returned without a query."""

import pytest
from django.test import Client

from announcements.actions import ending
from announcements.publishing.snapshot import announcements as snapshot
from procedures.actions import change_vocabulary
from procedures.counts.searches import counts
from procedures.models import Signpost
from procedures.search import doors
from procedures.search.words import MAX_CHARACTERS
from tests.announcements.factories import approver_of, published
from tests.offices.factories import office, thanh_mieu
from tests.procedures.factories import publish_procedure
from tests.reports.factories import kind

pytestmark = pytest.mark.django_db
WARNING = "Cảnh báo lừa đảo mạo danh VNeID"


@pytest.fixture
def offices(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ask(text, **query):
    client = Client(headers={"Accept": "application/json"})
    return client.get("/api/v1/procedures/", {"search": text, **query})


def beside(text, **query):
    return [door["title"] for door in ask(text, **query).json()["doors"]]


def signpost(**values):
    """Add a signpost as an officer does."""
    default = {"name": "Đèn hỏng", "reason": "Chụp một ảnh.", "terms": ["đèn đường"]}
    change_vocabulary(
        lambda: Signpost.objects.create(**{**default, "doors": ["vneid:papers"], **values})
    )


def test_a_search_finds_the_warning(offices):
    publish_procedure()
    row = published("scam_warning", title=WARNING)
    assert beside("lừa đảo vneid") == beside("lua dao vneid") == [WARNING]
    assert beside("hộ chiếu") == []
    ending.withdraw(row, approver_of(), "Đã hết.")
    snapshot.refresh()
    assert beside("lừa đảo vneid") == []


def test_remembered_answers_are_dropped_after_a_publication(offices):
    assert beside("lừa đảo vneid") == beside("lừa đảo vneid") == []
    published("scam_warning", title=WARNING)
    assert beside("lừa đảo vneid") == [WARNING]


def test_a_notice_about_a_person_is_shown_with_no_search(offices):
    published("wanted", title="Truy nã Nguyễn Văn Thử")
    assert beside("truy nã nguyễn văn thử") == []


def test_an_empty_search_has_no_suggestions(offices):
    published("scam_warning", title=WARNING)
    client = Client(headers={"Accept": "application/json"})
    assert client.get("/api/v1/procedures/").json()["doors"] == []


@pytest.mark.parametrize("query", [{}, {"page": 1}])
def test_sources_get_no_more_of_a_text_than_the_search(monkeypatch, query):
    texts = []
    source = doors.Source(lambda text: texts.append(text) or [], lambda: None)
    monkeypatch.setattr(doors, "_sources", [source])
    assert beside("lừa đảo " * 100, **query) == []
    assert [len(text) for text in texts] == [MAX_CHARACTERS]


def test_who_and_what_in_any_order_open_a_door(offices):
    signpost(with_any=["hỏng", "không sáng"])
    assert beside("đèn đường hỏng") == beside("khong sang den duong") == ["Đèn hỏng"]
    assert beside("đèn đường đẹp") == beside("đèn đương hỏng") == []


def test_excluded_words_open_no_door(offices):
    signpost(unless=["đăng ký"])
    assert (beside("đèn đường"), beside("đăng ký đèn đường")) == (["Đèn hỏng"], [])


def test_a_door_takes_the_place_of_doubtful_procedures(offices):
    publish_procedure()
    signpost(terms=["hộ chiếu của hàng xóm bị xé"], priority=5)
    found = ask("hộ chiếu của hàng xóm bị xé").json()
    assert ([door["id"] for door in found["doors"]], found["results"]) == (["papers"], [])


def test_a_procedure_that_fits_better_has_no_door_beside(offices):
    publish_procedure(short_name="Làm hộ chiếu")
    signpost(terms=["làm"])
    found = ask("làm hộ chiếu").json()
    assert (found["doors"], found["count"]) == ([], 1)


def test_at_most_three_doors_are_offered(offices):
    signpost(doors=["vneid:a", "vneid:b", "vneid:a", "vneid:c", "vneid:d"])
    found = ask("đèn đường").json()["doors"]
    assert [door["id"] for door in found] == ["a", "b", "c"]


def test_only_the_first_page_has_doors(offices):
    signpost()
    for name in ("một", "hai"):
        publish_procedure(short_name=f"Đèn đường {name}")
    change_vocabulary(lambda: Signpost.objects.update(alone=False, priority=50))
    pages = [ask("đèn đường", page=page, page_size=1).json() for page in (1, 2)]
    assert [len(page["doors"]) for page in pages] == [1, 0]


@pytest.mark.parametrize(
    ("is_open", "reason"), [(True, "Chụp một ảnh."), (False, "Đến công an xã.")]
)
def test_a_kind_of_report_that_is_off_tells_its_lawful_way(offices, is_open, reason):
    kind("site_report", switched_on=is_open, lawful_way="Đến công an xã.")
    signpost(doors=["report_kind:site_report/lamp", "report_kind:unknown"])
    (door,) = ask("đèn đường").json()["doors"]
    assert (door["id"], door["is_open"], door["reason"]) == ("site_report", is_open, reason)


@pytest.mark.parametrize(
    "text",
    [
        "G01.899.909-260916-890028",
        "hồ sơ g01.899.909-260916-890028 tới đâu rồi",
        "mã g01.899.909 – 260916 – 890028",
        "check giúp mã biên nhận G01 899 909 260916 890028",
        "g01-899-909-260916-890028",
    ],
)
def test_a_pasted_code_leads_to_the_look_up_and_is_never_repeated(offices, text):
    answer = ask(text)
    assert [door["origin"] for door in answer.json()["doors"]] == ["dossier"]
    assert b"890028" not in answer.content
    assert answer["Cache-Control"] == "no-cache"


def test_a_place_leads_to_its_office(offices):
    row = thanh_mieu()
    signpost(name="Trụ sở", doors=["office:"], terms=["trụ sở"])
    for text in ("trụ sở Bạch Hạc", "cong an phuong bach hac", "Bạch Hạc"):
        assert [door["id"] for door in ask(text).json()["doors"]] == [row.pk]
    assert [door["id"] for door in ask("trụ sở").json()["doors"]] == [""]


def test_a_search_with_doors_was_no_miss(offices):
    signpost()
    counts.take()
    ask("đèn đường")
    assert counts.take() == {"den duong": [1, 0]}


def test_other_words_for_an_example_open_its_door(offices):
    publish_procedure(short_name="Làm hộ chiếu")
    signpost(examples=["bóng điện ngoài ngõ không cháy", "ngõ tối om cả tháng"])
    assert beside("ngõ nhà tôi tối om") == ["Đèn hỏng"]
    assert beside("làm hộ chiếu") == []


@pytest.mark.parametrize("text", ["bấm vneid-app.xyz nhé", "G01.899.909-260916-890028"])
def test_what_was_pasted_is_not_counted(offices, text):
    counts.take()
    ask(text)
    assert counts.take() == {}


def test_a_place_of_many_offices_leads_to_all_of_them(offices):
    for number in range(4):
        office(f"ca-xa-{number}", name=f"Công an xã Mới {number}", former_names=["Tiên Hội"])
    publish_procedure()
    (door,) = ask("xã Tiên Hội").json()["doors"]
    assert (door["id"], door["place"]) == ("", "xã Tiên Hội")
    assert "4 đơn vị" in door["title"]
    assert ask("Mới 1").json()["doors"][0]["id"] == "ca-xa-1"


@pytest.mark.parametrize(
    ("said", "number", "below"),
    [
        ("cứu với có trộm vào nhà tôi", "113", ["report_kind"]),
        ("cứu với cháy nhà tôi", "114", []),
    ],
)
def test_below_a_number_stands_the_report_of_a_crime_or_nothing(offices, said, number, below):
    publish_procedure()
    kind("crime")
    doors = ["vneid:papers", "report_kind:crime", "office:"]
    signpost(terms=["cháy nhà", "có trộm"], doors=doors)
    found = ask(said).json()
    assert found["danger"]["number"] == number
    assert [door["origin"] for door in found["doors"]] == below
