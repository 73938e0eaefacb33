"""Brings the shipped kinds into the database and keeps what officers changed, part by part."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from offices.models import Field
from reports.kinds import actions
from reports.kinds.contents import (
    UNITS,
    Content,
    content_of,
    marks_of,
    marks_released,
    shipped_kinds,
    shipped_reasons,
)
from reports.models import ListedReason, ReportKind


class FieldsMissing(ValueError):
    """Rules of routing name fields that offices do not have; the text lists them."""


@dataclass
class Shipped:
    """Codes of the kinds that were created and brought up to date.

    `kept` are the parts that stay as officers changed them, by the kind's code. `reasons` is how
    many listed reasons were created.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: dict[str, list[str]] = field(default_factory=dict)
    reasons: int = 0


@transaction.atomic
def create_kinds(take: Collection[str] = ()) -> Shipped:
    """Create the kinds that are missing; in others update each part that nobody changed since.

    Kinds in `take` become as shipped. Reasons are created once: an officer may have deleted one.
    Raises FieldsMissing, and changes nothing then.
    """
    contents = shipped_kinds()
    _require_fields(contents)
    rows = ReportKind.objects.select_for_update().prefetch_related(
        "particulars", "topics", "clock_rules", "routing_rules__topic"
    )
    held = {row.pk: row for row in rows}
    done = Shipped()
    for content in contents:
        row = held.get(content["code"])
        if row is None:
            done.created.append(content["code"])
            actions.write_kind(content)
        else:
            _update(row, content, done, is_taken=row.pk in take)
    if not ListedReason.objects.exists():
        reasons = shipped_reasons()
        actions.write_reasons(reasons)
        done.reasons = len(reasons)
    return done


def _update(row: ReportKind, wanted: Content, done: Shipped, *, is_taken: bool) -> None:
    """Bring in the parts that nobody changed; a part that was never imported counts as changed."""
    content = content_of(row)
    known = row.imported_marks or marks_released(row.imported_fingerprint)
    now, shipped = marks_of(content), marks_of(wanted)
    kept = [] if is_taken else [u for u in UNITS if now[u] not in {known.get(u), shipped[u]}]
    for unit in UNITS:
        if unit not in kept:
            content |= {name: wanted[name] for name in UNITS[unit]}
    # What an officer changed keeps its old mark, and is named at each run.
    marks = {unit: known.get(unit, "") if unit in kept else shipped[unit] for unit in UNITS}
    if marks_of(content) != now:
        done.updated.append(row.pk)
    if marks_of(content) != now or marks != row.imported_marks:
        actions.write_kind(content, marks)
    if kept:
        done.kept[row.pk] = kept


def _require_fields(contents: Iterable[Content]) -> None:
    named = {rule["field"] for content in contents for rule in content["routing_rules"]} - {None}
    missing = named - set(Field.objects.filter(pk__in=named).values_list("pk", flat=True))
    if missing:
        raise FieldsMissing(", ".join(sorted(missing)))
