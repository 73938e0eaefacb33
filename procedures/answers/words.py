"""The words by which a question names a part of a procedure and its own circumstances."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

import orjson

from procedures.answers.ages_told import ages_told, without_ages
from procedures.answers.asked import Asked, circumstance
from procedures.answers.marked_phrases import Found, MarkedPhrases
from procedures.answers.parts import Part, Weighed, part_model, weighed, without_things
from procedures.answers.patterns import Focus, Patterns
from procedures.answers.things import Things
from procedures.search.words import (
    MAX_CHARACTERS,
    Syllables,
    Words,
    marked_syllables,
    plain_syllables,
    written_syllables,
)

SHIPPED = Path(__file__).with_name("words.json")

_PARTS = frozenset(Part.values)
# «cần giấy khai sinh không»: a need at most so many words before.
_NEEDED, _NEAR = frozenset({"can", "phai", "kem", "nop", "mang", "dem"}), 6
# «Để»; a purpose has at most so many words.
_FOR_WHAT, _LONGEST_PURPOSE = frozenset({*marked_syllables("để"), "de"}), 5
# These words are also used beside another part: «làm qua mạng hết bao nhiêu tiền».
WEAK = (Part.CONDITIONS, Part.WHERE, Part.ONLINE, Part.STEPS)
_NOT_ANSWERED, _SHIELD, _FOREIGN, _CHAT = "not answered", "shield", "foreign", "chat"
# One syllable of these counts only with its marks: mưa is not mua.
_EXACT = frozenset({_FOREIGN, _NOT_ANSWERED, _SHIELD, _CHAT})
_KEPT = frozenset({_SHIELD, _FOREIGN, _NOT_ANSWERED})
_LOSS = frozenset({"lost", "damaged"})
# «làm mất bao lâu»: nothing is lost but time.
_SPENT = {("mat",), ("lam", "mat")}


def contains(text: Syllables, words: Words) -> bool:
    """Return True if `text` has `words` in a row."""
    size, first = len(words), words[0] if words else ""
    return bool(words) and any(
        word == first and tuple(text[at : at + size]) == words for at, word in enumerate(text)
    )


class AnswerWords:
    """The shipped words, and those that officers added as (code, text)."""

    def __init__(self, added: Iterable[tuple[str, str]] = ()) -> None:
        shipped = orjson.loads(SHIPPED.read_bytes())
        rows = shipped["circumstances"]
        self.patterns = Patterns(shipped)
        self.circumstances = {row["code"]: circumstance(row) for row in rows}
        self._before_what = frozenset(plain_syllables(" ".join(shipped["not_lost_before"])))
        self._before = frozenset(shipped["before_part"])
        self._papers = {tuple(plain_syllables(text)) for text in shipped["papers_of_others"]}
        self._written = MarkedPhrases((text, text) for text in shipped["papers_asked_for"])
        self.grammar = frozenset(plain_syllables(" ".join(shipped["grammar"])))
        everywhere = shipped["said_everywhere"]
        self.everywhere = frozenset(" ".join(plain_syllables(text)) for text in everywhere)
        self._after = frozenset(shipped["after_part"])
        self._about = MarkedPhrases(
            [
                *((part.label, part.value) for part in Part),
                *_pairs(shipped["parts"]),
                *((text, code) for code, text in added if code in _PARTS),
                *((text, _NOT_ANSWERED) for text in shipped["not_answered"]),
                *((text, _SHIELD) for text in shipped["shields"]),
                *((text, _CHAT) for text in shipped["chat"]),
                *((text, _FOREIGN) for text in shipped["matters_of_others"]),
            ],
            _EXACT,
        )
        self.things = Things(shipped["things"])
        self.persons = Things(shipped["persons"])
        self._causes = {tuple(plain_syllables(text)) for text in shipped["causes_of_loss"]}
        # By name of a procedure, filled when first asked for.
        self._in_names: dict[str, frozenset[str]] = {}
        self._again = MarkedPhrases((text, "again") for text in shipped["again"])
        self._channels = MarkedPhrases(_pairs(shipped["channels"]))
        self._special = MarkedPhrases(
            [
                *((text, row["code"]) for row in rows for text in row["in_questions"]),
                *((text, code) for code, text in added if code in self.circumstances),
            ]
        )

    def without_things(self, text: str) -> str:
        """Return what the model sees of `text`."""
        plain = plain_syllables(text)
        named = self.things.of_question(plain, marked_syllables(text))
        return without_things(_written(text, plain), named.places)

    def read(self, question: str, *, is_choice: bool = False) -> Asked:
        """Return what `question` asks for; `is_choice` if it is one that a card offers."""
        question = question[:MAX_CHARACTERS]
        plain, marked = plain_syllables(question), marked_syllables(question)
        text, about = " ".join(plain), self._named(plain, marked)
        ages, focus = ages_told(plain), self.patterns.focus(text)
        special = frozenset(self._circumstances(plain, marked, about, ages))
        ruled, hint = self._part([code for _, _, code in about], text, focus)
        named = self.things.of_question(plain, marked)
        heard = Weighed((ruled,) if ruled else ())
        if not is_choice:
            reading = part_model().read(_written(question, plain), named.places)
            heard = weighed(ruled, reading, hinted=hint is not None)
        part = heard.parts[0] if heard.parts else None
        way = focus or hint
        asking = set(way.places(text) if way else ()) - named.places
        purpose = _purpose(plain, marked, about, named.places)
        about = [one for one in about if one[0] not in purpose]
        besides = asking | named.at_hand | set(purpose)
        return Asked(
            parts=heard.parts,
            is_part_sure=heard.sure,
            unlikely=heard.unlikely,
            refused=not is_choice and self._is_refused(about, text, focus),
            circumstances=special,
            channel=next((code for _, _, code in self._channels.find(plain, marked)), ""),
            words=tuple(plain),
            subject=self._subject(question, plain, about, part, besides),
            again=any(self._again.find(plain, marked)),
            foreign=heard.unlikely or self._is_of_others(about, plain, special, focus),
            focus=focus if focus and focus.part == part else None,
            hinted=hint is not None,
            ages=tuple(ages),
            things=named.things,
            persons=self.persons.mentioned(plain, marked),
            papers=tuple(self._papers_named(marked)),
        )

    def _named(self, plain: Syllables, marked: Syllables) -> list[Found]:
        """Return the words of the book that are said; a paper that one only brings is a paper."""
        return [
            (start, end, Part.PAPERS if self._is_paper(plain, start, end, code) else code)
            for start, end, code in self._about.find(plain, marked)
        ]

    def _is_refused(self, about: Iterable[Found], text: str, focus: Focus | None) -> bool:
        return self.patterns.refuses(text) or self._is_unanswered(about, _NOT_ANSWERED, text, focus)

    def _is_of_others(
        self,
        about: Iterable[Found],
        plain: Syllables,
        special: Collection[str],
        focus: Focus | None,
    ) -> bool:
        own = self._without_causes(about, plain, special)
        return self._is_unanswered(own, _FOREIGN, " ".join(plain), focus)

    def circumstances_in(self, name: str) -> frozenset[str]:
        """Return the circumstances that the name of a procedure has."""
        if name not in self._in_names:
            self._in_names[name] = self._special.codes_in(plain_syllables(name))
        return self._in_names[name]

    @staticmethod
    def _is_unanswered(
        about: Iterable[tuple[int, int, str]], code: str, text: str, focus: Focus | None
    ) -> bool:
        """Return True if words of `code` are said, not only as a known point is asked for."""
        point = focus.span(text) if focus and focus.said else range(0)
        return any(
            found == code and not (start in point and end - 1 in point)
            for start, end, found in about
        )

    def _without_causes(
        self, about: Iterable[Found], plain: Syllables, special: Collection[str]
    ) -> Iterable[Found]:
        """Return `about` without how and where something was lost: by a dog, at a market."""
        if _LOSS.isdisjoint(special):
            return about
        return [one for one in about if tuple(plain[one[0] : one[1]]) not in self._causes]

    def _papers_named(self, marked: Syllables) -> Iterator[str]:
        """Yield the papers that are named, as they are written."""
        plain = plain_syllables(" ".join(marked))
        return (text for _, _, text in self._written.find(plain, marked))

    def _is_paper(self, plain: Syllables, start: int, end: int, code: str) -> bool:
        """Return True for another body's paper that one only asks whether to bring."""
        return (
            code == _FOREIGN
            and tuple(plain[start:end]) in self._papers
            and not _NEEDED.isdisjoint(plain[max(0, start - _NEAR) : start])
        )

    def _part(
        self, codes: Sequence[str], text: str, focus: Focus | None
    ) -> tuple[Part | None, Focus | None]:
        """Return the part that is asked for, and the way of asking if it is only guessed."""
        if focus:
            return Part(focus.part), None
        if named := _named_part(codes):
            return named, None
        hint = self.patterns.hint(text)
        return (Part(hint.part), hint) if hint else (None, None)

    def _subject(
        self,
        question: str,
        plain: Syllables,
        about: Iterable[tuple[int, int, str]],
        part: Part | None,
        besides: Iterable[int],
    ) -> str:
        """Return `question` without the words that name a part, `besides`, and without an age.

        «Qua mạng» beside another part stays: it distinguishes procedures.
        """
        dropped = set(besides)
        for start, end, code in about:
            channel = code == Part.ONLINE and part != Part.ONLINE
            if code not in _KEPT and not channel:
                before = code in _PARTS and start > 0 and plain[start - 1] in self._before
                first = start - before
                after = takewhile(self._after.__contains__, plain[end:])
                dropped.update(range(first, end + len(list(after))))
        written = written_syllables(question)
        kept = " ".join(word for at, word in enumerate(written) if at not in dropped)
        return without_ages(kept)

    def _circumstances(
        self, plain: Syllables, marked: Syllables, about: Sequence[Found], ages: Sequence[int]
    ) -> Iterator[str]:
        """Yield what is special: not inside other words, but «ly hôn» is both; and by an age."""
        inside = {
            at
            for start, end, code in about
            for at in range(start, end)
            if code not in {_SHIELD, _CHAT}
        }
        whole = {(start, end) for start, end, _ in about}
        for start, end, code in self._special.find(plain, marked):
            following = plain[end] if end < len(plain) else ""
            spent = tuple(plain[start:end]) in _SPENT and following in self._before_what
            if (start not in inside or (start, end) in whole) and not spent:
                yield code
        for one in self.circumstances.values():
            if any(age in one.ages for age in ages):
                yield one.code


def _purpose(
    plain: Syllables, marked: Syllables, about: Sequence[Found], things: frozenset[int]
) -> range:
    """Return the places of what something is for: «xác nhận cư trú để vay ngân hàng»."""
    for at, word in enumerate(marked):
        if word in _FOR_WHAT and any(place < at for place in things):
            parts = (start for start, _, code in about if start > at and code in _PARTS)
            end = min([*parts, at + _LONGEST_PURPOSE, len(plain)])
            return range(0) if plain[at + 1 : at + 2] == ["lai"] else range(at, end)
    return range(0)


def _written(text: str, plain: Syllables) -> Syllables:
    """Return the syllables as they are written, if they are those of `plain`."""
    written = written_syllables(text)
    return written if len(written) == len(plain) else plain


def _named_part(codes: Sequence[str]) -> Part | None:
    named = [Part(code) for code in codes if code in _PARTS]
    strong = [part for part in named if part not in WEAK]
    return strong[-1] if strong else min(named, key=WEAK.index, default=None)


def _pairs(groups: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((text, code) for code, texts in groups.items() for text in texts)


@lru_cache(maxsize=4096)
def condition_words(text: str) -> Words:
    """Return the syllables of a text of the catalogue, such as a condition or a name."""
    return tuple(plain_syllables(text))
