"""A search in a foreign language is never answered with an empty page."""

import pytest

from procedures.counts.searches import counts
from procedures.models import SearchCount
from tests.for_each import for_each
from tests.procedures.factories import make_procedure, publish_procedure

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/procedures/"


@pytest.fixture
def _published():
    citizens = make_procedure(id="ho-chieu", name="Cấp hộ chiếu", keywords=["hộ chiếu"])
    foreigners = make_procedure(
        id="the-tam-tru",
        name="Cấp thẻ tạm trú",
        keywords=["thẻ tạm trú", "TRC"],
        applicant_types=["citizen", "foreigner"],
    )
    publish_procedure(citizens)
    publish_procedure(foreigners)


def ask(api, search, **others):
    content = api.get(ADDRESS, {"search": search, **others}).json()
    return [card["id"] for card in content["results"]], content["hints"]


@pytest.mark.usefixtures("_published")
@for_each(
    ("query", "said"),
    [
        ("weather forecast", "Nothing was found for these words."),
        ("天气预报", "没有找到相关内容。"),
        ("날씨 예보", "검색 결과가 없습니다."),
    ],
)
def test_a_foreign_search_without_results_gets_the_procedures_for_foreigners(api, query, said):
    found, [hint] = ask(api, query)
    assert (found, hint["type"]) == (["the-tam-tru"], "foreigners")
    assert hint["text"].startswith(said)


@pytest.mark.usefixtures("_published")
def test_a_foreign_search_with_results_gets_only_these(api):
    assert ask(api, "TRC") == (["the-tam-tru"], [])


@pytest.mark.usefixtures("_published")
def test_a_vietnamese_search_without_results_stays_empty(api):
    assert ask(api, "nuôi chim yến") == ([], [])


@pytest.mark.usefixtures("_published")
def test_the_offer_obeys_the_filters(api):
    assert ask(api, "weather forecast", applicant="enterprise")[0] == []


@pytest.mark.usefixtures("_published")
def test_an_offer_still_counts_as_a_miss(api):
    ask(api, "weather forecast")
    counts.write()
    assert SearchCount.objects.get(term="weather forecast").misses == 1
