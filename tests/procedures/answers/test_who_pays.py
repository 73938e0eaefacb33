"""Who pays nothing, in the answer of the shipped catalogue."""

import pytest

from tests.for_each import for_each

pytestmark = pytest.mark.django_db


def answer(api, question):
    return api.get("/api/v1/answers/", {"search": question}).json()


def test_at_sixty_the_card_is_changed_without_a_fee(shipped, api):
    card = answer(api, "Tôi 60 tuổi đổi thẻ căn cước mất bao nhiêu?")
    assert (card["kind"], card["procedure"]) == ("answer", "cancuoc-cap-doi-lai")
    first = card["sentences"][0]
    assert first["text"].startswith("Miễn phí")
    assert "60 tuổi" in first["condition"]
    assert not [row for row in card["sentences"] if "Trẻ em" in row["condition"]]


def test_at_twenty_five_it_is_asked_which_card_one_has(shipped, api):
    card = answer(api, "em 25 tuổi đổi thẻ căn cước mất bao nhiêu")
    assert card["kind"] == "ask"
    assert all("25, 40 tuổi" in choice["label"] for choice in card["choices"])


@for_each(
    ("question", "who"),
    [
        ("bà 70 tuổi đăng ký thường trú có phải nộp tiền không", "Người cao tuổi"),
        ("bé 3 tuổi đăng ký thường trú mất bao nhiêu tiền", "Trẻ em"),
    ],
)
def test_who_is_exempt_reads_that_first(shipped, api, question, who):
    card = answer(api, question)
    assert (card["kind"], card["procedure"]) == ("answer", "tthc-1-004222")
    assert who in card["sentences"][0]["condition"]
    assert card["sentences"][0]["text"].startswith("Miễn phí")
    assert card["sentences"][0]["certainty"] == "ask_first"
