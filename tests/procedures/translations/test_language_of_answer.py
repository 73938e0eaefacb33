"""Procedures in other languages, for citizens of other countries."""

import pytest

from tests.for_each import for_each
from tests.procedures.factories import fee, make_procedure, make_translation, publish_procedure

pytestmark = pytest.mark.django_db
LIST, PAGE = "/api/v1/procedures/", "/api/v1/procedures/the-tam-tru/"
CHECKLIST = f"{PAGE}checklist/"
FEES = [
    fee(145, "Thẻ không quá 02 năm", group="Thời hạn thẻ", currency="USD", unit="thẻ"),
    fee(1550000, "Thẻ trên 02 năm", group="Thời hạn thẻ", currency="USD", unit="thẻ"),
]
WORDS = {
    ("name", "Cấp thẻ tạm trú"): "Temporary residence card",
    ("short_name", "Thẻ tạm trú"): "TRC",
    ("summary", "Cấp thẻ tạm trú"): "A card for foreigners.",
    ("documents.name", "Hộ chiếu"): "Passport",
    ("conditions", "Nộp trong 12 giờ."): "Hand it in within 12 hours.",
    ("fees.group", "Thời hạn thẻ"): "Validity",
    ("fees.condition", "Thẻ không quá 02 năm"): "Up to 2 years",
    ("fees.unit", "thẻ"): "card",
}


@pytest.fixture
def card():
    """Return the draft of a procedure that has translations."""
    procedure = make_procedure(
        id="the-tam-tru",
        name="Cấp thẻ tạm trú",
        short_name="Thẻ tạm trú",
        applicant_types=["foreigner"],
        documents=[{"name": "Hộ chiếu"}, {"name": "Ảnh"}],
        conditions=["Nộp trong 12 giờ."],
        fee_status="confirmed",
        fees=FEES,
    )
    for (field, source), words in WORDS.items():
        make_translation(procedure, field, source, words)
    return procedure


@pytest.fixture
def _published(card):
    publish_procedure(card)


@pytest.mark.usefixtures("_published")
def test_words_are_translated_and_facts_are_rendered(api):
    answer = api.get(PAGE, {"lang": "en"})
    page = answer.json()
    assert answer["Content-Language"] == "en"
    assert (page["name"], page["short_name"]) == ("Temporary residence card", "TRC")
    assert page["listed_name"] == "Cấp thẻ tạm trú"
    assert [row["name"] for row in page["documents"]] == ["Passport", "Ảnh"]
    [channel] = page["channels"]
    assert (channel["name"], channel["time_summary"]) == ("In person", "7 working days")
    assert [row["text"] for row in channel["fees"]] == ["145 USD/card", "1,550,000 USD/card"]
    assert page["translation"]["summary"] == "A card for foreigners."


@pytest.mark.usefixtures("_published")
def test_each_page_says_that_vietnamese_prevails_and_shows_its_origin(api):
    told = api.get(PAGE, {"lang": "en"}).json()["translation"]
    assert (told["language"], told["origin"]) == ("en", "machine")
    assert told["notice"].startswith("The Vietnamese text prevails")
    assert "Machine translation" in told["notice"]


def test_a_deadline_is_rendered_from_the_vietnamese_text(api, card):
    card.translations.filter(field="conditions").update(words="Hand it in within {12 giờ}.")
    publish_procedure(card)
    page = api.get(PAGE, {"lang": "en"}).json()
    assert page["conditions"] == ["Hand it in within 12 hours."]
    assert "in Vietnamese only" not in page["translation"]["notice"]


def test_doubts_and_conditions_of_forms_are_translated(api, card):
    card.public_doubt = "Quy định vừa thay đổi."
    card.save()
    make_translation(card, "public_doubt", card.public_doubt, "The rules have changed.")
    publish_procedure(card)
    assert api.get(PAGE, {"lang": "en"}).json()["trust"]["doubt"] == "The rules have changed."


@pytest.mark.parametrize(
    ("origin", "shown", "told"),
    [("machine", "Nộp trong 12 giờ.", True), ("reviewed", "Hand it in within 12 hours.", False)],
)
def test_machine_translations_of_deadlines_are_not_shown(api, card, origin, shown, told):
    card.translations.update(origin=origin)
    publish_procedure(card)
    page = api.get(PAGE, {"lang": "en"}).json()
    assert page["conditions"] == [shown]
    assert ("given in Vietnamese only" in page["translation"]["notice"]) is told


def test_a_stale_translation_is_shown_after_the_vietnamese_text(api, card):
    card.documents.filter(name="Hộ chiếu").update(name="Hộ chiếu còn hạn")
    publish_procedure(card)
    page = api.get(PAGE, {"lang": "en"}).json()
    assert page["documents"][0]["name"] == "Hộ chiếu còn hạn"
    assert page["translation"]["stale_fields"] == [
        {"field": "documents.name", "text": "Hộ chiếu còn hạn", "translation": "Passport"}
    ]


@pytest.mark.usefixtures("_published")
@for_each("lang", ["fr", "EN", "", "vi", "en-GB", "x" * 200])
def test_an_unknown_language_is_answered_in_vietnamese(api, lang):
    plain = api.get(PAGE)
    answer = api.get(PAGE, {"lang": lang})
    assert (answer.content, answer["Content-Language"]) == (plain.content, "vi")


@pytest.mark.usefixtures("_published")
def test_a_header_selects_no_language(api):
    answer = api.get(PAGE, headers={"Accept-Language": "en"})
    assert (answer["Content-Language"], answer.json()["name"]) == ("vi", "Cấp thẻ tạm trú")
    assert "Accept-Language" not in answer.get("Vary", "")


@pytest.mark.usefixtures("_published")
def test_a_procedure_without_a_translation_is_answered_in_vietnamese(api):
    answer = api.get(PAGE, {"lang": "ko"})
    assert (answer["Content-Language"], answer.json()["name"]) == ("vi", "Cấp thẻ tạm trú")
    assert answer.json()["languages"] == ["en"]


@pytest.mark.usefixtures("_published")
def test_cards_are_translated_as_well_as_vietnamese_ones(api):
    publish_procedure(id="ho-chieu", short_name="Hộ chiếu")
    page = api.get(LIST, {"lang": "en"}).json()
    shown = {card["id"]: (card["name"], card["time"]) for card in page["results"]}
    assert shown == {
        "the-tam-tru": ("TRC", "7 working days"),
        "ho-chieu": ("Hộ chiếu", "7 ngày làm việc"),
    }
    [fee_of_card] = [card["fee"] for card in page["results"] if card["id"] == "the-tam-tru"]
    assert fee_of_card == "145 – 1,550,000 USD/card"
    assert page["notice"].startswith("The Vietnamese text prevails")


@pytest.mark.usefixtures("_published")
def test_suggestions_have_names_in_the_language(api):
    found = api.get(f"{LIST}suggestions/", {"lang": "en", "q": "thẻ tạm"}).json()["results"]
    assert {"text": "TRC", "procedure": "the-tam-tru"} in found


@pytest.mark.usefixtures("_published")
def test_a_check_list_is_ticked_with_the_same_ids_in_every_language(api):
    [first, _second] = api.get(CHECKLIST).json()["conditions"]
    answer = api.get(CHECKLIST, {"lang": "en", "condition": first["id"]})
    content = answer.json()
    assert answer["Content-Language"] == "en"
    assert [(row["text"], row["group"], row["ticked"]) for row in content["conditions"]] == [
        ("Up to 2 years", "Validity", True),
        ("Thẻ trên 02 năm", "Validity", False),
    ]
    assert content["fee"]["text"] == "145 USD/card"
    assert content["time"]["limits"][0]["text"] == "7 working days"
    assert content["translation"]["origin"] == "machine"


@pytest.mark.usefixtures("_published")
def test_a_check_list_asks_for_a_choice_in_the_language(api):
    reason = api.get(CHECKLIST, {"lang": "en"}).json()["fee"]["reason"]
    assert reason == "Choose “Validity” to see the exact fee."


def test_a_case_is_chosen_by_its_name_in_either_language(api, card):
    card.cases.create(name="Bị mất")
    make_translation(card, "cases.name", "Bị mất", "Lost")
    publish_procedure(card)
    for name in ("Lost", "Bị mất"):
        content = api.get(CHECKLIST, {"lang": "en", "case": name}).json()
        assert (content["cases"], content["case"]) == (["Lost"], "Lost")


@pytest.mark.usefixtures("_published")
@for_each("address", [PAGE, CHECKLIST, LIST])
def test_a_translated_answer_has_its_own_etag_and_costs_no_query(
    api, address, django_assert_num_queries
):
    etag = api.get(address, {"lang": "en"})["ETag"]
    assert etag != api.get(address)["ETag"]
    with django_assert_num_queries(0):
        again = api.get(address, {"lang": "en"}, headers={"If-None-Match": etag})
    assert (again.status_code, again["Content-Language"]) == (304, "en")


@pytest.mark.usefixtures("_published")
def test_problems_stay_vietnamese(api):
    problem = api.get(CHECKLIST, {"lang": "en", "condition": "cffffffff"}).json()
    assert problem["errors"][0]["detail"].startswith("Thủ tục không có điều kiện")


@pytest.mark.usefixtures("_published")
def test_a_foreign_search_without_results_gets_the_page_for_foreigners(api):
    page = api.get(LIST, {"lang": "en", "search": "nuôi chim yến"}).json()
    [hint] = page["hints"]
    assert (hint["type"], hint["language"]) == ("foreigners", "en")
    assert [card["name"] for card in page["results"]] == ["TRC"]


def test_one_vietnamese_text_may_be_translated_differently_in_each_field(api):
    """«Cấp lại» is a name here and a condition of a fee there."""
    text = "Cấp lại"
    row = make_procedure(
        id="hai", short_name=text, fee_status="confirmed",
        fees=[fee(5, text), fee(7, "Cấp mới")],
        documents=[
            {"name": text, "requirement": "conditional", "condition": text, "original_count": 1}
        ],
    )  # fmt: skip
    words = {
        "short_name": "Reissue of a card",
        "documents.name": "Request for reissue",
        "fees.condition": "For a reissue",
    }
    for field, said in words.items():
        make_translation(row, field, text, said)
    publish_procedure(row)
    found = api.get("/api/v1/procedures/hai/checklist/", {"lang": "en"}).json()
    assert found["name"] == "Reissue of a card"
    (condition,) = [one for one in found["conditions"] if "documents" in one["affects"]]
    assert condition["documents"] == ["Request for reissue"]
    assert condition["text"] == "For a reissue"  # the condition of the document has no translation
