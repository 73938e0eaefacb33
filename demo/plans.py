"""What would happen to each dossier of the demo: when, where, and by which steps."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from demo.counters import handed_in
from demo.days import Weeks
from demo.people import LAN, invented_name, invented_phone
from demo.stage import Place, Stage
from demo.story import (
    CAMPAIGN_FIELD,
    CAMPAIGN_RUSH,
    CAMPAIGN_WEEK,
    FIRST_COMMUNE,
    SLOW_UNTIL_WEEK,
)
from dossiers.actions.effects import Registration
from dossiers.due import time_limits
from dossiers.workflow import HandedIn, Limit, Status
from offices.working_time.calendar import WorkingCalendar
from procedures.choices import State, TimeUnit
from procedures.models import Procedure, ProcedureVersion

PREFIX = "DEMO"  # of the codes of all dossiers of the demo
S = Status
# Where the catalogue is not sure of a limit, as of criminal records since July 2026.
GIVEN_BY_OFFICER = Limit(10, TimeUnit.WORKING_DAY)
# Working hours in one unit of a limit.
HOURS = {
    "working_day": 8.0,
    "day": 5.6,
    "month": 170.0,
    "working_hour": 1.0,
    "hour": 1.0,
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
    handed_in: HandedIn | None = None


@dataclass(frozen=True)
class Plan:
    """What one dossier is about, and the steps that it would take."""

    given: Registration
    choice: Choice
    steps: Sequence[Step]


def read_choices(stage: Stage, calendar: WorkingCalendar) -> dict[str, list[Choice]]:
    """Return the ways to file each procedure of the story."""
    names = {name for place in stage.places for name, _weight in place.work.procedures}
    fields = dict(Procedure.objects.filter(pk__in=names).values_list("pk", "field_id"))
    found: dict[str, list[Choice]] = {}
    for version in ProcedureVersion.objects.filter(
        procedure__in=names, state=State.PUBLISHED
    ).order_by("procedure", "-number"):
        key, brought = version.procedure_id, handed_in(version, calendar)
        found[key] = [
            Choice(key, fields[key], version, channel, choice.limit, held)
            for channel, held in (("direct", brought), ("online", None), ("postal", None))
            for choice in time_limits.choices_of(version, channel)[:1]
        ] or [Choice(key, fields[key], version, "direct", GIVEN_BY_OFFICER, brought)]
    return found


def plan_place(
    weeks: Weeks, place: Place, order: int, choices: Mapping[str, list[Choice]]
) -> Iterator[Plan]:
    """Yield the dossiers of one office, day by day."""
    numbers: Counter[date] = Counter()
    known = [(name, weight) for name, weight in place.work.procedures if choices.get(name)]
    for day in weeks.worked():
        for _ in range(weeks.about(place.work.dossiers_a_day * _rush(weeks, day, place))):
            (name,) = weeks.random.choices(
                [name for name, _ in known], [weight for _, weight in known]
            )
            choice = weeks.random.choice(choices[name])
            submitted = weeks.some_time(day)
            if submitted < weeks.now:
                numbers[day] += 1
                code = f"{PREFIX}.{order + 1:03d}-{day:%y%m%d}-{numbers[day]:04d}"
                given = _registration(weeks, code, place.office, choice, submitted)
                yield Plan(given, choice, list(_steps(weeks, choice, submitted, slow=place.slow)))


def _rush(weeks: Weeks, day: date, place: Place) -> float:
    in_campaign = (day - weeks.first).days // 7 == CAMPAIGN_WEEK
    for_cards = any(name.startswith(CAMPAIGN_FIELD) for name, _weight in place.work.procedures)
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
        handed_in=choice.handed_in,
    )


def _steps(weeks: Weeks, choice: Choice, submitted: datetime, *, slow: bool) -> Iterator[Step]:
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
    done = max(_done_at(weeks, choice, accepted, slow=slow), weeks.later(moment, 1))
    yield done, S.COMPLETED
    yield weeks.later(done, weeks.random.choice((2, 5, 9, 16, 40))), S.RETURNED


def _done_at(weeks: Weeks, choice: Choice, accepted: datetime, *, slow: bool) -> datetime:
    """Return when the result is there: mostly within the limit.

    The slow office is late at first and catches up in the last days.
    """
    worked = choice.limit.value * HOURS[choice.limit.unit]
    slow = slow and weeks.week(accepted) < SLOW_UNTIL_WEEK
    share = weeks.random.uniform(0.95, 1.7) if slow else weeks.random.uniform(0.3, 0.97)
    if weeks.chance(0.03):
        share += 0.5
    done = weeks.later(accepted, max(worked * share, 1))
    last = weeks.some_time(weeks.random.choice(weeks.worked()[-7:-1]))
    return min(done, last) if slow and weeks.chance(0.85) and accepted < last else done


def plan_own(weeks: Weeks, stage: Stage, choices: Mapping[str, list[Choice]]) -> Iterator[Plan]:
    """Yield a dossier of the citizen who can sign in for each state that a front end shows."""
    office, plans = stage.parts[FIRST_COMMUNE], _own_plans()
    worked = weeks.worked()
    for number, (name, ago, ways) in enumerate(plans, 1):
        choice = next(choice for choice in choices[name] if choice.channel == "direct")
        submitted = weeks.some_time(worked[-1 - ago])
        code = f"{PREFIX}.900-{submitted:%y%m%d}-{number:04d}"
        place = stage.parts["xnc"] if name == "tthc-1-001456" else office
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
