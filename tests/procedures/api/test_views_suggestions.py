"""GET procedures/suggestions/: completions while a citizen types."""

import pytest

from procedures.actions import change_vocabulary
from procedures.models import CommonQuestion
from tests.for_each import for_each
from tests.procedures.factories import publish_procedure, withdraw_procedure

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/procedures/suggestions/"


@pytest.fixture(autouse=True)
def _known():
    """Publish the names for the tests below."""
    publish_procedure(id="ho-chieu", short_name="Cấp hộ chiếu phổ thông", keywords=["làm passport"])
    publish_procedure(id="thuong-tru", short_name="Đăng ký thường trú")
    publish_procedure(id="tam-tru", short_name="Đăng ký tạm trú")


@pytest.fixture
def suggest(api):
    """Return a function that returns the suggestions for a text."""

    def texts(q):
        response = api.get(ADDRESS, {"search": q})
        assert response.status_code == 200, response.content.decode()
        return [(item["text"], item["procedure"]) for item in response.json()["results"]]

    return texts


@pytest.mark.parametrize("typed", ["hộ ch", "ho ch", "HO CH", "hộ chiếu", "chi", "ch"])
def test_the_beginning_of_a_syllable_is_completed(suggest, typed):
    assert ("Cấp hộ chiếu phổ thông", "ho-chieu") in suggest(typed)


@pytest.mark.parametrize("typed", ["dang", "đăng ký", "đăng ký t"])
def test_all_names_with_that_beginning_are_suggested(suggest, typed):
    assert {procedure for _text, procedure in suggest(typed)} == {"thuong-tru", "tam-tru"}


@pytest.mark.parametrize("typed", ["h", "đ", "?", "\u200b", "h ", "1"])
def test_fewer_than_two_letters_suggest_nothing(suggest, typed):
    assert suggest(typed) == []


def test_keywords_are_suggested_too(suggest):
    assert ("làm passport", "ho-chieu") in suggest("pass")


def test_a_question_for_several_procedures_leads_to_none(suggest):
    def write():
        question = CommonQuestion.objects.create(question="chuyển nhà phải làm gì")
        question.procedures.set(["thuong-tru", "tam-tru"])

    change_vocabulary(write)
    assert suggest("chuyển nhà") == [("chuyển nhà phải làm gì", None)]


def test_at_most_eight_are_suggested(suggest):
    for i in range(20):
        publish_procedure(short_name=f"Đăng ký xe {i}")
    assert len(suggest("đăng ký")) == 8


def test_withdrawn_procedures_are_not_suggested(suggest):
    withdraw_procedure(short_name="Khai báo vũ khí")
    assert suggest("khai báo") == []


@for_each(
    "typed",
    ["x" * 10_240, "🚓🚓", "<script>", "护照", "%%%%", "\\\\", "a\x01b", "o" + "\u0301" * 500],
)
def test_hostile_texts_are_harmless(suggest, typed):
    assert len(suggest(typed)) <= 8


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("", {"/query/search": "required"}),
        ("search=", {"/query/search": "required"}),
        ("search=+", {"/query/search": "required"}),
        ("search=ho&search=chieu", {"/query/search": "repeated"}),
        ("search=ho&limit=5", {"/query/limit": "unknown"}),
        ("limit=5", {"/query/limit": "unknown", "/query/search": "required"}),
    ],
)
def test_an_invalid_parameter_is_reported(api, query, errors):
    response = api.get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    assert {error["pointer"]: error["code"] for error in response.json()["errors"]} == errors


def test_suggestions_make_no_query_once_loaded(api, suggest, django_assert_num_queries):
    suggest("ho")
    with django_assert_num_queries(0):
        suggest("ho")
        suggest("dang ky")
        api.get(ADDRESS)


def test_the_former_name_is_read_and_tells_that_it_goes(client):
    former, present = (client.get(f"{ADDRESS}?{name}=ho") for name in ("q", "search"))
    assert former.content == present.content
    assert (former["Deprecation"], former["Sunset"]) == (
        "@1796083200",
        "Sat, 01 Jan 2028 00:00:00 GMT",
    )
    assert "Deprecation" not in present
    assert client.get(f"{ADDRESS}?q=ho")["Deprecation"] == former["Deprecation"]  # remembered


def test_both_names_at_once_are_refused(client):
    answer = client.get(f"{ADDRESS}?q=ho&search=ho")
    assert answer.json()["errors"][0]["code"] == "repeated"


def test_a_fault_is_told_of_the_name_that_was_sent(client):
    answer = client.get(f"{ADDRESS}?q=")
    assert answer.json()["errors"][0]["pointer"] == "/query/q"


def test_neither_name_is_refused_by_the_present_one(client):
    answer = client.get(ADDRESS)
    assert answer.json()["errors"][0]["pointer"] == "/query/search"
