"""Signposts: who or what, and what happens, in any order; by whole syllables and with marks."""

import pytest

from benchmarks.doors import is_right, sentences
from benchmarks.search_data import load_entries, load_queries, load_vocabulary, query_files
from procedures.search import NotPolice, SearchIndex, Signpost, Vocabulary
from procedures.search.signposts import Signposts
from procedures.search.words import read_query

ROW = Signpost("Cống", ("report_kind:site_report",), "", ("cống", "nắp cống"), ("mất", "bị mất"))
BOOK = Signposts(Vocabulary(signposts=(ROW,)))
# Per cent of the sentences in benchmarks/sentences with the right door (without those that a room
# finds by itself), and of queries for procedures with a door beside.
RIGHT, BESIDE = 90, 5


def weights(text):
    return [weight for weight, _ in BOOK.find(*read_query(text))]


@pytest.mark.parametrize("text", ["mất nắp cống", "nắp cống bị ai lấy mất", "nap cong bi mat"])
def test_who_and_what_fit_in_any_order(text):
    assert weights(text)


@pytest.mark.parametrize("text", ["nắp cống", "bị mất", "mất công", "cong mat"])
def test_half_of_it_other_marks_and_a_lone_unmarked_syllable_do_not_fit(text):
    assert weights(text) == []


def test_longer_phrases_weigh_more():
    assert weights("nắp cống bị mất")[0] > weights("cống mất")[0]


@pytest.fixture(scope="module")
def index():
    return SearchIndex(load_entries(), load_vocabulary())


def doors(index, text):
    found = index.search(text)
    said = [door.partition("/")[0] for post in found.signposts for door in post.doors]
    return [*said, *("elsewhere:" for hint in found.hints if isinstance(hint, NotPolice))]


@pytest.mark.parametrize("name", ["seen", "heldout"])
def test_most_sentences_find_their_door(index, name):
    rows = [row for row in sentences(name) if not {"dossier", "office"} & set(row[1])]
    right = sum(is_right(doors(index, text)[:3], wanted) for text, wanted in rows)
    assert 100 * right >= RIGHT * len(rows), right


def test_few_queries_for_procedures_have_a_door_beside(index):
    queries = [query for name in query_files() for query in load_queries(name)]
    beside = sum(bool(doors(index, query.text)) for query in queries)
    assert 100 * beside <= BESIDE * len(queries), beside


@pytest.mark.parametrize(
    "text", ["đặt lịch", "đặt lịch làm căn cước", "dat lich hen", "lấy số thứ tự", "取号"]
)
def test_who_wants_an_appointment_is_led_to_it(index, text):
    assert "appointment:new" in doors(index, text)


@pytest.mark.parametrize("text", ["đặt lịch đăng kiểm xe", "lấy số khung xe", "giấy hẹn"])
def test_other_schedules_and_numbers_lead_elsewhere(index, text):
    assert "appointment:new" not in doors(index, text)
