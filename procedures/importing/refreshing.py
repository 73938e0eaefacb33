"""Bring files of translations up to date with the Vietnamese texts of the catalogue.

Run it after changing Vietnamese texts in `procedures/catalogue/` and reviewing their translations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from procedures.choices import Origin
from procedures.importing.reading import OTHER_FILES, REDUCTIONS, TRANSLATIONS, read_json
from procedures.translations.exporting import as_file
from procedures.translations.matching import Row, match
from procedures.translations.texts import Texts, texts_of_draft


@dataclass
class Refreshed:
    """The updated content of a file of translations.

    `changed` are (procedure, new Vietnamese text, row) to review; `lost` are (procedure, row) that
    were removed.
    """

    content: dict[str, Any]
    changed: list[tuple[str, str, Row]] = field(default_factory=list)
    lost: list[tuple[str, Row]] = field(default_factory=list)


def read_texts(folder: Path) -> dict[str, Texts]:
    """Return the Vietnamese texts of each procedure in the files of `folder`."""
    files = [path for path in sorted(folder.glob("*.json")) if path.name not in OTHER_FILES]
    reductions = _read_reductions(folder / REDUCTIONS)
    return {
        draft["id"]: texts_of_draft(draft, reductions.get(draft["id"], []))
        for path in files
        for draft in read_json(path)["procedures"]
    }


def _read_reductions(path: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for act in read_json(path)["reductions"] if path.exists() else ():
        for row in act["procedures"]:
            needs = " ".join(filter(None, [act.get("needs"), row.get("needs")]))
            given = {"name": act["name"], "who": act["who"], "needs": needs}
            found.setdefault(row["procedure"], []).append(given)
    return found


def refresh_files(folder: Path) -> Iterator[tuple[Path, Refreshed]]:
    """Yield each file of translations in `folder` with its updated content; writes nothing."""
    texts = read_texts(folder)
    for path in sorted((folder / TRANSLATIONS).glob("*.json")):
        yield path, refresh(read_json(path), texts)


def refresh(content: Mapping[str, Any], texts: Mapping[str, Texts]) -> Refreshed:
    """Return `content`, a file of translations, updated to the Vietnamese `texts`."""
    refreshed = Refreshed({})
    rows = {
        entry["procedure"]: _refresh_entry(entry, texts.get(entry["procedure"], {}), refreshed)
        for entry in content[TRANSLATIONS]
    }
    refreshed.content = as_file(
        content["language"], {procedure: found for procedure, found in rows.items() if found}
    )
    return refreshed


def _refresh_entry(entry: Mapping[str, Any], texts: Texts, refreshed: Refreshed) -> list[Row]:
    procedure = entry["procedure"]
    matches = match(texts, _with_orders(entry["texts"], texts))
    refreshed.lost += [(procedure, row) for row in matches.lost]
    refreshed.changed += [(procedure, now, row) for (_f, now), row in matches.stale.items()]
    return [
        {**row, "source": source, "order": texts[name].index(source)}
        for (name, source), row in {**matches.current, **matches.stale}.items()
    ]


def _with_orders(rows: list[dict[str, Any]], texts: Texts) -> Iterator[Row]:
    """Yield `rows` with their order among the texts of their field."""
    counted: dict[str, int] = {}
    for row in rows:
        order = counted[row["field"]] = counted.get(row["field"], -1) + 1
        known = texts.get(row["field"], [])
        if row["source"] in known:
            order = counted[row["field"]] = known.index(row["source"])
        yield {"origin": Origin.MACHINE, "source_url": "", **row, "order": order}
