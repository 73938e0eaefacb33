"""Word pairs of questions, and the phrases that they form. Pure.

Two neighbouring syllables are mostly one Vietnamese word. Pairs of different questions are counted,
not texts: words of many people belong to nobody. When a question's words are deleted, its counts
are subtracted. So the filler words are the shipped ones, which officers cannot change in between.
"""

from collections.abc import Mapping

from procedures.search.vocabulary import shipped_filler
from procedures.search.words import neighbour_pairs

# A pair with one of these words means little; the question's other pairs show its subject.
_JOINING = frozenset(
    word
    for line in """
    cua thi va voi nhung cac toi em minh neu khi la duoc
    khong giup xin cho nao gi bo mang
    """.splitlines()
    for word in line.split()
)
MAX_PAIRS = 30  # per question
MAX_PAIR = 60
MAX_PHRASE = 6  # syllables
# Two pairs form a phrase if the rarer occurs in this share of the other's questions.
TOGETHER = 0.6


def pairs_of(words: str) -> list[str]:
    """Return the distinct pairs of a question's folded words, without question words and numbers.

    >>> pairs_of("toi muon lam lai the can cuoc bi mat thi can giay to gi")
    ['lam lai', 'lai the', 'can cuoc', 'cuoc bi', 'bi mat']
    """
    known = shipped_filler().without_question_phrases(words.split())
    found = (pair for pair in neighbour_pairs(known) if _has_meaning(pair))
    return list(dict.fromkeys(found))[:MAX_PAIRS]


def _has_meaning(pair: str) -> bool:
    syllables = pair.split()
    numbers = any(letter.isdigit() for letter in pair)
    joining = any(syllable in _JOINING for syllable in syllables)
    return (
        not numbers
        and not joining
        and len(pair) <= MAX_PAIR
        and not shipped_filler().weak.issuperset(syllables)
    )


def phrases(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the phrases of these pairs, each with its largest possible count, largest first.

    >>> phrases({"lam lai": 9, "lai the": 8, "tam tru": 7})
    [('lam lai the', 8), ('tam tru', 7)]
    """
    left = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    found = []
    while left:
        pair, count = next(iter(left.items()))
        del left[pair]
        found.append(_grow_phrase(pair.split(), count, left))
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _grow_phrase(words: list[str], count: int, left: dict[str, int]) -> tuple[str, int]:
    """Lengthen a phrase at both ends with pairs, which are removed from `left`."""
    enough = count * TOGETHER
    while len(words) < MAX_PHRASE:
        fitting = [
            pair
            for pair, number in left.items()
            if number >= enough and _can_join(words, pair.split())
        ]
        if not fitting:
            break
        pair = fitting[0]
        count = min(count, left.pop(pair))
        first, second = pair.split()
        words = [*words, second] if first == words[-1] else [first, *words]
    return " ".join(words), count


def _can_join(words: list[str], pair: list[str]) -> bool:
    return pair[0] == words[-1] or pair[1] == words[0]
