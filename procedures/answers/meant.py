"""Which procedures a question means, and whether that is sure enough to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from procedures.answers.asked import Asked
from procedures.answers.names import are_related, is_named, is_of_name, words_of_name
from procedures.answers.words import AnswerWords, condition_words, contains
from procedures.choices import ApplicantType, Level
from procedures.publishing.published import Published
from procedures.search.index import SearchIndex
from procedures.search.languages import foreign_language
from procedures.search.phrases import without_asides
from procedures.search.results import SearchResult
from procedures.search.words import Words

MOST_MEANT, MOST_GUESSED = 5, 3
# A procedure is meant from this score on, if a pair of words of its name is said; from the second
# one, if none is. Two are meant alike if the second has this share of the score.
LEAST, UNNAMED, ALIKE = 1.15, 1.6, 0.91
# The same, if the part is only guessed; and in a foreign language.
GUESSED, GUESSED_UNNAMED, TRANSLATED = 1.6, 1.9, 1.7
# If a matter of somebody else is mentioned: if the name is said, if nothing is near, otherwise.
NAMED, NEARLY, CLEARLY = 2.0, 2.5, 2.9
# Nothing else is near with a score of so much less.
AHEAD = 1.8
# With this share of the score of Hà Nội's, the province's procedure of the same name is meant.
LOCAL = 0.75
# Below this score, procedures that have little in common are a guess.
ALIKE_FROM = 2.0
# What is left of the score of a procedure for others than the asker seems to be.
UNASKED = 0.8
# The same for a special matter that the question does not mention.
APART = 0.6
# From this score on, the asker is asked whether it is meant: those with this share of the score.
PERHAPS, NEARLY_ALIKE = 1.0, 0.85
# The first of them must not be far behind one that is about something else.
NOT_BEHIND = 0.92
# With this share of the best score, another may be meant, if it has what the best one lacks.
OTHER = 0.6
# What is possible in a wide field must have this share of the best score.
NOT_FAR_BEHIND = 0.75
# Where none of this is sure, the asker may choose: from this score on, of these shares of the best
# score, if the question names no thing, from the second one.
POSSIBLE, POSSIBLE_UNNAMED, NOT_FAR = 0.7, 1.3, 0.6
_FOREIGN = {ApplicantType.FOREIGNER, ApplicantType.FOREIGN_ORGANISATION}
_OF_FOREIGNERS = {"visa", "temporary residence card", "permanent residence card"}
# Things of many procedures: that a procedure is about one says little.
_FIELDS = {"fire", "weapon", "explosive", "fireworks", "order certificate", "rehabilitation"}
_ABROAD, _COPY, _EXCHANGE = ("nuoc", "ngoai"), ("cap", "lai"), ("cap", "doi")
_LOSES = {"lost", "damaged", "change", "expired"}
_REPORT_OF_LOSS, _FOUND = ("bao", "mat"), "found"
_FIRST_ISSUE, _NEW = ("cap", "moi"), ("moi",)


@dataclass(frozen=True, slots=True)
class Meant:
    """The procedures that are meant alike, the best first; if not `sure`, one has to ask."""

    procedures: Sequence[Published] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Meaning:
    """Chooses procedures for questions."""

    documents: Mapping[str, Published]
    index: SearchIndex
    words: AnswerWords

    def meant(self, asked: Asked, found: SearchResult) -> Meant:
        """Return the procedures that `asked` means, of those `found`."""
        ranked = self._weighed(asked, found)
        if not ranked or self._is_elsewhere(asked, found, ranked):
            return Meant()
        meant = self._likely(asked, found, ranked)
        meant = meant if meant.procedures else self._possible(asked, found, ranked)
        return meant if meant.sure and meant.procedures else self._with_first(meant, asked, found)

    def _is_elsewhere(
        self, asked: Asked, found: SearchResult, ranked: Sequence[tuple[Published, float]]
    ) -> bool:
        """Return True if the best found does not fit a loss, and nothing else comes near."""
        first = self.documents[found.ids[0]]
        if not found.scores or _admits(first, asked) or not is_open_to(first, asked):
            return False
        if condition_words(first.name_in_lists)[:2] == _REPORT_OF_LOSS:
            return False
        return ranked[0][1] < NOT_FAR_BEHIND * found.scores[0]

    def _with_first(self, meant: Meant, asked: Asked, found: SearchResult) -> Meant:
        """Return what is asked back with the first procedure found, if the search is sure of it."""
        first = self.documents[found.ids[0]]
        if not found.is_sure or asked.unlikely or not _admits(first, asked):
            return meant
        if asked.foreign and asked.hinted:
            return meant
        if (
            not asked.things & self._things_of(first)
            or _Fitness(self.words, asked).share(first) < 1
        ):
            return meant
        both = {one.id: one for one in (*_nearer([first], meant.procedures), *meant.procedures)}
        return Meant(list(both.values())[:MOST_GUESSED], sure=False)

    def _likely(
        self, asked: Asked, found: SearchResult, ranked: Sequence[tuple[Published, float]]
    ) -> Meant:
        if self._is_for_others(ranked[0][0], asked, found) or (
            ranked[0][1] < self._least(asked, ranked, found.understood)
        ):
            return self._perhaps(asked, ranked, found.understood)
        alike = [one for one, score in ranked if score >= ALIKE * ranked[0][1]][:MOST_MEANT]
        if ranked[0][1] < ALIKE_FROM and not all(are_related(alike[0], one) for one in alike):
            return self._perhaps(asked, ranked, found.understood)
        near = [one for one, score in ranked if score >= LOCAL * ranked[0][1]]
        here = _nearer(alike, near)
        chosen = [one for one in here if is_named(one, asked)] or here
        if self._covers_best(chosen[0], asked, ranked):
            return Meant(chosen)
        return self._perhaps(asked, ranked, found.understood)

    def _is_for_others(self, best: Published, asked: Asked, found: SearchResult) -> bool:
        """Return True if the first found is not for foreigners, and `best` is something else."""
        first = self.documents[found.ids[0]]
        if first.id == best.id or is_open_to(first, asked):
            return False
        return not set(words_of_name(first)) <= set(words_of_name(best))

    def _perhaps(
        self, asked: Asked, ranked: Sequence[tuple[Published, float]], understood: Words
    ) -> Meant:
        """Return the procedures that one may ask for: what the question is about is theirs."""
        if asked.foreign or not asked.things:
            return Meant()
        fit = [
            (one, score)
            for one, score in ranked
            if score >= PERHAPS
            and self._covers(one, asked)
            and self.index.names(understood, one.id)
        ]
        if fit and fit[0][1] < NOT_BEHIND * ranked[0][1]:
            return Meant()
        near = [one for one, score in fit if score >= NEARLY_ALIKE * fit[0][1]]
        return Meant(_nearer(near, near)[:MOST_GUESSED], sure=False)

    def _possible(
        self, asked: Asked, found: SearchResult, ranked: Sequence[tuple[Published, float]]
    ) -> Meant:
        """Return the procedures among which the asker may choose, though none is likely."""
        if asked.unlikely or ((asked.foreign or asked.hinted) and not asked.things):
            return Meant()
        least = POSSIBLE if asked.things else POSSIBLE_UNNAMED
        fit = [
            (one, score)
            for one, score in ranked
            if score >= least and (not asked.things or asked.things & self._things_of(one))
        ]
        best = max(found.scores, default=0.0)
        if fit and asked.things <= _FIELDS and fit[0][1] < NOT_FAR_BEHIND * best:
            return Meant()
        near = [one for one, score in fit if score >= NOT_FAR * fit[0][1]]
        return Meant(_nearer(near, near)[:MOST_GUESSED], sure=False)

    def _covers_best(
        self, best: Published, asked: Asked, ranked: Sequence[tuple[Published, float]]
    ) -> bool:
        """Return True if `best` is about what the question is about, and no other has the rest."""
        named = self.words.things.of_name(best.name_in_lists)
        missing = asked.things - named
        if missing and not asked.things & named:
            return False
        near = [one for one, score in ranked if score >= OTHER * ranked[0][1]]
        return not any(missing & self._things_of(one) for one in near)

    def _covers(self, one: Published, asked: Asked) -> bool:
        """Return True if the name of `one` has every thing that the question is about."""
        return asked.things <= self._things_of(one)

    def _things_of(self, one: Published) -> frozenset[str]:
        return self.words.things.of_name(without_asides(one.name_in_lists))

    def _least(
        self, asked: Asked, ranked: Sequence[tuple[Published, float]], understood: Words
    ) -> float:
        """Return the score that the best procedure needs."""
        (best, score), *others = ranked
        named = self.index.names(understood, best.id)
        if asked.foreign:
            next_best = max((s for one, s in others if not are_related(best, one)), default=0.0)
            alone = score >= AHEAD * next_best
            if is_named(best, asked) or (named and alone):
                return NAMED
            return NEARLY if alone else CLEARLY
        if foreign_language(asked.subject):
            return TRANSLATED
        if named:
            return GUESSED if asked.hinted else LEAST
        return GUESSED_UNNAMED if asked.hinted else UNNAMED

    def _weighed(self, asked: Asked, found: SearchResult) -> list[tuple[Published, float]]:
        """Return the procedures that fit the asker, the best first; a typed code needs no score."""
        scores = found.scores or [CLEARLY] * len(found.ids)
        documents = self.documents
        left = _Fitness(self.words, asked)
        fit = [
            (documents[key], score * left.share(documents[key]))
            for key, score in zip(found.ids, scores, strict=False)
            if _admits(documents[key], asked)
        ]
        return sorted(fit, key=lambda one: -one[1])


class _Fitness:
    """How well procedures fit what is said beside their names."""

    def __init__(self, words: AnswerWords, asked: Asked) -> None:
        self._patterns, self._asked = words.patterns, asked.words
        self._by_foreigner = (
            "foreigner" in asked.circumstances
            or not asked.things.isdisjoint(_OF_FOREIGNERS)
            or bool(foreign_language(asked.subject))
            or (contains(asked.words, _ABROAD) and "abroad" not in asked.circumstances)
        )
        self._is_lost = "lost" in asked.circumstances
        self._copy = asked.again or bool(asked.circumstances & _LOSES)

    def share(self, one: Published) -> float:
        """Return what is left of the score of `one`."""
        abroad, copied, exchanged = _traits(one.name_in_lists)
        unasked = (copied and not self._copy) or (exchanged and self._is_lost)
        apart = (abroad and not self._by_foreigner) or self._patterns.is_unsaid(
            one.name_in_lists, self._asked
        )
        return (APART if apart else 1.0) * (UNASKED if unasked else 1.0)


@lru_cache(maxsize=4096)
def _traits(full_name: str) -> tuple[bool, bool, bool]:
    """Return whether a procedure is for what is abroad, gives a copy, and gives only another."""
    name = condition_words(without_asides(full_name))
    again, exchange = contains(name, _COPY), contains(name, _EXCHANGE)
    exchange_only = name[:1] == _EXCHANGE[1:] or (exchange and not again)
    return contains(name, _ABROAD), again or exchange, exchange_only


def _admits(one: Published, asked: Asked) -> bool:
    """Return False for what a foreigner may not do, and what does not fit a loss.

    A report of loss makes nothing anew and gives nothing back. What was lost is not given for the
    first time, and not exchanged.
    """
    told, name = asked.circumstances, condition_words(one.name_in_lists)
    if name[:2] == _REPORT_OF_LOSS and (asked.again or _FOUND in told):
        return False
    if asked.again and "lost" in told and "change" not in told:
        *_, exchange_only = _traits(one.name_in_lists)
        first = condition_words(without_asides(one.name_in_lists))
        if exchange_only or first[:2] == _FIRST_ISSUE or first[-1:] == _NEW:
            return False
    return is_open_to(one, asked)


def is_open_to(one: Published, asked: Asked) -> bool:
    """Return False if the question is a foreigner's, and `one` is for citizens."""
    kinds = one.facets["applicant_types"]
    return "foreigner" not in asked.circumstances or not kinds or bool(kinds & _FOREIGN)


def _nearer(alike: Sequence[Published], near: Sequence[Published]) -> list[Published]:
    """Return `alike`, the province's procedure of the same name instead of the ministry's."""
    provincial = [one for one in near if not _is_central(one)]
    instead = {
        one.id: [local for local in provincial if is_of_name(local, one)]
        for one in alike
        if _is_central(one)
    }
    chosen = [local for one in alike for local in instead.get(one.id) or [one]]
    return list({one.id: one for one in chosen}.values())[:MOST_MEANT]


def _is_central(one: Published) -> bool:
    return one.facets["levels"] == {Level.MINISTRY}
