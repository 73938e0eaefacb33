"""No answer in another language has Vietnamese words, apart from names.

Names are the titles of acts, forms, sources and offices, which a foreigner shows at the counter as
they are, and words between « ».
"""

import re

import pytest

from procedures.choices import Language
from procedures.publishing.snapshot import catalogue

pytestmark = pytest.mark.django_db
API = "/api/v1/procedures/"
_LETTERS = re.compile(
    "[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
# Words between « », and codes: "ĐKX10/79", "105/2025/NĐ-CP".
_NAMED = re.compile(r"«[^«»]*»|[0-9A-ZĐ./-]*\d[0-9A-ZĐ./-]*(?:TTg)?")
MOST_ASKED = 40  # procedures that foreigners ask for
# Members that are names: of acts, official forms, sources, offices and places.
NAMES = frozenset(
    {
        *("listed_name", "publication_decision", "legal_basis", "link_source", "superseded_by"),
        *("address", "matched_name", "form_code", "sources.name", "forms.name", "forms.code"),
        "offices.name",
    }
)


def left_in_vietnamese(value, path=""):
    """Yield (path, text) of each text with Vietnamese letters that is no name."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from left_in_vietnamese(member, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for member in value:
            yield from left_in_vietnamese(member, path)
    elif isinstance(value, str) and _LETTERS.search(_NAMED.sub("", value)):
        parts = path.split(".")
        if not {*parts, ".".join(parts[-2:])} & NAMES:
            yield path, value


@pytest.fixture
def translated(shipped):
    """Return the ids of the procedures of the shipped catalogue by their languages."""
    catalogue.refresh()
    documents = catalogue.current().documents.values()
    return {
        language: [one.id for one in documents if language in one.translations]
        for language in Language.values
    }


def answers(api, procedure, language):
    """Yield the page, the check lists of each channel and case, and of each condition ticked."""
    page = api.get(f"{API}{procedure}/", {"lang": language}).json()
    yield page
    cases = [case["name"] for case in page["cases"]]
    asked = {"lang": language, "place": "Bạch Hạc", "accepted_at": "2026-11-23T02:00:00Z"}
    choices = [{"channel": channel["kind"]} for channel in page["channels"]]
    choices += [{"case": case} for case in cases]
    for choice in choices:
        content = api.get(f"{API}{procedure}/checklist/", {**asked, **choice}).json()
        yield content
        for condition in content["conditions"] if choice is choices[0] else ():
            ticked = {**asked, **choice, "condition": condition["id"]}
            yield api.get(f"{API}{procedure}/checklist/", ticked).json()


def left_in(api, translated, language):
    """Return (procedure, path, text) of each text that is left in Vietnamese."""
    left = {
        (procedure, path, text)
        for procedure in translated[language]
        for answer in answers(api, procedure, language)
        for path, text in left_in_vietnamese(answer)
    }
    cards = api.get(f"{API}cards/", {"lang": language}).json()
    shown = [card for card in cards["results"] if card["id"] in translated[language]]
    left |= {(card["id"], path, text) for card in shown for path, text in left_in_vietnamese(card)}
    return sorted(left | {("", *one) for one in left_in_vietnamese({"notice": cards["notice"]})})


@pytest.mark.parametrize("language", Language.values)
def test_nothing_is_left_in_vietnamese(api, translated, language):
    assert left_in(api, translated, language) == []
    assert len(translated[language]) >= MOST_ASKED


@pytest.mark.parametrize("language", Language.values)
def test_hints_and_emergencies_are_told_in_the_language(api, translated, language):
    def ask(text):
        return api.get(API, {"lang": language, "search": text}).json()

    danger = ask("nhà tôi đang cháy cứu với")["danger"]
    assert danger["language"] == language
    hints = [*ask("đăng ký tạm trú")["hints"], *ask("bị lừa đảo qua mạng")["hints"]]
    assert len(hints) >= 2
    shown = [danger["in_language"], *hints]
    assert [*left_in_vietnamese(shown)] == []
