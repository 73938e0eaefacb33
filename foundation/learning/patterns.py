"""Makes sentences of patterns, as people type them.

In a line `{a|b}` stands for a or b, `$name` for one of the set `name`.
"""

import random
import re
from collections.abc import Iterator, Sequence
from math import prod
from pathlib import Path

SHORTEST_SLIPPED = 3
_PARTS = re.compile(r"\{([^}]*)\}|\$(\w+)|([^{}$]+)")
_SET = re.compile(r"\$(\w+)")
# From here on are Chinese and Korean, which nobody types without marks.
IDEOGRAPHS = "\u2e80"


def read_sets(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the sets of words that patterns name."""
    for line in lines_of(file):
        name, words = line.split(": ", 1)
        yield name, [word.strip() for word in words.split("|")]


def lines_of(file: Path) -> list[str]:
    """Return the lines of `file` that are no comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


def made_of(line: str, sets: dict[str, list[str]], most: int, chance: random.Random) -> list[str]:
    """Return at most `most` different sentences of a pattern."""
    parts: list[Sequence[str]] = [
        sets[name] if name else [plain] if plain else choices.split("|")
        for choices, name, plain in _PARTS.findall(line)
    ]
    wanted = min(most, prod(map(len, parts)))
    made: dict[str, None] = {}
    for _ in range(wanted * 6):
        text = "".join(map(chance.choice, parts))
        while "$" in text:
            text = _SET.sub(lambda found: chance.choice(sets[found[1]]), text)
        made[" ".join(text.split())] = None
        if len(made) == wanted:
            break
    return list(made)


def with_slip(text: str, chance: random.Random) -> str:
    """Return `text` with one letter dropped, doubled or swapped in one of its longer words."""
    words = text.split()
    places = [
        i for i, word in enumerate(words) if len(word) >= SHORTEST_SLIPPED and word < IDEOGRAPHS
    ]
    if not places:
        return text
    place = chance.choice(places)
    word, at = words[place], chance.randrange(len(words[place]) - 1)
    middle = chance.choice((word[at + 1] + word[at], word[at] * 2 + word[at + 1], word[at + 1]))
    words[place] = word[:at] + middle + word[at + 2 :]
    return " ".join(words)
