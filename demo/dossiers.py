"""Thousands of dossiers. Each of their steps is one that the table of transitions allows.

They are written like an import: `dossiers.effects` makes rows and events, then all are inserted at
once. Limits come from the procedures, due dates from the working calendar.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from demo.days import Weeks
from demo.people import LAN, People, invented_name, invented_phone
from demo.story import (
    CAMPAIGN_FIELD,
    CAMPAIGN_RUSH,
    CAMPAIGN_WEEK,
    PLACES,
    SLOW_OFFICE,
    SLOW_UNTIL_WEEK,
    Place,
)
from dossiers import clock, day_totals, effects, time_limits, workflow
from dossiers.effects import Author, Registration, Surroundings, state_of
from dossiers.models import Dossier, DossierEvent
from dossiers.workflow import Actor, Facts, Limit, Status
from foundation.records.bulk_rows import insert_rows
from offices.calendar import ZONE
from procedures.choices import State
from procedures.models import Procedure, ProcedureVersion

PREFIX = "DEMO"
S = Status
# Working hours in one unit of a limit.
HOURS = {
    "working_day": 8.0,
    "day": 5.6,
    "month": 170.0,
    "working_hour": 1.0,
    "hour": 1.0,
}
PAPERS = (
    "Bản sao giấy khai sinh",
    "Ảnh chân dung 4x6 nền trắng",
    "Văn bản đồng ý của chủ sở hữu chỗ ở hợp pháp",
    "Giấy khám sức khoẻ còn thời hạn",
    "Giấy tờ chứng minh quan hệ nhân thân",
)
REASONS = {
    S.DECLINED: (
        "Hồ sơ không thuộc thẩm quyền giải quyết của đơn vị.",
        "Thông tin kê khai không khớp cơ sở dữ liệu quốc gia về dân cư.",
    ),
    S.SUPPLEMENT_REQUIRED: (
        "Hồ sơ còn thiếu giấy tờ theo quy định.",
        "Giấy tờ nộp kèm bị mờ, không đọc được.",
    ),
    S.SUSPENDED: ("Chờ kết quả xác minh của đơn vị liên quan.",),
    S.STOPPED: ("Quá thời hạn mà người nộp không bổ sung giấy tờ.",),
}
Step = tuple[datetime, Status]


@dataclass(frozen=True)
class Choice:
    """A way to file a procedure: its version, channel and limit."""

    procedure: str
    field: str
    version: ProcedureVersion
    channel: str
    limit: Limit


@dataclass(frozen=True)
class Plan:
    """What one dossier is about, and the steps that it would take."""

    given: Registration
    choice: Choice
    steps: Sequence[Step]


@dataclass
class Written:
    """The rows to insert."""

    dossiers: list[Dossier] = field(default_factory=list)
    events: list[DossierEvent] = field(default_factory=list)
    whose: list[Dossier] = field(default_factory=list)

    def add(self, dossier: Dossier, event: DossierEvent) -> None:
        """Add an event of a dossier."""
        self.events.append(event)
        self.whose.append(dossier)


def create_dossiers(weeks: Weeks, people: People) -> Written:
    """Write the dossiers of all offices, and those of the citizen who can sign in."""
    choices = _choices()
    written = Written()
    for order, place in enumerate(PLACES):
        for plan in _plan_place(weeks, place, order, choices):
            _write_plan(written, weeks, plan, people)
    for plan in _plan_own(weeks, choices):
        _write_plan(written, weeks, plan, people)
    insert_rows(written.dossiers)
    for dossier, event in zip(written.whose, written.events, strict=True):
        event.dossier = dossier  # which has a key now
    insert_rows(written.events)
    day_totals.recount()
    return written


def _choices() -> dict[str, list[Choice]]:
    """Return the ways to file each procedure of the story."""
    names = {name for place in PLACES for name, _weight in place.procedures}
    fields = dict(Procedure.objects.filter(pk__in=names).values_list("pk", "field_id"))
    found: dict[str, list[Choice]] = {}
    for version in ProcedureVersion.objects.filter(
        procedure__in=names, state=State.PUBLISHED
    ).order_by("procedure", "-number"):
        key = version.procedure_id
        found[key] = [
            Choice(key, fields[key], version, channel, choice.limit)
            for channel in ("direct", "online", "postal")
            for choice in time_limits.choices_of(version, channel)[:1]
        ]
    return found


# --- what happens to each ------------------------------------------------------------------------


def _plan_place(
    weeks: Weeks, place: Place, order: int, choices: dict[str, list[Choice]]
) -> Iterator[Plan]:
    numbers: Counter[date] = Counter()
    known = [(name, weight) for name, weight in place.procedures if choices.get(name)]
    for day in weeks.worked():
        for _ in range(weeks.about(place.dossiers_a_day * _rush(weeks, day, place))):
            (name,) = weeks.random.choices(
                [name for name, _ in known], [weight for _, weight in known]
            )
            choice = weeks.random.choice(choices[name])
            submitted = weeks.some_time(day)
            if submitted < weeks.now:
                numbers[day] += 1
                code = f"{PREFIX}.{order + 1:03d}-{day:%y%m%d}-{numbers[day]:04d}"
                given = _registration(weeks, code, place.office, choice, submitted)
                yield Plan(given, choice, list(_steps(weeks, place.office, choice, submitted)))


def _rush(weeks: Weeks, day: date, place: Place) -> float:
    in_campaign = (day - weeks.first).days // 7 == CAMPAIGN_WEEK
    for_cards = any(name.startswith(CAMPAIGN_FIELD) for name, _weight in place.procedures)
    return CAMPAIGN_RUSH if in_campaign and for_cards else 1.0


def _registration(
    weeks: Weeks, code: str, office: str, choice: Choice, submitted: datetime
) -> Registration:
    random = weeks.random
    return Registration(
        code=code,
        procedure_id=choice.procedure,
        office_id=office,
        submitted_at=submitted,
        channel=choice.channel,
        applicant_name=invented_name(random),
        phone=invented_phone(random.randrange(10_000)) if weeks.chance(0.7) else "",
        id_last4=f"{random.randrange(10_000):04d}" if weeks.chance(0.8) else "",
    )


def _steps(weeks: Weeks, office: str, choice: Choice, submitted: datetime) -> Iterator[Step]:
    """Yield the steps in order, also those that lie after today."""
    moment = weeks.later(submitted, weeks.random.choice((0, 1, 2, 4, 7)))
    if weeks.chance(0.03):
        yield moment, S.DECLINED
        return
    yield moment, S.ACCEPTED
    accepted = moment
    moment = weeks.later(moment, weeks.random.choice((1, 2, 4)))
    if weeks.chance(0.02):
        yield moment, S.WITHDRAWN
        return
    yield moment, S.PROCESSING
    for asked, continues_share in (
        (S.SUPPLEMENT_REQUIRED, 0.9),
        (S.PAYMENT_REQUIRED, 1.0),
        (S.SUSPENDED, 1.0),
    ):
        if weeks.chance(
            {S.SUPPLEMENT_REQUIRED: 0.09, S.PAYMENT_REQUIRED: 0.05, S.SUSPENDED: 0.02}[asked]
        ):
            moment = weeks.later(moment, 2)
            yield moment, asked
            if not weeks.chance(continues_share):
                yield weeks.later(moment, 60), S.STOPPED
                return
            moment = weeks.later(moment, weeks.random.randrange(6, 30))
            yield moment, S.PROCESSING
    done = max(_done_at(weeks, office, choice, accepted), weeks.later(moment, 1))
    yield done, S.COMPLETED
    yield weeks.later(done, weeks.random.choice((2, 5, 9, 16, 40))), S.RETURNED


def _done_at(weeks: Weeks, office: str, choice: Choice, accepted: datetime) -> datetime:
    """Return when the result is there: mostly within the limit.

    The slow office is late at first and catches up in the last days.
    """
    worked = choice.limit.value * HOURS[choice.limit.unit]
    slow = office == SLOW_OFFICE and weeks.week(accepted) < SLOW_UNTIL_WEEK
    share = weeks.random.uniform(0.95, 1.7) if slow else weeks.random.uniform(0.3, 0.97)
    if weeks.chance(0.03):
        share += 0.5
    done = weeks.later(accepted, max(worked * share, 1))
    last = weeks.some_time(weeks.random.choice(weeks.worked()[-7:-1]))
    return min(done, last) if slow and weeks.chance(0.85) and accepted < last else done


def _plan_own(weeks: Weeks, choices: dict[str, list[Choice]]) -> Iterator[Plan]:
    """Yield a dossier of the citizen who can sign in for each state that a front end shows."""
    office, plans = "ca-phuong-thanh-mieu", _own_plans()
    worked = weeks.worked()
    for number, (name, ago, ways) in enumerate(plans, 1):
        choice = next(choice for choice in choices[name] if choice.channel == "direct")
        submitted = weeks.some_time(worked[-1 - ago])
        code = f"{PREFIX}.900-{submitted:%y%m%d}-{number:04d}"
        place = "phu-tho-xnc" if name == "tthc-1-001456" else office
        given = replace(
            _registration(weeks, code, place, choice, submitted),
            applicant_name=LAN.name,
            phone=LAN.phone,
            id_last4="0001",
        )
        steps, moment = [], submitted
        for hours, target in ways:
            moment = weeks.later(moment, hours)
            steps.append((moment, target))
        yield Plan(given, choice, steps)


def _own_plans() -> tuple[tuple[str, int, tuple[tuple[int, Status], ...]], ...]:
    """Return procedure, working days ago, and steps with the working hours before each."""
    begun = ((1, S.ACCEPTED), (2, S.PROCESSING))
    return (
        ("cancuoc-cap-doi-lai", 22, (*begun, (30, S.COMPLETED), (4, S.RETURNED))),
        ("tthc-1-001456", 16, (*begun, (48, S.COMPLETED))),
        ("tthc-1-004194", 12, begun),  # by now it is late
        ("tthc-1-004222", 6, (*begun, (6, S.SUPPLEMENT_REQUIRED))),
        ("cancuoc-cap-doi-lai", 3, begun),
        ("tthc-3-000228", 2, ()),
    )


# --- rows ----------------------------------------------------------------------------------------


def _write_plan(written: Written, weeks: Weeks, plan: Plan, people: People) -> None:
    """Take the steps of one dossier that lie before now."""
    given, choice = plan.given, plan.choice
    user = people.officers[given.office_id]
    by = Author(Actor.OFFICER, user)
    given = replace(given, officer_id=people.posts[user.pk].pk if weeks.chance(0.8) else None)
    dossier, event = effects.new_dossier(
        given,
        choice.version,
        Author(Actor.OFFICER),
        Surroundings(weeks.calendar, given.submitted_at),
    )
    written.dossiers.append(dossier)
    written.add(dossier, event)
    changes: list[tuple[datetime, str]] = []
    for moment, target in plan.steps:
        if moment >= weeks.now:
            return
        facts = _facts(weeks, moment, target, choice)
        _raise_if_refused(workflow.refusals(state_of(dossier), target, by.actor, facts, weeks.now))
        if target is S.ACCEPTED:
            effects.accept(dossier, moment, choice.version, choice.limit)
        around = Surroundings(weeks.calendar, moment, clock.pauses_of(changes))
        written.add(dossier, effects.change_status(dossier, target, facts, by, around))
        changes.append((moment, target))


def _raise_if_refused(found: Sequence[workflow.Refusal]) -> None:
    """Raise ValueError for a step that the table does not allow: the story is wrong."""
    if found:
        raise ValueError(found[0].text)


def _facts(weeks: Weeks, moment: datetime, target: Status, choice: Choice) -> Facts:
    random = weeks.random
    reason = random.choice(REASONS[target]) if target in REASONS else ""
    if target is S.SUPPLEMENT_REQUIRED:
        until = weeks.calendar.add_working_days(moment.astimezone(ZONE).date(), 10)
        return Facts(
            moment, reason=reason, papers=tuple(random.sample(PAPERS, 2)), supplement_due=until
        )
    fee = (
        random.choice((50_000, 70_000, 135_000, 200_000)) if target is S.PAYMENT_REQUIRED else None
    )
    return Facts(
        moment, reason=reason, fee=fee, limit=choice.limit if target is S.ACCEPTED else None
    )


def has_demo() -> bool:
    """Return True if the demo is in the database."""
    return bool(Dossier.objects.filter(code__startswith=f"{PREFIX}.").exists())
