"""Kinds as citizens read them: rows → what GET report-kinds/ answers, and what rules need. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from reports.kinds.published import Asked, Kind, Route
from reports.models import ClockRule, ReportKind, RoutingRule, Stage, Unit

# The alarm and the receipt of a hand-over are the office's own; citizens see every other clock.
SHOWN = (Stage.CLASSIFY, Stage.PASS_ON, Stage.ANSWER, Stage.VERIFY, Stage.USABLE)
_FROM = {Stage.VERIFY: "từ khi thụ lý", Stage.USABLE: "từ khi xảy ra"}


def kind_of(row: ReportKind, crime: ReportKind | None) -> Kind:
    """Return a kind for rules and citizens.

    `crime` is the kind of crimes: while it is off, a kind that asks for a loss tells its lawful
    way. Prefetch `particulars`, `topics`, `clock_rules` and `routing_rules` with their topics.
    """
    asked = tuple(Asked(one.particular, one.need, one.prompt) for one in row.particulars.all())
    loses = not row.is_crime and any(one.particular == "loss" for one in asked)
    return Kind(
        code=row.pk,
        name=row.name,
        is_open=row.switched_on,
        is_crime=row.is_crime,
        anonymity=row.anonymity,
        anonymity_warning=row.anonymity_warning,
        lawful_way=row.lawful_way,
        crime_way=crime.lawful_way if crime and loses and not crime.switched_on else "",
        asked=asked,
        topics={topic.code: topic.name for topic in row.topics.all()},
        routes=tuple(_route(rule) for rule in row.routing_rules.all()),
        clocks=tuple(row.clock_rules.all()),
        document=_document(row),
    )


def _route(rule: RoutingRule) -> Route:
    return Route(
        receiver=rule.receiver,
        citation=rule.citation,
        topic=rule.topic.code if rule.topic else None,
        field=rule.field_id,
        office=rule.office_id,
    )


def _document(row: ReportKind) -> dict[str, Any]:
    """Return what is told of a kind on every day. What is in doubt is the officers' own."""
    return {
        "code": row.pk,
        "name": row.name,
        "description": row.description,
        "is_open": row.switched_on,
        "lawful_way": row.lawful_way,
        "law": row.law,
        "announced_by": row.announced_by,
        "announced_on": row.announced_on.isoformat() if row.announced_on else None,
        "anonymity": row.anonymity,
        "anonymity_warning": row.anonymity_warning,
    }


def document_of(kind: Kind, today: date) -> dict[str, Any]:
    """Return what GET report-kinds/ tells of a kind on one day."""
    return {
        **kind.document,
        "crime_way": kind.crime_way,
        "particulars": [
            {"code": one.particular, "need": one.need, "prompt": one.prompt} for one in kind.asked
        ],
        "topics": [{"code": code, "name": name} for code, name in kind.topics.items()],
        "clocks": [clock_document(rule) for rule in _in_force(kind.clocks, today)],
    }


def _in_force(rules: Iterable[ClockRule], today: date) -> list[ClockRule]:
    """Return the rules that hold today and are shown, in the order of the stages."""
    found = [rule for rule in rules if rule.holds(today) and rule.stage in SHOWN]
    return sorted(found, key=lambda rule: SHOWN.index(Stage(rule.stage)))


def clock_document(rule: ClockRule) -> dict[str, Any]:
    """Return a clock in words: «trong 30 ngày từ khi thụ lý»."""
    unit, stage = Unit(rule.unit).label, Stage(rule.stage)
    extended = f"tối đa {rule.extended_length} {unit} nếu gia hạn" if rule.extended_length else ""
    return {
        "stage": stage.value,
        "name": stage.label,
        "limit": f"trong {rule.length} {unit} {_FROM.get(stage, 'từ khi nhận')}",
        "extended": extended,
        "citation": rule.citation,
    }
