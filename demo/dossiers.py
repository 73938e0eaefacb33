"""Thousands of dossiers. Each of their steps is one that the table of transitions allows.

They are written like an import: `dossiers.actions.effects` makes rows and events, then all are
inserted at once. Limits come from the procedures, due dates from the working calendar.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from demo.days import Weeks
from demo.people import People
from demo.plans import PREFIX, Choice, Plan, plan_own, plan_place, read_choices
from dossiers import workflow
from dossiers.actions import day_totals, effects
from dossiers.actions.effects import Author, Surroundings, state_of
from dossiers.due import clock
from dossiers.models import Dossier, DossierEvent
from dossiers.workflow import Actor, Facts, Status
from foundation.records.bulk_rows import insert_rows
from offices.working_time.calendar import ZONE

S = Status
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
    stage = people.stage
    choices = read_choices(stage, weeks.calendar)
    written = Written()
    for order, place in enumerate(stage.places):
        for plan in plan_place(weeks, place, order, choices):
            _write_plan(written, weeks, plan, people)
    for plan in plan_own(weeks, stage, choices):
        _write_plan(written, weeks, plan, people)
    insert_rows(written.dossiers)
    for dossier, event in zip(written.whose, written.events, strict=True):
        event.dossier = dossier  # which has a key now
    insert_rows(written.events)
    day_totals.recount()
    return written


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
