"""One fact is one tick: a case, or the channel, settles papers, fee and time together."""

import pytest

from procedures.answers.ages import ages_named
from tests.for_each import for_each
from tests.procedures.factories import fee, publish_procedure

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/procedures/a/checklist/"


def paper(name, condition=""):
    required = {"requirement": "conditional", "condition": condition} if condition else {}
    return {"name": name, **required}


@pytest.fixture
def card():
    """Publish a procedure with three cases, of which age decides about one."""
    return publish_procedure(
        id="a",
        cases=["Cấp lần đầu", "Cấp lại do mất", "Đổi khi đủ 14, 60 tuổi"],
        documents=[
            paper("Đơn"),
            paper("Đơn báo mất", "Cấp lại do mất"),
            paper("Thẻ cũ", "Đổi khi đủ 14, 60 tuổi; Cấp lại do mất"),
            paper("Giấy của người đại diện", "Người dưới 18 tuổi"),
            paper("Bản chứng thực", "Nộp trực tuyến"),
        ],
        channels=[
            {"kind": "direct", "time_relation": "alternatives"},
            {"kind": "online", "time_relation": "alternatives"},
        ],
        time_limits=[
            {"value": 7, "unit": "day", "text": "07 ngày", "condition": "Cấp lần đầu"},
            {"value": 5, "unit": "day", "text": "05 ngày", "condition": "Cấp lại do mất"},
        ],
        fee_status="confirmed",
        fees=[
            fee(0, "Cấp lần đầu", group="Lý do"),
            fee(70, "Cấp lại do mất", group="Lý do"),
            fee(0, "Đổi khi đủ 14, 60 tuổi", group="Lý do"),
        ],
    )


def names(answer):
    return [row["name"] for row in answer["documents"]]


def test_a_case_chooses_papers_fee_and_time(card, api):
    lost = api.get(ADDRESS, {"case": "Cấp lại do mất"}).json()
    assert names(lost) == ["Đơn", "Đơn báo mất", "Thẻ cũ"]
    assert (lost["fee"]["text"], lost["fee"]["reason"]) == ("70 đồng/lần", "")
    assert [row["text"] for row in lost["time"]["limits"]] == ["05 ngày"]


def test_what_a_case_or_the_channel_settles_is_not_asked_again(card, api):
    asked = api.get(ADDRESS).json()
    assert [row["text"] for row in asked["conditions"]] == ["Người dưới 18 tuổi"]
    assert asked["cases"] == ["Cấp lần đầu", "Cấp lại do mất", "Đổi khi đủ 14, 60 tuổi"]


def test_the_channel_settles_what_depends_on_it(card, api):
    online = api.get(ADDRESS, {"case": "Cấp lần đầu", "channel": "online"}).json()
    assert names(online) == ["Đơn", "Bản chứng thực"]


def test_an_old_link_that_ticks_the_case_as_a_condition_still_chooses_it(card, api):
    from procedures.api.checklist import condition_id

    old = api.get(ADDRESS, {"condition": condition_id("Cấp lại do mất")}).json()
    assert (old["case"], old["fee"]["text"]) == ("Cấp lại do mất", "70 đồng/lần")


def test_the_age_chooses_the_case_and_what_else_depends_on_it(card, api):
    fourteen = api.get(ADDRESS, {"age": 14}).json()
    assert fourteen["case"] == "Đổi khi đủ 14, 60 tuổi"
    assert names(fourteen) == ["Đơn", "Thẻ cũ", "Giấy của người đại diện"]
    assert api.get(ADDRESS, {"age": 60}).json()["case"] == "Đổi khi đủ 14, 60 tuổi"
    assert api.get(ADDRESS, {"age": 33}).json()["case"] == ""


def test_a_case_that_is_named_wins_over_the_age(card, api):
    named = api.get(ADDRESS, {"age": 60, "case": "Cấp lần đầu"}).json()
    assert named["case"] == "Cấp lần đầu"
    assert names(named) == ["Đơn"]


def test_the_age_is_asked_where_it_decides_and_only_there(card, api):
    publish_procedure(id="b", cases=["Cấp mới", "Cấp lại do mất"])
    assert api.get(ADDRESS).json()["age_question"] == "Người làm thủ tục bao nhiêu tuổi?"
    assert api.get("/api/v1/procedures/b/checklist/").json()["age_question"] == ""


def test_of_two_cases_of_an_age_none_is_chosen_and_both_are_named(api):
    both = [f"Đổi khi đủ 25, 40 tuổi, đang dùng {held}" for held in ("thẻ căn cước", "CCCD")]
    publish_procedure(id="a", cases=["Cấp lần đầu", *both])
    found = api.get(ADDRESS, {"age": 40}).json()
    assert (found["case"], found["cases_of_age"], len(found["cases"])) == ("", both, 3)
    assert api.get(ADDRESS, {"age": 41}).json()["cases_of_age"] == []


@for_each(
    ("condition", "ticked"),
    [
        ("Người chưa đủ 14 tuổi, người mất năng lực hành vi dân sự", True),
        ("Trẻ em (dưới 16 tuổi)", True),
        ("Người chưa đủ 14 tuổi chưa có mã số định danh cá nhân", False),
        ("Người dưới 14 tuổi, đi cùng cha mẹ", False),
    ],
)
def test_the_age_ticks_what_says_nothing_more_than_an_age(api, condition, ticked):
    publish_procedure(id="a", documents=[paper("Đơn"), paper("Giấy", condition)])
    (row,) = api.get(ADDRESS, {"age": 9}).json()["conditions"]
    assert row["ticked"] == ticked


@for_each("age", ["-1", "131", "sáu mươi", "1e3"])
def test_an_impossible_age_is_refused(card, api, age):
    answer = api.get(ADDRESS, {"age": age})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


@for_each(
    ("text", "youngest", "oldest"),
    [
        ("Đổi khi đủ 25, 40 tuổi, đang dùng thẻ căn cước", 25, 40),
        ("Trẻ em (dưới 16 tuổi)", 0, 15),
        ("Người chưa đủ 14 tuổi", 0, 13),
        ("Người cao tuổi (từ đủ 60 tuổi)", 60, 129),
        ("Người từ đủ 16 đến dưới 18 tuổi mồ côi cả cha và mẹ", 16, 17),
    ],
)
def test_words_name_ages(text, youngest, oldest):
    assert (min(ages_named(text)), max(ages_named(text))) == (youngest, oldest)


def test_words_without_an_age_name_none():
    assert ages_named("Cấp lại do mất") == frozenset()
