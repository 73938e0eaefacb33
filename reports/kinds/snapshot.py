"""Kinds of reports in memory, and as citizens read them. Replaced when officers publish."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from foundation.api.problems import FieldError, Problem, pointer
from foundation.publishing.snapshots import Snapshot
from reports.models import ClockRule, Particular, ReportKind, RoutingRule, Stage, Unit

REVISION = "report_kinds"
# The alarm and the receipt of a hand-over are the office's own; citizens see every other clock.
SHOWN = (Stage.CLASSIFY, Stage.PASS_ON, Stage.ANSWER, Stage.VERIFY, Stage.USABLE)
_FROM = {Stage.VERIFY: "từ khi thụ lý", Stage.USABLE: "từ khi xảy ra"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A particular that a kind asks for: its code, how much it is needed, the question."""

    particular: str
    need: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Route:
    """A row of routing; `topic` is the code of the act that it is for, None for every act."""

    receiver: str
    citation: str
    topic: str | None = None
    field: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report, with everything that checking and routing need."""

    code: str
    name: str
    is_open: bool
    is_crime: bool
    anonymity: str
    lawful_way: str
    anonymity_warning: str = ""
    # What to tell a sender who lost money while crimes are not received here; empty if they are.
    crime_way: str = ""
    asked: tuple[Asked, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)  # code → name
    routes: tuple[Route, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    # What citizens see of it, as GET report-kinds/ answers.
    document: Mapping[str, Any] = field(default_factory=dict)

    def prompt(self, particular: str) -> str | None:
        """Return the question for a particular, None if the kind does not ask for it."""
        return next((one.prompt for one in self.asked if one.particular == particular), None)


class PublishedKinds:
    """All kinds by code, in the order in which citizens see them; those that are off, too."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.by_code = {kind.code: kind for kind in kinds}


def build(_revision: int, _previous: PublishedKinds | None) -> PublishedKinds:
    """Read all kinds in one transaction."""
    rules = Prefetch("routing_rules", RoutingRule.objects.select_related("topic"))
    with transaction.atomic():
        rows = list(
            ReportKind.objects.prefetch_related("particulars", "topics", "clock_rules", rules)
        )
    crime = next((row for row in rows if row.is_crime), None)
    return PublishedKinds([kind_of(row, crime) for row in rows])


kinds: Snapshot[PublishedKinds] = Snapshot(REVISION, build)


def report_kinds() -> PublishedKinds:
    """Return what citizens see now."""
    return kinds.current()


def open_kind(code: str, loss: int | None = None) -> Kind:
    """Return the kind as which a report is taken here, by the code that its sender chose.

    Who lost money, to a kind that asks for a loss, reports a crime. While crimes are not received
    here, only the warning is taken, and the check tells the lawful way (`Kind.crime_way`). Raises
    Problem `invalid_request` for an unknown code, and `kind_closed`, whose detail says how to
    report lawfully, for a kind that is off.
    """
    kind = report_kinds().by_code.get(code)
    if kind is None:
        words = "Không có loại phản ánh này; xem report-kinds/."
        raise Problem(
            "invalid_request", errors=[FieldError(pointer("body", "kind"), "unknown", words)]
        )
    if not kind.is_open:
        raise Problem("kind_closed", detail=kind.lawful_way)
    if loss and kind.prompt(Particular.LOSS):
        crimes = (one for one in report_kinds().by_code.values() if one.is_crime and one.is_open)
        return next(crimes, kind)
    return kind


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
    """Return the public facts of a kind that do not depend on the day. Doubts stay internal."""
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
    """Return a kind as GET report-kinds/ answers it on one day."""
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
    """Return a time limit in words: «trong 30 ngày từ khi thụ lý»."""
    unit, stage = Unit(rule.unit).label, Stage(rule.stage)
    extended = f"tối đa {rule.extended_length} {unit} nếu gia hạn" if rule.extended_length else ""
    return {
        "stage": stage.value,
        "name": stage.label,
        "limit": f"trong {rule.length} {unit} {_FROM.get(stage, 'từ khi nhận')}",
        "extended": extended,
        "citation": rule.citation,
    }
