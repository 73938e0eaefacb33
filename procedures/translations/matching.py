"""Match translations with the current Vietnamese texts, and find stale ones. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

# A translation in a version: field, order, source, words, origin, translated_on …
Row = Mapping[str, Any]
Place = tuple[str, str]


def mark_of(source: str) -> str:
    """Return a digest of Vietnamese words."""
    return blake2b(source.encode(), digest_size=16).hexdigest()


@dataclass
class Matches:
    """Translations by field and current Vietnamese text.

    `stale` are those of an earlier text at the same place. `lost` are those of texts that no longer
    exist.
    """

    current: dict[Place, Row] = field(default_factory=dict)
    stale: dict[Place, Row] = field(default_factory=dict)
    lost: list[Row] = field(default_factory=list)


def match(texts: Mapping[str, Sequence[str]], rows: Iterable[Row]) -> Matches:
    """Match `rows`, all in one language, with `texts`.

    A text that only moved keeps its translation. A changed one is recognised by its order.
    """
    found, left = Matches(), []
    for row in rows:
        if row["source"] in texts.get(row["field"], ()):
            found.current[row["field"], row["source"]] = row
        else:
            left.append(row)
    for row in left:
        now = _text_at(texts.get(row["field"], ()), row["order"])
        place = (row["field"], now or "")
        if now is None or place in found.current or place in found.stale:
            found.lost.append(row)
        else:
            found.stale[place] = row
    return found


def _text_at(texts: Sequence[str], order: int) -> str | None:
    return texts[order] if order < len(texts) else None
