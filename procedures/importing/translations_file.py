"""The files of translations: validated rows, and the plan of an import."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rest_framework import serializers

from foundation.api.bodies import Strict
from foundation.api.problems import pointer
from procedures.choices import Language, Origin, State
from procedures.importing.reading import (
    TRANSLATIONS,
    Fault,
    Invalid,
    check_item,
    check_list,
    read_json,
)
from procedures.models import Procedure, Translation
from procedures.models.translation import MAX_WORDS
from procedures.translations.deadlines import UNKNOWN_SLOT, unknown_slots
from procedures.translations.texts import FIELDS
from procedures.translations.workflow import ADOPT
from procedures.validators import validate_link

Problems = Iterator[tuple[tuple[str | int, ...], str]]
UNKNOWN_FIELD = "Không có phần «{}» để dịch."


class TextDraft(Strict, serializers.Serializer[Any]):
    """One text: its place, its Vietnamese words, its translation, and the origin of that."""

    field = serializers.CharField(max_length=40)
    # DRF removes declared fields from the class, so they do not hide its attributes.
    source = serializers.CharField(max_length=4000)  # type: ignore[assignment]
    words = serializers.CharField(max_length=MAX_WORDS)
    back_translation = serializers.CharField(default="", max_length=MAX_WORDS)
    origin = serializers.ChoiceField(Origin.choices, default=Origin.MACHINE)
    source_url = serializers.CharField(default="", max_length=600, validators=[validate_link])
    translated_on = serializers.DateField()


class ProcedureTexts(Strict, serializers.Serializer[Any]):
    """The texts of one procedure."""

    procedure = serializers.CharField(max_length=60)
    texts = TextDraft(many=True, allow_empty=False)


@dataclass(frozen=True)
class Translated:
    """The translations of one procedure into one language, with their place in a file."""

    file: str
    pointer: str
    language: str
    procedure: str
    texts: list[dict[str, Any]]

    @property
    def place(self) -> tuple[str, str]:
        """The procedure and the language, which one entry of a whole import has."""
        return self.procedure, self.language


@dataclass
class TranslationPlan:
    """The rows to write, and how many texts are kept because an officer changed them."""

    write: list[Translated] = field(default_factory=list)
    kept: list[tuple[str, str, int]] = field(default_factory=list)
    unchanged: int = 0


def find_translation_files(paths: Iterable[str]) -> list[Path]:
    """Return the files of translations among `paths`, and in those that are folders."""
    found: list[Path] = []
    for path in map(Path, paths):
        found += sorted((path / TRANSLATIONS).glob("*.json")) if path.is_dir() else [path]
    return [path for path in found if path.parent.name == TRANSLATIONS]


def read_translations(paths: Iterable[str], new_procedures: Iterable[str]) -> list[Translated]:
    """Return the translations in the files of `paths`; raises Invalid with every fault.

    They may belong to procedures of the catalogue and to `new_procedures`.
    """
    states = dict(Procedure.objects.values_list("pk", "state"))
    states |= dict.fromkeys(new_procedures, State.PUBLISHED)
    found: dict[tuple[str, str], Translated] = {}
    faults: list[Fault] = []
    for path in find_translation_files(paths):
        data = read_json(path)
        if fault := _check_header(path.name, data):
            faults.append(fault)
            continue
        for one in _read_entries(path.name, data, states, faults):
            key = (one.language, one.procedure)
            if found.setdefault(key, one) is not one:
                faults.append(Fault(one.file, one.pointer, "Thủ tục xuất hiện nhiều lần."))
    if faults:
        raise Invalid(faults)
    return list(found.values())


def _check_header(name: str, data: Any) -> Fault | None:
    if fault := check_list(name, data, TRANSLATIONS):
        return fault
    if data.get("language") not in Language.values:
        known = ", ".join(Language.values)
        return Fault(name, "/language", f"Không có ngôn ngữ này; chỉ dịch sang {known}.")
    unknown = set(data) - {"format", "language", "about", TRANSLATIONS}
    return Fault(name, pointer(min(unknown)), "Không có trường này.") if unknown else None


def _read_entries(
    name: str, data: Any, states: Mapping[str, str], faults: list[Fault]
) -> Iterator[Translated]:
    for i, item in enumerate(data[TRANSLATIONS]):
        place = pointer(TRANSLATIONS, i)
        entry, wrong = check_item(
            name, place, item, _validate, lambda draft: _find_problems(draft, states)
        )
        known = {"entry": str(item.get("procedure", ""))[:60]} if isinstance(item, dict) else {}
        faults += [Fault(fault.file, fault.pointer, fault.text, **known) for fault in wrong]
        if entry is not None:
            yield Translated(name, place, data["language"], entry["procedure"], entry["texts"])


def _validate(item: Mapping[str, Any]) -> dict[str, Any]:
    validated: dict[str, Any] = ProcedureTexts().run_validation(item)
    return validated


def _find_problems(entry: Mapping[str, Any], states: Mapping[str, str]) -> Problems:
    state = states.get(entry["procedure"])
    if state is None:
        yield ("procedure",), f"Không có thủ tục {entry['procedure']}."
    if state == State.WITHDRAWN:
        yield ("procedure",), "Thủ tục này đã gỡ; không nhận bản dịch."
    seen: set[tuple[str, str]] = set()
    for i, text in enumerate(entry["texts"]):
        if text["field"] not in FIELDS:
            yield ("texts", i, "field"), UNKNOWN_FIELD.format(text["field"])
        if (key := (text["field"], text["source"])) in seen:
            yield ("texts", i, "source"), "Câu này đã có bản dịch ở trên."
        seen.add(key)
        if unknown := unknown_slots(text["source"], text["words"]):
            yield ("texts", i, "words"), UNKNOWN_SLOT.format(unknown[0])
        if text["origin"] == Origin.OFFICIAL:
            refusal = ADOPT.refusal("", stale=False, source_url=text["source_url"])
            if refusal:
                yield ("texts", i, "source_url"), refusal


def plan_translations(entries: Collection[Translated]) -> TranslationPlan:
    """Compare `entries` with the table; what an officer reviewed is kept."""
    plan, stored, words = TranslationPlan(), _rows_of(entries), words_to_write(entries)
    for entry in entries:
        rows = stored.get(entry.place, [])
        from_files = [row for row in rows if row.reviewer_id is None]
        if kept := len(rows) - len(from_files):
            plan.kept.append((entry.language, entry.procedure, kept))
        if _says_same(from_files, words[entry.place]):
            plan.unchanged += 1
        else:
            plan.write.append(entry)
    return plan


def words_to_write(
    entries: Collection[Translated],
) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the texts of `entries` without translations that an officer reviewed."""
    by_officers = {
        (place, row.field, row.source)
        for place, rows in _rows_of(entries).items()
        for row in rows
        if row.reviewer_id is not None
    }
    return {
        entry.place: [
            text
            for text in entry.texts
            if (entry.place, text["field"], text["source"]) not in by_officers
        ]
        for entry in entries
    }


def _rows_of(entries: Iterable[Translated]) -> dict[tuple[str, str], list[Translation]]:
    """Return the stored rows of the procedures of `entries`, by procedure and language."""
    found: dict[tuple[str, str], list[Translation]] = {}
    ids = {entry.procedure for entry in entries}
    for row in Translation.objects.filter(procedure__in=ids):
        found.setdefault((row.procedure_id, row.language), []).append(row)
    return found


def _says_same(rows: Iterable[Translation], texts: Collection[Mapping[str, Any]]) -> bool:
    columns = (
        *("field", "source", "words", "back_translation"),
        *("origin", "source_url", "translated_on"),
    )
    current = {tuple(getattr(row, name) for name in columns) for row in rows}
    return current == {tuple(text[name] for name in columns) for text in texts}
