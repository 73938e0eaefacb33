"""GET procedures/suggestions/: completions while a citizen types, from two letters on."""

import pytest

from procedures.actions import change_vocabulary
from procedures.models import CommonQuestion
from tests.for_each import for_each
from tests.procedures.factories import publish_procedure, withdraw_procedure

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/procedures/suggestions/"


@pytest.fixture(autouse=True)
def _known():
    """Publish what is typed below."""
    publish_procedure(id="ho-chieu", short_name="Cấp hộ chiếu phổ thông", keywords=["làm passport"])
    publish_procedure(id="thuong-tru", short_name="Đăng ký thường trú")
    publish_procedure(id="tam-tru", short_name="Đăng ký tạm trú")


@pytest.fixture
def suggest(api):
    """Return a function that returns the suggestions for what was typed."""

    def texts(q):
        response = api.get(ADDRESS, {"q": q})
        assert response.status_code == 200, response.content.decode()
        return [(item["text"], item["procedure"]) for item in response.json()["results"]]

    return texts


@pytest.mark.parametrize("typed", ["hộ ch", "ho ch", "HO CH", "hộ chiếu", "chi", "ch"])
def test_the_beginning_of_a_syllable_is_enough_with_or_without_marks(suggest, typed):
    assert ("Cấp hộ chiếu phổ thông", "ho-chieu") in suggest(typed)


@pytest.mark.parametrize("typed", ["dang", "đăng ký", "đăng ký t"])
def test_all_that_begin_so_are_suggested(suggest, typed):
    assert {procedure for _text, procedure in suggest(typed)} == {"thuong-tru", "tam-tru"}


@pytest.mark.parametrize("typed", ["h", "đ", "?", "\u200b", "h ", "1"])
def test_below_two_letters_nothing_is_suggested(suggest, typed):
    assert suggest(typed) == []


def test_keywords_are_suggested_too(suggest):
    assert ("làm passport", "ho-chieu") in suggest("pass")


def test_a_question_for_several_procedures_leads_to_none(suggest):
    def write():
        question = CommonQuestion.objects.create(question="chuyển nhà phải làm gì")
        question.procedures.set(["thuong-tru", "tam-tru"])

    change_vocabulary(write)
    assert suggest("chuyển nhà") == [("chuyển nhà phải làm gì", None)]


def test_there_are_at_most_eight(suggest):
    for i in range(20):
        publish_procedure(short_name=f"Đăng ký xe {i}")
    assert len(suggest("đăng ký")) == 8


def test_what_is_withdrawn_is_not_suggested(suggest):
    withdraw_procedure(short_name="Khai báo vũ khí")
    assert suggest("khai báo") == []


@for_each(
    "typed",
    ["x" * 10_240, "🚓🚓", "<script>", "护照", "%%%%", "\\\\", "a\x01b", "o" + "\u0301" * 500],
)
def test_hostile_typing_is_harmless(suggest, typed):
    assert len(suggest(typed)) <= 8


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("", {"/query/q": "required"}),
        ("q=", {"/query/q": "required"}),
        ("q=+", {"/query/q": "required"}),
        ("q=ho&q=chieu", {"/query/q": "repeated"}),
        ("q=ho&limit=5", {"/query/limit": "unknown"}),
        ("limit=5", {"/query/limit": "unknown", "/query/q": "required"}),
    ],
)
def test_a_wrong_parameter_is_named(api, query, errors):
    response = api.get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    assert {error["pointer"]: error["code"] for error in response.json()["errors"]} == errors


def test_it_costs_no_query_once_loaded(api, suggest, django_assert_num_queries):
    suggest("ho")
    with django_assert_num_queries(0):
        suggest("ho")
        suggest("dang ky")
        api.get(ADDRESS)
