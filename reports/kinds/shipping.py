"""Brings the shipped kinds into the database and keeps what officers changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from offices.models import Field
from reports.kinds import actions
from reports.kinds.contents import (
    Content,
    content_of,
    fingerprint,
    shipped_kinds,
    shipped_reasons,
)
from reports.models import ListedReason, ReportKind


class FieldsMissing(ValueError):
    """Rules of routing name fields that offices do not have; the text lists them."""


@dataclass
class Shipped:
    """Codes of the kinds that were created, brought up to date, and kept as officers changed them.

    `reasons` is how many listed reasons were created.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    reasons: int = 0


@transaction.atomic
def create_kinds() -> Shipped:
    """Create the kinds that are missing and update those that nobody changed since.

    Reasons are created once: an officer may have deleted one. Raises FieldsMissing, and changes
    nothing then.
    """
    contents = shipped_kinds()
    _require_fields(contents)
    rows = ReportKind.objects.select_for_update().prefetch_related(
        "particulars", "topics", "clock_rules", "routing_rules__topic"
    )
    held = {row.pk: row for row in rows}
    done = Shipped()
    for content in contents:
        _bring(content, held.get(content["code"]), done)
    if not ListedReason.objects.exists():
        reasons = shipped_reasons()
        actions.write_reasons(reasons)
        done.reasons = len(reasons)
    return done


def _bring(content: Content, held: ReportKind | None, done: Shipped) -> None:
    wanted = fingerprint(content)
    if held is None:
        done.created.append(content["code"])
    elif held.imported_fingerprint == wanted:
        return
    elif fingerprint(content_of(held)) != held.imported_fingerprint:
        done.kept.append(content["code"])
        return
    else:
        done.updated.append(content["code"])
    actions.write_kind(content)


def _require_fields(contents: Iterable[Content]) -> None:
    named = {rule["field"] for content in contents for rule in content["routing_rules"]} - {None}
    missing = named - set(Field.objects.filter(pk__in=named).values_list("pk", flat=True))
    if missing:
        raise FieldsMissing(", ".join(sorted(missing)))
