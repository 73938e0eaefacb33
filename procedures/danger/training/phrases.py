"""Reads the phrases that the model learns from, and makes sentences of their patterns.

In a line `{a|b}` stands for a or b, `$name` for one of the set `name` of people.txt.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import orjson

from foundation.learning.patterns import IDEOGRAPHS, lines_of, made_of, read_sets, with_slip
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
SLIPPED = 0.3

Labelled = tuple[str, str]


def sentences(chance: random.Random) -> list[Labelled]:
    """Return sentences with the kind of their danger, as typed, without marks, with slips."""
    made = [*_of_patterns(chance), *((text, HARMLESS) for text in _of_the_catalogue())]
    found = []
    for text, kind in made:
        ways = list(dict.fromkeys((text, fold(text)))) if text[0] < IDEOGRAPHS else [text]
        found += [(way, kind) for way in ways]
        if chance.random() < SLIPPED:
            found.append((with_slip(chance.choice(ways), chance), kind))
    return found


def _of_patterns(chance: random.Random) -> Iterator[Labelled]:
    people = dict(read_sets(FOLDER / "people.txt"))
    for file in sorted(FOLDER.glob("*.txt")):
        kind = ""
        for line in lines_of(file) if file.stem != "people" else ():
            if line[0] == "[":
                kind = line.strip("[]")
                continue
            most = OF_ONE_HARMLESS if kind == HARMLESS else OF_ONE_DANGEROUS
            made = made_of(line, people, most, chance)
            if made == [line]:
                made = [line] * WHOLE + ([] if kind == HARMLESS else list(_runs(line, chance)))
            yield from ((text, kind) for text in made)


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
