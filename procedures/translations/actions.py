"""Everything that writes translations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from procedures.actions import forget_marks
from procedures.drafts.unpublished_changes import seen_by_citizens
from procedures.models import Procedure, Translation
from procedures.models.translation import MAX_WORDS
from procedures.querysets import with_parts
from procedures.translations.deadlines import UNKNOWN_SLOT, unknown_slots
from procedures.translations.matching import Place, mark_of, match
from procedures.translations.staleness import mark_stale, texts_now
from procedures.translations.table import Translations, is_in, mark_published
from procedures.translations.texts import FIELDS, Texts
from procedures.translations.workflow import Move

# Texts of files by procedure and language.
ImportedWords = Mapping[tuple[str, str], Iterable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Wording:
    """What an officer wrote for one Vietnamese text."""

    field: str
    source: str
    words: str


@dataclass(frozen=True)
class Decision:
    """How words are saved: the move, the officer, the page of the Ministry if one is needed."""

    move: Move
    officer: User
    source_url: str = ""


@transaction.atomic
def write_words(
    procedure_id: str,
    language: str,
    wordings: Iterable[Wording],
    texts: Texts,
    decision: Decision,
) -> int:
    """Write `wordings` as `decision` says; return how many.

    `texts` are the Vietnamese texts that the officer saw. Raises PermissionDenied, or
    ValidationError with the text concerned; then nothing has changed.
    """
    if not decision.officer.has_perm(decision.move.permission):
        raise PermissionDenied
    Procedure.objects.select_for_update().get(pk=procedure_id)
    found = find_rows(procedure_id, language, texts)
    new = Translation(procedure_id=procedure_id, language=language, origin="")
    pairs = [(found.get((one.field, one.source)) or copy(new), one) for one in wordings]
    _refuse_faults(pairs, texts, decision)
    for row, wording in pairs:
        _reworded(row, wording, texts, decision).save()
    procedure = with_parts(Procedure.objects.filter(pk=procedure_id)).get()
    mark_stale(procedure)
    mark_published(procedure, _published(procedure_id))
    forget_marks([procedure_id])
    return len(pairs)


def _refuse_faults(
    pairs: Iterable[tuple[Translation, Wording]], texts: Texts, decision: Decision
) -> None:
    """Raise ValidationError with each wording that cannot be written."""
    faults = [
        f"{FIELDS.get(wording.field, wording.field)} «{wording.source}»: {fault}"
        for row, wording in pairs
        if (fault := _fault_of(wording, texts) or _refusal(row, wording, decision))
    ]
    if faults:
        raise ValidationError(faults)


def _published(procedure_id: str) -> Translations:
    """Return the published translations."""
    seen = seen_by_citizens([procedure_id]).get(procedure_id)
    return seen.version.translations if seen else {}


def _refusal(row: Translation, wording: Wording, decision: Decision) -> str:
    stale = row.source != wording.source
    return decision.move.refusal(row.origin, stale=stale, source_url=decision.source_url)


def _reworded(row: Translation, wording: Wording, texts: Texts, decision: Decision) -> Translation:
    """Return `row` with the words, their author and date."""
    now = timezone.now()
    if (row.source, row.words) != (wording.source, wording.words):
        row.back_translation = ""
    row.field, row.source, row.words = wording.field, wording.source, wording.words
    row.order = texts[wording.field].index(wording.source)
    row.origin = decision.move.to
    row.source_url = decision.source_url if decision.move.needs_ministry else ""
    row.translated_on, row.reviewed_at = timezone.localdate(now), now
    row.reviewer = decision.officer
    return row


def _fault_of(wording: Wording, texts: Texts) -> str:
    if wording.source not in texts.get(wording.field, ()):
        return "Câu tiếng Việt vừa được sửa; đồng chí mở lại trang."
    if not wording.words.strip():
        return "Chưa có lời dịch."
    if len(wording.words) > MAX_WORDS:
        return f"Lời dịch quá dài (tối đa {MAX_WORDS} ký tự)."
    unknown = unknown_slots(wording.source, wording.words)
    return UNKNOWN_SLOT.format(unknown[0]) if unknown else ""


def find_rows(procedure_id: str, language: str, texts: Texts) -> dict[Place, Translation]:
    """Return the translations, stale or not, by the current Vietnamese text they belong to."""
    rows = Translation.objects.filter(procedure=procedure_id, language=language)
    by_key = {row.pk: row for row in rows.select_related("reviewer")}
    names = ("pk", "field", "order", "source")
    plain = [{name: getattr(row, name) for name in names} for row in by_key.values()]
    matches = match(texts, plain)
    both = {**matches.stale, **matches.current}
    return {place: by_key[row["pk"]] for place, row in both.items()}


@transaction.atomic
def import_words(words: ImportedWords) -> None:
    """Write the rows of files; those that an officer reviewed are kept.

    Rows of an earlier file that are missing now are deleted.
    """
    ids = {procedure_id for procedure_id, _language in words}
    for language in {language for _procedure_id, language in words}:
        those = [one for one, spoken in words if spoken == language]
        rows = Translation.objects.filter(procedure__in=those, language=language)
        rows.filter(reviewer__isnull=True).delete()
    orders = {one.pk: texts_now(one) for one in with_parts(Procedure.objects.filter(pk__in=ids))}
    new = [
        row
        for (procedure_id, language), texts in words.items()
        for row in _imported_rows(procedure_id, language, texts, orders[procedure_id])
    ]
    seen = seen_by_citizens(ids)
    for row in new:
        here = seen.get(row.procedure_id)
        row.published = here is not None and is_in(row, here.version.translations)
    Translation.objects.bulk_create(new)
    forget_marks(ids)


def _imported_rows(
    procedure_id: str, language: str, texts: Iterable[Mapping[str, Any]], orders: Texts
) -> Iterator[Translation]:
    counted: dict[str, int] = {}
    for text in texts:
        name = text["field"]
        position = counted[name] = counted.get(name, -1) + 1
        row = _imported(text, orders.get(name, []), position)
        row.procedure_id, row.language = procedure_id, language
        yield row


def _imported(text: Mapping[str, Any], known: Sequence[str], position: int) -> Translation:
    """Return the row of a text of a file; stale if no such text is `known` in its field."""
    source = text["source"]
    order = known.index(source) if source in known else position
    mark, stale = mark_of(source), source not in known
    return Translation(order=order, source_mark=mark, stale=stale, **text)
