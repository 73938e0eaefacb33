"""Which pairs of words a question shares with others, and how pairs make a phrase.

Two neighbouring syllables are mostly one Vietnamese word. Pairs of different questions are counted,
not their texts: what many people write is nobody's. What was counted is taken back when a
question's words are forgotten, so the filler words are those shipped and not those that officers
edit: what is taken back must be what was counted.
"""

from collections.abc import Mapping

from procedures.search.words import pairs
from procedures.vocabulary_rows import shipped_filler

# A pair with one of these says nothing by itself; what it means is in the other pairs of the
# question.
_JOINING = frozenset(
    word
    for line in """
    cua thi va voi nhung cac toi em minh neu khi la duoc
    khong giup xin cho nao gi bo mang
    """.splitlines()
    for word in line.split()
)
MAX_PAIRS = 30  # of one question
MAX_PAIR = 60
MAX_PHRASE = 6  # syllables
# Two pairs belong to one phrase when the rarer one is in this share of the questions of the other.
TOGETHER = 0.6


def pairs_of(words: str) -> list[str]:
    """Return the different pairs of a question's folded words, question words and numbers left out.

    >>> pairs_of("toi muon lam lai the can cuoc bi mat thi can giay to gi")
    ['lam lai', 'lai the', 'can cuoc', 'cuoc bi', 'bi mat']
    """
    known = shipped_filler().without_question_phrases(words.split())
    found = (pair for pair in pairs(known) if _says_something(pair))
    return list(dict.fromkeys(found))[:MAX_PAIRS]


def _says_something(pair: str) -> bool:
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
    """Return the phrases that the pairs make, the most frequent first.

    Each with how many questions have at most all of it.

    >>> phrases({"lam lai": 9, "lai the": 8, "tam tru": 7})
    [('lam lai the', 8), ('tam tru', 7)]
    """
    left = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    found = []
    while left:
        pair, count = next(iter(left.items()))
        del left[pair]
        found.append(_grown(pair.split(), count, left))
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _grown(words: list[str], count: int, left: dict[str, int]) -> tuple[str, int]:
    """Take from `left` the pairs that lengthen a phrase at its end or beginning."""
    enough = count * TOGETHER
    while len(words) < MAX_PHRASE:
        fitting = [
            pair
            for pair, number in left.items()
            if number >= enough and _joins(words, pair.split())
        ]
        if not fitting:
            break
        pair = fitting[0]
        count = min(count, left.pop(pair))
        first, second = pair.split()
        words = [*words, second] if first == words[-1] else [first, *words]
    return " ".join(words), count


def _joins(words: list[str], pair: list[str]) -> bool:
    return pair[0] == words[-1] or pair[1] == words[0]
