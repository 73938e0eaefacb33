"""How often somebody in danger gets the right number, and how often somebody else gets one.

    python -m benchmarks.danger [misses]   prints the figures; with «misses», those of the seen half
    python -m benchmarks.danger -          reads sentences, one a line, and prints a number or «-»

The phrases of tests/procedures/danger/heard.txt were written before the model learned anything, and
nothing learns from them. Their odd lines were looked at when something was changed, the even ones
were kept aside. Those of spoken.txt came later, by the writer of the patterns of the same name;
those of border.txt last. Half of them are on the other side of the border. short.txt has the
plainest cries, and ordinary lines as short; its other half tells what is broken in the street.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.search_data import ROOT, load_danger_words, load_queries, query_files
from procedures.danger.recognising import Recogniser

FOLDER = ROOT / "tests" / "procedures" / "danger"
HEARD, SPOKEN, BORDER, SHORT = (
    FOLDER / f"{name}.txt" for name in ("heard", "spoken", "border", "short")
)
NOTHING = "-"
HALVES = ("unseen", "seen")
ROUNDS = 20


class Phrase(NamedTuple):
    """A phrase with the numbers that are right, its language, and the half it belongs to."""

    text: str
    numbers: tuple[str, ...]
    language: str
    half: str


def load_phrases(file: Path = HEARD) -> Iterator[Phrase]:
    """Yield the phrases of a file whose sections are `[number|number language half]`.

    Where no half is named, odd lines were seen.
    """
    numbers = language = half = ""
    place = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            numbers, language, half = (*line.strip("[]").split(), "")[:3]
            place = 0
        elif line and line[0] != "#":
            place += 1
            yield Phrase(line, tuple(numbers.split("|")), language, half or HALVES[place % 2])


def number_for(recogniser: Recogniser, text: str) -> str:
    """Return the number to call, or NOTHING."""
    danger = recogniser.find(text)
    return danger.kind.number if danger else NOTHING


def main(arguments: list[str]) -> None:
    """Answer the sentences of stdin, or print the figures."""
    recogniser = Recogniser(load_danger_words())
    if arguments == ["-"]:
        for line in sys.stdin:
            print(number_for(recogniser, line.strip()), flush=True)
        return
    for file in (HEARD, SPOKEN, BORDER, SHORT):
        _print_halves(recogniser, file, show=arguments == ["misses"])
    _print_ordinary(recogniser)


def _print_halves(recogniser: Recogniser, file: Path, *, show: bool) -> None:
    counted: Counter[tuple[str, ...]] = Counter()
    for phrase in load_phrases(file):
        answer = number_for(recogniser, phrase.text)
        side = "curious" if NOTHING in phrase.numbers else "danger"
        right = answer in phrase.numbers
        for language in (phrase.language, "all"):
            counted[phrase.half, language, side] += 1
            counted[phrase.half, language, side, "right"] += right
        if show and not right and phrase.half == "seen":
            print(f"{'|'.join(phrase.numbers)} → {answer}: {phrase.text}")
    print(f"\n| {file.stem} | language | dangers | right number | curious | false alarms |")
    print("|---|---|---|---|---|---|")
    for half in HALVES:
        for language in ("vi", "en", "zh", "ko", "all"):
            dangers, curious = (counted[half, language, side] for side in ("danger", "curious"))
            if not (dangers and curious):
                continue
            share = counted[half, language, "danger", "right"] / dangers
            false = 1 - counted[half, language, "curious", "right"] / curious
            print(f"| {half} | {language} | {dangers} | {share:.1%} | {curious} | {false:.1%} |")


def _print_ordinary(recogniser: Recogniser) -> None:
    print("\n| ordinary queries | n | false alarms |\n|---|---|---|")
    everything: list[str] = []
    for name in query_files():
        texts = [query.text for query in load_queries(name)]
        everything += texts
        alarms = sum(number_for(recogniser, text) != NOTHING for text in texts)
        print(f"| {name} | {len(texts)} | {alarms} |")
    began = time.process_time()
    for _ in range(ROUNDS):
        for text in everything:
            recogniser.find(text)
    spent = (time.process_time() - began) / ROUNDS / len(everything)
    print(f"\n{spent * 1e6:.0f} µs a query, of {len(everything)}")


if __name__ == "__main__":
    main(sys.argv[1:])
