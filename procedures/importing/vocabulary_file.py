"""Import the search vocabulary from `vocabulary.json`, the law calendar from `law_calendar.json`.

The whole file is checked first. Existing rows belong to officers and are not changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model
from rest_framework import serializers

from foundation.api.bodies import Strict
from foundation.api.problems import field_errors, pointer
from offices.models import Field
from procedures.actions import change_vocabulary
from procedures.choices import Certainty
from procedures.importing.reading import Fault, Invalid, read_json
from procedures.models import (
    Abbreviation,
    Aspect,
    CommonQuestion,
    ConfusablePair,
    DangerAct,
    DangerCode,
    DangerKind,
    DangerPerson,
    Elsewhere,
    Emergency,
    FillerWord,
    LawChange,
    LawMoment,
    Procedure,
    Signpost,
    SynonymGroup,
)
from procedures.models.danger import Number


class WordsDraft(Strict, serializers.Serializer[Any]):
    """Base of the shape of an entry."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class AbbreviationDraft(WordsDraft):
    """Shape of an abbreviation."""

    abbreviation = serializers.CharField(max_length=40)
    expansion = serializers.CharField(max_length=200)
    field = serializers.CharField(required=False, allow_null=True)


class SynonymsDraft(WordsDraft):
    """Shape of a group of synonyms."""

    canonical = serializers.CharField(max_length=200)
    forms = serializers.ListField(child=serializers.CharField(max_length=200))
    field = serializers.CharField(required=False, allow_null=True)
    procedures = serializers.ListField(child=serializers.CharField(), default=list)


class QuestionDraft(WordsDraft):
    """Shape of a common question."""

    question = serializers.CharField(max_length=300)
    variants = serializers.ListField(child=serializers.CharField(max_length=300), default=list)
    procedures = serializers.ListField(child=serializers.CharField(), default=list)


class ConfusableDraft(WordsDraft):
    """Shape of a pair that is easily confused."""

    a = serializers.CharField(max_length=200)
    b = serializers.CharField(max_length=200)
    hint = serializers.CharField(max_length=500)


class ElsewhereDraft(WordsDraft):
    """Shape of a service of another agency."""

    terms = serializers.ListField(child=serializers.CharField(max_length=200))
    unless = serializers.ListField(child=serializers.CharField(max_length=200), default=list)
    agency = serializers.CharField(max_length=300)


class SignpostDraft(WordsDraft):
    """Shape of a signpost to something else than a procedure."""

    name = serializers.CharField(max_length=120)
    doors = serializers.ListField(child=serializers.CharField(max_length=200))
    reason = serializers.CharField(max_length=500)
    terms = serializers.ListField(child=serializers.CharField(max_length=200))
    with_any = serializers.ListField(child=serializers.CharField(max_length=200), default=list)
    unless = serializers.ListField(child=serializers.CharField(max_length=200), default=list)
    procedures = serializers.ListField(child=serializers.CharField(), default=list)
    examples = serializers.ListField(child=serializers.CharField(max_length=300), default=list)
    alone = serializers.BooleanField(default=True)
    priority = serializers.IntegerField(default=0, min_value=0, max_value=5)


class LawChangeDraft(WordsDraft):
    """Shape of a row of the law calendar."""

    id = serializers.SlugField(max_length=60)
    day = serializers.DateField(required=False, allow_null=True, default=None)
    moment = serializers.ChoiceField(LawMoment.choices)
    act = serializers.CharField(max_length=120)
    what = serializers.CharField(max_length=500)
    procedures = serializers.ListField(child=serializers.CharField(), default=list)
    touches = serializers.CharField(max_length=200, default="")
    certainty = serializers.ChoiceField(Certainty.choices)
    dealt_on = serializers.DateField(required=False, allow_null=True, default=None)
    missing = serializers.CharField(max_length=300, default="")
    responsible = serializers.CharField(max_length=120, default="")
    source_url = serializers.CharField(max_length=300, allow_blank=True, default="")


class EmergencyDraft(WordsDraft):
    """Shape of an emergency."""

    terms = serializers.ListField(child=serializers.CharField(max_length=200))
    unless = serializers.ListField(child=serializers.CharField(max_length=200), default=list)
    number = serializers.CharField(allow_null=True, allow_blank=True, max_length=20)
    advice = serializers.CharField(max_length=300)


class AspectDraft(WordsDraft):
    """Shape of an aspect that distinguishes procedures."""

    name = serializers.CharField(max_length=100)
    family = serializers.CharField(max_length=100)
    in_names = serializers.ListField(child=serializers.CharField(max_length=200))
    in_queries = serializers.ListField(child=serializers.CharField(max_length=200))
    special = serializers.BooleanField(default=True)


class FillerDraft(WordsDraft):
    """Shape of a filler word."""

    text = serializers.CharField(max_length=100)
    kind = serializers.ChoiceField(FillerWord.Kind.choices)


class DangerKindDraft(WordsDraft):
    """Shape of a kind of danger."""

    code = serializers.ChoiceField(DangerCode.choices)
    number = serializers.ChoiceField(Number.choices)
    sentence = serializers.CharField(max_length=300)
    until_help = serializers.CharField(max_length=500, allow_blank=True, default="")
    source = serializers.CharField(  # type: ignore[assignment]
        max_length=200, allow_blank=True, default=""
    )
    source_url = serializers.URLField(max_length=500, allow_blank=True, default="")


class DangerPersonDraft(WordsDraft):
    """Shape of words for people in danger."""

    name = serializers.CharField(max_length=100)
    terms = serializers.ListField(child=serializers.CharField(max_length=200))
    is_child = serializers.BooleanField(default=False)


class DangerActDraft(WordsDraft):
    """Shape of words for what happens."""

    kind = serializers.ChoiceField(DangerCode.choices)
    terms = serializers.ListField(child=serializers.CharField(max_length=200))
    needs_person = serializers.BooleanField(default=True)
    unless = serializers.ListField(child=serializers.CharField(max_length=200), default=list)


# A validated entry, with the members of its shape.
Entry = dict[str, Any]
Entries = dict[str, list[Entry]]


@dataclass(frozen=True)
class Section:
    """One list of the file: shape of its entries, table, and the columns that identify a row."""

    draft: type[WordsDraft]
    model: type[Model]
    key: tuple[str, ...]


SECTIONS: Mapping[str, Section] = {
    "abbreviations": Section(AbbreviationDraft, Abbreviation, ("abbreviation",)),
    "synonyms": Section(SynonymsDraft, SynonymGroup, ("canonical",)),
    "questions": Section(QuestionDraft, CommonQuestion, ("question",)),
    "confusables": Section(ConfusableDraft, ConfusablePair, ("a", "b")),
    "elsewhere": Section(ElsewhereDraft, Elsewhere, ("agency", "terms")),
    "signposts": Section(SignpostDraft, Signpost, ("name",)),
    "law_changes": Section(LawChangeDraft, LawChange, ("id",)),
    "emergencies": Section(EmergencyDraft, Emergency, ("advice", "terms")),
    "aspects": Section(AspectDraft, Aspect, ("name",)),
    "fillers": Section(FillerDraft, FillerWord, ("text",)),
    "danger_kinds": Section(DangerKindDraft, DangerKind, ("code",)),
    "danger_people": Section(DangerPersonDraft, DangerPerson, ("name",)),
    "danger_acts": Section(DangerActDraft, DangerAct, ("kind", "terms")),
}
_DAYS = frozenset({"day", "dealt_on"})
# Members of the file that describe it.
_ABOUT = {"as_of", "language", "sources"}


def read_entries(path: Path) -> Entries:
    """Return the entries by section; raises Invalid with every fault."""
    if not path.is_file():
        raise Invalid([Fault(path.name, "", "Không có tệp này.")])
    data = read_json(path)
    if not isinstance(data, dict):
        raise Invalid([Fault(path.name, "", "Tệp phải là một đối tượng JSON.")])
    faults = [
        Fault(path.name, pointer(name), "Không có phần này.")
        for name in sorted(set(data) - set(SECTIONS) - _ABOUT)
    ]
    entries: Entries = {}
    for name, section in SECTIONS.items():
        if not isinstance(data.get(name, []), list):
            faults.append(Fault(path.name, pointer(name), "Cần một danh sách."))
            continue
        checked = section.draft(data=data.get(name, []), many=True)
        if checked.is_valid():
            entries[name] = [dict(entry) for entry in checked.validated_data]
            faults += _check_together(path.name, name, section, entries[name])
        else:
            faults += [
                Fault(path.name, e.pointer, e.detail) for e in field_errors(checked.errors, name)
            ]
    if faults:
        raise Invalid(faults)
    return entries


def _check_together(
    file: str, name: str, section: Section, entries: list[Entry]
) -> Iterator[Fault]:
    procedures = set(Procedure.objects.values_list("pk", flat=True))
    fields = set(Field.objects.values_list("pk", flat=True))
    seen: set[tuple[str, ...]] = set()
    for i, entry in enumerate(entries):
        key = _key(section, entry)
        if key in seen:
            yield Fault(file, pointer(name, i), "Mục này xuất hiện nhiều lần.")
        seen.add(key)
        for unknown in sorted(set(entry.get("procedures", ())) - procedures):
            yield Fault(file, pointer(name, i, "procedures"), f"Không có thủ tục {unknown}.")
        if entry.get("field") and entry["field"] not in fields:
            yield Fault(file, pointer(name, i, "field"), f"Không có lĩnh vực {entry['field']}.")


def _key(section: Section, entry: Entry | Model) -> tuple[str, ...]:
    values = (getattr(entry, k) if isinstance(entry, Model) else entry[k] for k in section.key)
    return tuple(str(value).lower() for value in values)


def find_missing(entries: Entries) -> Entries:
    """Return the entries that have no row."""
    found: Entries = {}
    for name, section in SECTIONS.items():
        known = {_key(section, row) for row in section.model._default_manager.all()}
        found[name] = [entry for entry in entries[name] if _key(section, entry) not in known]
    return found


@transaction.atomic
def add_entries(entries: Entries) -> None:
    """Add `entries`. Without any, the revision is not bumped."""
    if any(entries.values()):
        change_vocabulary(lambda: _add_all(entries))


def _add_all(entries: Entries) -> None:
    for name, rows in entries.items():
        _add(SECTIONS[name].model, rows)


def _add(model: type[Model], entries: Sequence[Entry]) -> None:
    rows = [model(**_columns(model, entry)) for entry in entries]
    model._default_manager.bulk_create(rows)
    if not any(field.name == "procedures" for field in model._meta.many_to_many):
        return
    named: Any = model._meta.get_field("procedures")
    links = [
        {f"{named.m2m_field_name()}_id": row.pk, "procedure_id": procedure}
        for row, entry in zip(rows, entries, strict=True)
        for procedure in dict.fromkeys(entry["procedures"])
    ]
    table = named.remote_field.through
    table.objects.bulk_create([table(**link) for link in links])


def _columns(model: type[Model], entry: Entry) -> Entry:
    values = {
        name: value if value is not None or name in _DAYS else ""
        for name, value in entry.items()
        if name not in {"procedures", "field"}
    }
    return values | ({"field_id": entry.get("field")} if hasattr(model, "field") else {})
