"""Export published translations in the form of their files, in the order of the procedure."""

from collections.abc import Iterable, Mapping
from typing import Any

from procedures.choices import Origin
from procedures.translations.matching import Row
from procedures.translations.texts import FIELDS

_PLACES = {field: i for i, field in enumerate(FIELDS)}


def as_file(language: str, rows_by_procedure: Mapping[str, Iterable[Row]]) -> dict[str, Any]:
    """Return the content of the file of `language`."""
    entries = [
        {"procedure": procedure, "texts": [_text(row) for row in _in_order(rows)]}
        for procedure, rows in sorted(rows_by_procedure.items())
    ]
    return {"format": 1, "language": language, "translations": entries}


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (_PLACES[row["field"]], row["order"], row["source"]))


def _text(row: Row) -> dict[str, Any]:
    text = {name: row[name] for name in ("field", "source", "words")}
    if row.get("back_translation"):
        text["back_translation"] = row["back_translation"]
    if row["origin"] != Origin.MACHINE:
        text["origin"] = str(row["origin"])
    if row["source_url"]:
        text["source_url"] = row["source_url"]
    return {**text, "translated_on": str(row["translated_on"])}
