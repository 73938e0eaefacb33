"""Reads the phrases that the model learns from, and makes sentences of their patterns.

In a line `{a|b}` stands for a or b, `$name` for one of the set `name` of people.txt.
"""

import random
import re
from collections.abc import Iterator, Sequence
from math import prod
from pathlib import Path

import orjson

from foundation.records.vietnamese import fold

CATALOGUE = Path(__file__).parents[2] / "catalogue"
FOLDER = Path(__file__).with_name("phrases")
HARMLESS = "-"
# How many sentences of one pattern are learned.
OF_ONE_DANGEROUS, OF_ONE_HARMLESS = 25, 30
# A whole sentence is learned so many times, as a pattern is. If it tells of danger, so many runs of
# its words are learned, too, each of so many words.
WHOLE, RUNS, SHORTEST_RUN = 4, 2, 6
# Signposts with these doors are about no danger.
PEACEFUL = ("elsewhere:", "office:", "hours:", "dossier:", "vneid:", "scam_check:", "accused:off")
SLIPPED, SHORTEST_SLIPPED = 0.3, 3
_PARTS = re.compile(r"\{([^}]*)\}|\$(\w+)|([^{}$]+)")
_SET = re.compile(r"\$(\w+)")
# From here on are Chinese and Korean, which nobody types without marks.
_IDEOGRAPHS = "\u2e80"

Labelled = tuple[str, str]


def sentences(chance: random.Random) -> list[Labelled]:
    """Return sentences with the kind of their danger, as typed, without marks, with slips."""
    made = [*_of_patterns(chance), *((text, HARMLESS) for text in _of_the_catalogue())]
    found = []
    for text, kind in made:
        ways = list(dict.fromkeys((text, fold(text)))) if text[0] < _IDEOGRAPHS else [text]
        found += [(way, kind) for way in ways]
        if chance.random() < SLIPPED:
            found.append((_with_slip(chance.choice(ways), chance), kind))
    return found


def _of_patterns(chance: random.Random) -> Iterator[Labelled]:
    people = dict(_read_sets())
    for file in sorted(FOLDER.glob("*.txt")):
        kind = ""
        for line in _lines(file) if file.stem != "people" else ():
            if line[0] == "[":
                kind = line.strip("[]")
                continue
            most = OF_ONE_HARMLESS if kind == HARMLESS else OF_ONE_DANGEROUS
            made = _made_of(line, people, most, chance)
            if made == [line]:
                made = [line] * WHOLE + ([] if kind == HARMLESS else list(_runs(line, chance)))
            yield from ((text, kind) for text in made)


def _read_sets() -> Iterator[tuple[str, list[str]]]:
    for line in _lines(FOLDER / "people.txt"):
        name, words = line.split(": ", 1)
        yield name, [word.strip() for word in words.split("|")]


def _lines(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


def _made_of(
    line: str, people: dict[str, list[str]], most: int, chance: random.Random
) -> list[str]:
    """Return at most `most` different sentences of a pattern."""
    parts: list[Sequence[str]] = [
        people[name] if name else [plain] if plain else choices.split("|")
        for choices, name, plain in _PARTS.findall(line)
    ]
    wanted = min(most, prod(map(len, parts)))
    made: dict[str, None] = {}
    for _ in range(wanted * 6):
        text = "".join(map(chance.choice, parts))
        while "$" in text:
            text = _SET.sub(lambda found: chance.choice(people[found[1]]), text)
        made[" ".join(text.split())] = None
        if len(made) == wanted:
            break
    return list(made)


def _runs(text: str, chance: random.Random) -> Iterator[str]:
    """Yield runs of the words of a sentence: another tells the same with less beside it."""
    words = text.split()
    for _ in range(RUNS if len(words) > SHORTEST_RUN else 0):
        length = chance.randint(SHORTEST_RUN, len(words) - 1)
        start = chance.randint(0, len(words) - length)
        yield " ".join(words[start : start + length])


def _of_the_catalogue() -> list[str]:
    """Return what people ask the police in no danger: names and words of procedures."""
    found: set[str] = set()
    for file in CATALOGUE.glob("*.json"):
        for row in orjson.loads(file.read_bytes()).get("procedures", ()):
            found.update((row["name"], row.get("short_name", ""), *row.get("keywords", ())))
    words = orjson.loads((CATALOGUE / "vocabulary.json").read_bytes())
    for row in words["questions"]:
        found.update((row["question"], *row["variants"]))
    for row in words["synonyms"]:
        found.update((row["canonical"], *row["forms"]))
    for row in words["elsewhere"]:
        found.update(row["terms"])
    for row in words["signposts"]:
        if row["doors"][0].startswith(PEACEFUL):
            found.update(row.get("examples", ()))
    return sorted(filter(None, found))


def _with_slip(text: str, chance: random.Random) -> str:
    """Return `text` with one letter dropped, doubled or swapped in one of its longer words."""
    words = text.split()
    places = [
        i for i, word in enumerate(words) if len(word) >= SHORTEST_SLIPPED and word < _IDEOGRAPHS
    ]
    if not places:
        return text
    place = chance.choice(places)
    word, at = words[place], chance.randrange(len(words[place]) - 1)
    middle = chance.choice((word[at + 1] + word[at], word[at] * 2 + word[at + 1], word[at + 1]))
    words[place] = word[:at] + middle + word[at + 2 :]
    return " ".join(words)
