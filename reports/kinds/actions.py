"""Writes kinds of reports: as shipped, switched on, published."""

from datetime import date

from django.db import transaction

from foundation.publishing.models import bump_revision
from reports.kinds.contents import Content, fingerprint, marks_of
from reports.kinds.snapshot import REVISION
from reports.models import (
    ClockRule,
    KindParticular,
    ListedReason,
    ReportKind,
    RoutingRule,
    Topic,
)

PARTS = ("particulars", "topics", "clock_rules", "routing_rules")


def publish() -> None:
    """Tell every web process; call it in the transaction that changes kinds."""
    bump_revision(REVISION)


@transaction.atomic
def write_kind(content: Content, marks: dict[str, str] | None = None) -> ReportKind:
    """Create or overwrite a kind. Whether it is on is not part of it.

    `marks` are those of the shipped content if officers' own changes are in `content`.
    """
    plain = {key: value for key, value in content.items() if key not in PARTS}
    values = {
        **plain,
        "imported_fingerprint": fingerprint(content),
        "imported_marks": marks or marks_of(content),
    }
    kind, _new = ReportKind.objects.update_or_create(pk=content["code"], defaults=values)
    kind.clock_rules.all().delete()
    kind.routing_rules.all().delete()
    kind.particulars.all().delete()
    topics = _write_topics(kind, content["topics"])
    KindParticular.objects.bulk_create(
        [KindParticular(kind=kind, **row) for row in content["particulars"]]
    )
    ClockRule.objects.bulk_create([ClockRule(kind=kind, **row) for row in content["clock_rules"]])
    RoutingRule.objects.bulk_create(
        [
            RoutingRule(
                kind=kind,
                order=order,
                topic=topics.get(row["topic"]),
                receiver=row["receiver"],
                field_id=row["field"],
                office_id=row["office"],
                citation=row["citation"],
            )
            for order, row in enumerate(content["routing_rules"], start=1)
        ]
    )
    publish()
    return kind


def _write_topics(kind: ReportKind, rows: list[Content]) -> dict[str, Topic]:
    """Keep topics that reports refer to, rename them, add new ones; return all by code."""
    for order, row in enumerate(rows, start=1):
        Topic.objects.update_or_create(
            kind=kind, code=row["code"], defaults={"name": row["name"], "order": order}
        )
    codes = [row["code"] for row in rows]
    kind.topics.filter(reports__isnull=True).exclude(code__in=codes).delete()
    return {topic.code: topic for topic in kind.topics.all()}


@transaction.atomic
def write_reasons(rows: list[Content]) -> None:
    """Create the shipped reasons that officers choose from."""
    for row in rows:
        plain = {key: value for key, value in row.items() if key != "kinds"}
        reason = ListedReason.objects.create(**plain)
        reason.kinds.set(row["kinds"])


@transaction.atomic
def switch_on(kind: ReportKind, announced_by: str, announced_on: date) -> None:
    """Take reports of a kind from now on, under the document that announces this channel."""
    kind.switched_on, kind.announced_by, kind.announced_on = True, announced_by, announced_on
    kind.full_clean()
    kind.save(update_fields=["switched_on", "announced_by", "announced_on"])
    publish()
