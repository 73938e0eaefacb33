"""Makes different searches from real ones, varied as people vary them."""

import random
from urllib.parse import quote_plus

from benchmarks.search_data import SLIPS, load_queries, query_files, slip
from foundation.records.vietnamese import fold

TAILS = (
    "ở đâu",
    "bao nhiêu tiền",
    "cần giấy tờ gì",
    "mất bao lâu",
    "online",
    "cho con",
    "ở xã",
    "lần đầu",
    "bị mất",
    "2026",
)
# One search in so many has a typing mistake.
SLIP_IN = 7


def different_queries(count: int, *, slips: bool | None = None, seed: int = 2026) -> list[str]:
    """Return `count` different searches, the same for each call.

    `slips`: all have a slip of the finger, none has, or (None) some have.
    """
    chance = random.Random(seed)
    real = [query.text for file in query_files() for query in load_queries(file)]
    made: dict[str, None] = {}
    while len(made) < count:
        query = _varied(chance.choice(real), chance)
        with_slip = chance.randrange(SLIP_IN) == 0 if slips is None else slips
        made[slipped(query, chance) if with_slip else query] = None
    return list(made)


def _varied(query: str, chance: random.Random) -> str:
    """Return `query` as another person may type it: shorter, with a tail, without marks."""
    words = query.split()
    way = chance.randrange(4)
    if way == 0 and len(words) > 2:
        del words[chance.randrange(len(words))]
    elif way == 1 and len(words) > 3:
        words = words[: chance.randrange(2, len(words))]
    elif way == 2:
        words += chance.choice(TAILS).split()
    text = " ".join(words)
    return fold(text) if chance.randrange(2) else text


def slipped(query: str, chance: random.Random) -> str:
    """Return `query` with one slip in one word, if it has a word that is long enough."""
    words = query.split()
    places = [place for place, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    if places:
        place = chance.choice(places)
        words[place] = slip(words[place], chance.choice(SLIPS), chance)
    return " ".join(words)


def addresses(queries: list[str]) -> str:
    """Return `queries` as lines that follow the address of the list."""
    return "".join(f"?search={quote_plus(query)}\n" for query in queries)
