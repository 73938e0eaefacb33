"""Every sentence stands word for word in the published catalogue, or is a rendered fact."""

import os
import re
from datetime import date
from itertools import count

import orjson
import pytest

from benchmarks.answers.measuring import measure, questions
from offices.finding.receiving import Whence
from offices.snapshot import directory
from procedures.answers.cards import Answering, Kind
from procedures.answers.parts import Part
from procedures.publishing.snapshot import catalogue

pytestmark = pytest.mark.django_db
WHENCE = Whence(date(2026, 11, 30), "Bạch Hạc")
CASES = ("", " con tôi 5 tuổi", " bị mất", " bị hỏng", " lần đầu", " bên mua", " qua mạng", " ô tô")
# Amounts and how they are put together, days, hours, phones.
_FACTS = re.compile(
    r"[\d.,:/+()–; ]+|đồng|đô la Mỹ|gồm|từ|đến hết|đến|sau đó chưa rõ mức thu|Miễn phí|Chưa rõ mức "
    r"thu|Chưa xác minh|Chưa có quy định thu|Theo Thông tư 48/2022/TT-BTC|Tuỳ trường hợp"
)


@pytest.fixture
def answering(shipped):
    """Return what answers from the shipped catalogue."""
    catalogue.refresh()
    directory.refresh()
    return Answering(catalogue.current(), directory.current())


def leaves(value):
    """Yield every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)


def stands_in(text, said):
    """Return True if `text` consists of whole texts of `said` and of facts."""
    rest = text
    for one in sorted((one for one in said if len(one) > 1 and one in text), key=len, reverse=True):
        rest = rest.replace(one, " ")
    return not _FACTS.sub("", rest).strip()


def cases_of(number):
    """Return no case and one of CASES, each time the next one; all where everything is tested."""
    return CASES if os.environ.get("TEST_EVERYTHING") else ("", CASES[1 + number % len(CASES[1:])])


def test_every_sentence_is_published(answering):
    found = directory.current().offices.values()
    offices = {text for one in found for text in leaves(one.document)}
    strange = set()
    asked = count()
    for one in answering.catalogue.documents.values():
        said = {*leaves(orjson.loads(one.document))}
        for part in Part:
            for case in cases_of(next(asked)):
                card = answering.card(f"{one.name_in_lists}: {part.label.lower()}{case}", WHENCE)
                assert card.procedure in {one.id, ""}
                known = said | offices if card.part in {Part.WHERE, Part.HOURS} else said
                strange |= {s.text for s in card.sentences if not stands_in(s.text, known)}
    assert strange == set()


def test_every_choice_leads_to_an_answer_about_its_case(answering):
    lost = []
    for one in answering.catalogue.documents.values():
        for part in Part:
            card = answering.card(f"{one.name_in_lists}: {part.label.lower()}", WHENCE)
            for choice in card.choices:
                then = answering.card(choice.q, WHENCE)
                kept = (then.procedure, then.part) == (one.id, part) and choice.label in then.case
                if then.kind != Kind.ANSWER or not kept:
                    lost.append(choice.q)
            assert len(card.choices) <= 5
    assert lost == []


@pytest.mark.parametrize("aside", [False, True])
def test_cards_are_right_and_others_are_refused(answering, aside):
    figures = measure(questions(aside=aside), lambda q: answering.card(q, WHENCE))
    wrong = figures.wrong + figures.outside - figures.refused
    assert figures.right >= 0.9 * figures.answerable, str(figures)
    assert figures.refused >= 0.95 * figures.outside, str(figures)
    assert wrong <= 0.02 * (figures.answerable + figures.outside), str(figures)
