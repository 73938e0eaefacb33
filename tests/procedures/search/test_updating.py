"""A new index made out of a former one.

The same answers from the same structure as one that is built anew.
"""

import random
from dataclasses import replace

import pytest

from procedures.search import Abbreviation, Entry, Question, SearchIndex, Synonyms, Vocabulary
from procedures.search.rows import parts_of
from tests.procedures.search.shelf import ENTRIES, INDEX, VOCABULARY

TEXT = (
    "cấp lại đổi thẻ căn cước hộ chiếu giấy phép lái xe đăng ký tạm trú thường phòng cháy mất "
    "khi cho ở ma tuý CT01 kho súng"
)
WORDS = TEXT.split()
QUERIES = (
    "làm hộ chiếu", "mat ho chieu", "đổi căn cước", "cap lai giay phep lai xe", "dang ky tam tru o dau", "phòng cháy", "CT01", "1.001456",
    "passport", "kt3", "cccd", "hochieu", "hộ chiêu", "xin bản khác", "khai sinh", "cháy nhà", "thẻ súng kho", "lái xe cho mất", "khi",
)  # fmt: skip


def structure(index: SearchIndex) -> dict[str, object]:
    """Return everything that an index is made of, by ids instead of numbers."""
    postings = index.postings
    ids = {number: key for key, number in postings.numbers.items()}
    return {
        "terms": {
            term: (
                {ids[n]: value for n, value in parts_of(posting.row).items()},
                posting.spread,
                posting.worth,
            )
            for term, posting in postings.terms.items()
        },
        "marked": {
            word: {ids[n]: value for n, value in parts_of(row).items()}
            for word, row in postings.marked.items()
        },
        "unmarked": dict(postings.unmarked),
        "phrases": postings.phrases,
        "places": {key: postings.places[number] for key, number in postings.numbers.items()},
        "holdings": {
            held.entry.id: (
                held.entry,
                dict(zip(held.bags, held.trusts, strict=True)),
                {held.bags[name] for name in held.names},
                held.aspects,
            )
            for held in postings.holdings
            if held
        },
    }


def answers(index: SearchIndex) -> list[object]:
    return [(index.search(query), index.suggest(query[:4])) for query in QUERIES]


def assert_same(updated: SearchIndex, anew: SearchIndex) -> None:
    assert structure(updated) == structure(anew)
    assert answers(updated) == answers(anew)


class Editor:
    """Edits a catalogue and its vocabulary as officers do.

    At random but the same for the same seed.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # no secret
        self.entries = list(ENTRIES)
        self.vocabulary = VOCABULARY
        self.made = 0

    def edit(self) -> None:
        for _ in range(self.chance.randrange(1, 4)):
            self.chance.choice(
                (
                    self.rename,
                    self.rename,
                    self.say,
                    self.describe,
                    self.publish,
                    self.withdraw,
                    self.move,
                    self.word,
                )
            )()

    def text(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randrange(1, 5)))

    def change(self, **values: object) -> None:
        if self.entries:
            place = self.chance.randrange(len(self.entries))
            self.entries[place] = replace(self.entries[place], **values)  # type: ignore[arg-type]

    def rename(self) -> None:
        self.change(**{self.chance.choice(("name", "short_name", "current_name")): self.text()})

    def say(self) -> None:
        self.change(keywords=tuple(self.text() for _ in range(self.chance.randrange(4))))

    def describe(self) -> None:
        self.change(text=self.text(), codes=(self.chance.choice(("CT01", "1.004222", "TK9")),))

    def publish(self) -> None:
        self.made += 1
        self.entries.insert(
            self.chance.randrange(len(self.entries) + 1),
            Entry(f"new-{self.made}", self.text(), keywords=(self.text(),)),
        )

    def withdraw(self) -> None:
        if self.entries:
            self.entries.pop(self.chance.randrange(len(self.entries)))

    def move(self) -> None:
        self.chance.shuffle(self.entries)

    def word(self) -> None:
        ids = tuple(self.chance.sample([entry.id for entry in ENTRIES], 2))
        self.vocabulary = replace(
            self.vocabulary,
            synonyms=(*self.vocabulary.synonyms[-3:], Synonyms(self.text(), (self.text(),), ids)),
            questions=(*self.vocabulary.questions[-1:], Question(self.text(), (), ids[:1])),
            abbreviations=(*self.vocabulary.abbreviations[-2:], Abbreviation("XYZ", self.text())),
        )


@pytest.mark.parametrize("seed", range(12))
def test_any_edits_give_the_index_that_building_anew_gives(seed):
    editor, index = Editor(seed), INDEX
    for _ in range(12):
        editor.edit()
        index = SearchIndex(editor.entries, editor.vocabulary, index)
        assert_same(index, SearchIndex(editor.entries, editor.vocabulary))


def test_the_former_index_answers_as_before():
    before = structure(INDEX), answers(INDEX)
    SearchIndex([replace(ENTRIES[0], name="Tách hộ"), *ENTRIES[2:]], Vocabulary(), INDEX)
    assert (structure(INDEX), answers(INDEX)) == before


def test_only_what_changed_is_read_anew(monkeypatch):
    read = []
    leads = "procedures.search.phrases.Reader.leads"
    original = INDEX.postings  # the index exists before its reader is replaced
    monkeypatch.setattr(leads, _noting(read))
    index = SearchIndex(
        [replace(ENTRIES[0], short_name="Tách hộ"), *ENTRIES[1:]], VOCABULARY, INDEX
    )
    assert set(read) == {"passport"}
    assert index.postings.holdings[1] is original.holdings[1]


def _noting(read):
    from procedures.search.phrases import Reader

    original = Reader.leads

    def leads(self, entry, others):
        read.append(entry.id)
        return original(self, entry, others)

    return leads


def test_numbers_of_what_went_are_given_to_what_comes():
    """Else rows would grow with every procedure that was ever published."""
    without = SearchIndex(ENTRIES[1:], VOCABULARY, INDEX)
    again = SearchIndex([*ENTRIES[1:], Entry("new", "Thẻ súng")], VOCABULARY, without)
    assert len(again.postings.holdings) == len(ENTRIES)
    assert again.search("thẻ súng").ids == ("new",)


def test_everything_may_go_and_come():
    empty = SearchIndex((), Vocabulary(), INDEX)
    assert_same(empty, SearchIndex((), Vocabulary()))
    assert_same(SearchIndex(ENTRIES, VOCABULARY, empty), INDEX)
