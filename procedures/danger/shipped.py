"""The words of danger as shipped, out of the file of the vocabulary."""

from collections.abc import Mapping
from typing import Any

from procedures.danger.words import Act, DangerWords, Kind, People

KIND = ("code", "number", "sentence", "until_help", "source", "source_url")


def read_danger_words(vocabulary: Mapping[str, Any]) -> DangerWords:
    """Return the words of `vocabulary`, the content of vocabulary.json."""
    return DangerWords(
        tuple(Kind(*(row[name] for name in KIND)) for row in vocabulary["danger_kinds"]),
        tuple(People(tuple(row["terms"]), row["is_child"]) for row in vocabulary["danger_people"]),
        tuple(
            Act(row["kind"], tuple(row["terms"]), row["needs_person"], tuple(row["unless"]))
            for row in vocabulary["danger_acts"]
        ),
    )
