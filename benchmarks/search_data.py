"""Loads the catalogue and its vocabulary from files, and queries with typing mistakes."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from foundation.records.vietnamese import fold
from procedures.danger.shipped import read_danger_words
from procedures.danger.words import DangerWords
from procedures.search import (
    Abbreviation,
    Aspect,
    Confusable,
    Elsewhere,
    Emergency,
    Entry,
    Question,
    Signpost,
    Synonyms,
    Vocabulary,
)

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "procedures" / "catalogue"
FIELDS = ROOT / "offices" / "data" / "fields.json"
QUERIES = Path(__file__).with_name("queries")
SLIPS = ("dropped", "doubled", "swapped")


@dataclass(frozen=True)
class Query:
    """A query as typed, and the procedures that answer it (any of them)."""

    text: str
    answers: frozenset[str]


def load_entries() -> list[Entry]:
    """Return the procedures of the catalogue files, as publishing makes them."""
    fields = {field["code"]: field["name"] for field in _read(FIELDS)["fields"]}
    files = (_read(file) for file in sorted(CATALOGUE.glob("*.json")) if file.stem in fields)
    forms = {form["id"]: form for form in _read(CATALOGUE / "forms.json")["forms"]}
    entries = (
        _entry(procedure, fields[file["field"]], forms)
        for file in files
        for procedure in file["procedures"]
    )
    return sorted(entries, key=lambda entry: entry.id)


def _entry(row: dict[str, Any], field_name: str, forms: dict[str, dict[str, Any]]) -> Entry:
    form_codes = [
        *(code for use in row.get("forms", ()) for code in _codes(use["form"], forms)),
        *(d.get("form_code") for d in row.get("documents", ())),
    ]
    codes = [row.get("code"), *row.get("former_codes", ()), *form_codes]
    text = [
        *(d["name"] for d in row.get("documents", ())),
        *row.get("results", ()),
        *row.get("applicants", ()),
    ]
    return Entry(
        row["id"],
        row["name"],
        row.get("short_name", ""),
        row.get("current_name", ""),
        field_name,
        tuple(row.get("keywords", ())),
        tuple(dict.fromkeys(code for code in codes if code)),
        " . ".join([*text, row.get("implementing_agency", "")]),
    )


def _codes(form: str | None, forms: dict[str, dict[str, Any]]) -> Iterator[str | None]:
    """Yield the codes of a form and of those that took its place."""
    while form is not None:
        yield forms[form].get("code")
        form = forms[form].get("replaced_by")


def load_vocabulary() -> Vocabulary:
    """Return the vocabulary from the file that fills the tables."""
    words = _read(CATALOGUE / "vocabulary.json")
    return Vocabulary(
        tuple(Abbreviation(a["abbreviation"], a["expansion"]) for a in words["abbreviations"]),
        tuple(
            Synonyms(s["canonical"], tuple(s["forms"]), tuple(sorted(s["procedures"])))
            for s in words["synonyms"]
        ),
        tuple(
            Question(q["question"], tuple(q["variants"]), tuple(sorted(q["procedures"])))
            for q in words["questions"]
        ),
        tuple(Confusable(c["a"], c["b"], c["hint"]) for c in words["confusables"]),
        tuple(Elsewhere(tuple(e["terms"]), e["agency"], _unless(e)) for e in words["elsewhere"]),
        tuple(_signpost(row) for row in words["signposts"]),
        tuple(
            Emergency(tuple(e["terms"]), e["number"] or "", e.get("advice") or "", _unless(e))
            for e in words["emergencies"]
        ),
        tuple(
            Aspect(a["family"], tuple(a["in_names"]), tuple(a["in_queries"]), a["special"])
            for a in words["aspects"]
        ),
        _fillers(words, "question"),
        _fillers(words, "weak"),
        _fillers(words, "negation"),
        _fillers(words, "turn"),
        read_danger_words(words),
    )


def load_danger_words() -> DangerWords:
    """Return the words of danger from the same file."""
    return read_danger_words(_read(CATALOGUE / "vocabulary.json"))


def _fillers(words: dict[str, Any], kind: str) -> tuple[str, ...]:
    return tuple(row["text"] for row in words["fillers"] if row["kind"] == kind)


def _signpost(row: dict[str, Any]) -> Signpost:
    return Signpost(
        row["name"],
        tuple(row["doors"]),
        row["reason"],
        tuple(row["terms"]),
        tuple(row.get("with_any", ())),
        _unless(row),
        tuple(row.get("procedures", ())),
        row.get("alone", True),
        row.get("priority", 0),
        tuple(row.get("examples", ())),
    )


def _unless(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row.get("unless", ()))


def _read(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def load_queries(name: str) -> list[Query]:
    """Return the queries of the file `name` beside this module."""
    lines = (QUERIES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if "\t" in line and not line.startswith("#"))
    return [Query(text, frozenset(ids.split(","))) for text, ids in rows]


def query_files() -> list[str]:
    """Return the names of the files of queries."""
    return sorted(file.stem for file in QUERIES.glob("*.tsv"))


def without_marks(queries: Sequence[Query]) -> list[Query]:
    """Return `queries` as typed on a keyboard without marks."""
    return [replace(query, text=fold(query.text)) for query in queries]


def with_slips(queries: Sequence[Query], draws: int, seed: int = 2026) -> list[Query]:
    """Return each of `queries` with one slip in one word: each kind of slip, `draws` times."""
    chance = random.Random(seed)
    return [
        replace(query, text=text)
        for query in queries
        for text in _slipped(query.text, draws, chance)
    ]


def _slipped(text: str, draws: int, chance: random.Random) -> Iterator[str]:
    words = text.split()
    places = [place for place, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    for kind in SLIPS * draws if places else ():
        place = chance.choice(places)
        yield " ".join([*words[:place], slip(words[place], kind, chance), *words[place + 1 :]])


def slip(word: str, kind: str, chance: random.Random) -> str:
    """Return `word` with one letter dropped, doubled or swapped with its neighbour."""
    if kind == "swapped":
        at = chance.randrange(len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    at = chance.randrange(len(word))
    return word[:at] + word[at] * 2 * (kind == "doubled") + word[at + 1 :]
