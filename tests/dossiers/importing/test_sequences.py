"""Any sequence of what may happen to a dossier, in any order and repeated.

The ministry's system moves a dossier; its exports reach us late, twice, or out of order, by files
and by the connector. Meanwhile officers move the dossier, apologise and settle what they are asked,
and the calendar changes. Whatever happens, the newest status is never lost: it is known, or an
officer is asked. Nothing is told twice, and no reason is false.

`make test` plays 200 sequences, the same each time; `make fuzz` 10,000 others. SEQUENCES sets the
number.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizens.models import Notice
from dossiers import actions, workflow
from dossiers.actions.effects import Author, state_of
from dossiers.connector import delivering, items, keys
from dossiers.due import recomputing
from dossiers.due.clock import local_day
from dossiers.importing import applying, conflicts, rows
from dossiers.importing.references import References
from dossiers.importing.run import Run
from dossiers.models import Dossier, ImportConflict
from dossiers.workflow import MEANINGS, Actor, State, Status
from offices import actions as offices_actions
from offices.models import CalendarDay
from offices.working_time.calendar import ZONE
from offices.working_time.calendar_rows import load_calendar
from tests.citizens.factories import citizen
from tests.dossiers.factories import MACHINE, facts
from tests.dossiers.importing.conftest import NOW
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
FEW = 200
SEQUENCES = int(os.environ.get("SEQUENCES", FEW))
CODE = "G01.899.909-260916-000028"
FIRST_PROMISE = "02/12/2026"
STATUSES = {f"dossier_{status}" for status in Status}
# What may be told in each kind of step.
MAY_TELL = {
    "load": STATUSES | {"dossier_due_set"},
    "hand": STATUSES,
    "apologise": {"dossier_extended"},
    "day_off": {"dossier_due_moved"},
    # A row that is taken may bring the first due date, too.
    "accept": STATUSES | {"dossier_corrected", "dossier_due_corrected", "dossier_due_set"},
}
NUMBERS = st.integers(0, 9)
TIMES = st.sampled_from([1, 1, 2])
BY, AGE = st.sampled_from(["file", "file", "connector"]), st.sampled_from(["stated", "heard"])
STEPS = st.one_of(
    st.tuples(st.just("source"), NUMBERS, st.sampled_from([0, 0, 30, 300])),
    st.tuples(st.just("source"), NUMBERS, st.just(0)),
    st.tuples(st.just("redate"), NUMBERS),
    st.tuples(st.just("load"), st.sampled_from([0, 0, 0, 1, 2]), BY, AGE, TIMES),
    st.tuples(st.just("load"), st.just(0), BY, AGE, TIMES),
    st.tuples(st.just("hand"), NUMBERS),
    st.tuples(st.just("apologise")),
    st.tuples(st.just("day_off"), NUMBERS),
    st.tuples(st.sampled_from(["accept", "reject"])),
)


def written(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%d/%m/%Y %H:%M:%S}"


@dataclass
class Source:
    """The ministry's system: one dossier, and an export after each change."""

    state: State = field(default_factory=lambda: State(Status.SUBMITTED))
    at: datetime = NOW - timedelta(days=1)
    words: dict[str, str] = field(
        default_factory=lambda: {"submitted_at": written(NOW - timedelta(days=1))}
    )
    exports: list[tuple[datetime, dict[str, str]]] = field(default_factory=list)

    def move(self, choice: int, minutes_late: int) -> None:
        """Make a lawful move, entered some minutes after it happened."""
        offered = workflow.offers(self.state, Actor.IMPORT)
        if offered:
            target = offered[choice % len(offered)].target
            now = timezone.now()
            self.at = max(self.at, now - timedelta(minutes=minutes_late))
            self.state = State(
                target, self.state.accepted or target is Status.ACCEPTED, self.state.supplements
            )
            self._write(target, choice)

    def _write(self, target: Status, choice: int) -> None:
        for name in ("reason", "papers", "supplement_due", "fee"):
            self.words.pop(name, None)
        if target is Status.ACCEPTED and "accepted_at" not in self.words:
            self.words |= {"accepted_at": written(self.at), "due_at": FIRST_PROMISE}
        if target in (Status.COMPLETED, Status.STOPPED, Status.WITHDRAWN):
            self.words["completed_at"] = written(self.at)
        if target is Status.RETURNED:
            self.words["returned_at"] = written(self.at)
        needs = facts(target)
        if needs.reason:
            self.words["reason"] = f"{needs.reason} {choice}"
        if needs.papers:
            self.words["papers"] = f"Giấy khai sinh;Ảnh {choice}"
            self.words["supplement_due"] = f"{needs.supplement_due:%d/%m/%Y}"
        if needs.fee:
            self.words["fee"] = str(needs.fee + choice)

    def redate(self, choice: int) -> None:
        if "due_at" in self.words:
            self.words["due_at"] = f"{3 + choice:02}/12/2026"

    def export(self) -> None:
        status = str(MEANINGS[self.state.status].number)
        known = {"code": CODE, "procedure_code": "1.001456", "phone": "0912345678"}
        office = {"office": "ca-phuong-thanh-mieu"}
        self.exports.append((timezone.now(), {**known, **office, **self.words, "status": status}))


class Play:
    """One sequence, and what must hold after each of its steps."""

    def __init__(self, clock, leader: User, key) -> None:
        self.clock, self.leader, self.key = clock, leader, key
        self.source, self.references = Source(), References()
        self.source.export()
        self.by_hand = False  # an officer decided something: the source may contradict it
        self.heard = NOW  # last, of an export that did not say how old it was

    def step(self, name: str, *values) -> None:
        """Do one step an hour after the last, and hold what was told against what happened."""
        self.clock.shift(timedelta(hours=1))
        before = self._known()
        count = Notice.objects.count()
        act: Callable[..., None] = getattr(self, f"_{name}")
        act(*values)
        told = list(Notice.objects.order_by("pk").values_list("event", flat=True)[count:])
        assert set(told) <= MAY_TELL.get(name, set()), (name, told)
        assert len(told) == len(set(told)), told
        self._check_reasons(before, self._known(), told)

    @staticmethod
    def _known() -> Dossier | None:
        return Dossier.objects.filter(code=CODE).first()

    def _check_reasons(
        self, before: Dossier | None, after: Dossier | None, told: list[str]
    ) -> None:
        if not before or not after:
            return
        if "dossier_due_set" in told:
            assert before.due_at is None
            assert after.due_at
        moved = {"dossier_due_moved", "dossier_due_corrected", "dossier_extended"} & set(told)
        assert not moved or before.due_at != after.due_at, moved
        statuses = STATUSES & set(told)
        assert statuses <= {f"dossier_{after.status}"}, (statuses, after.status)

    # --- steps -----------------------------------------------------------------------------------

    def _source(self, choice: int, minutes_late: int) -> None:
        self.source.move(choice, minutes_late)
        self.source.export()

    def _redate(self, choice: int) -> None:
        self.source.redate(choice)
        self.source.export()

    def _load(self, back: int, by: str, age: str, times: int) -> None:
        as_of, values = self.source.exports[max(-1 - back, -len(self.source.exports))]
        is_newest = values is self.source.exports[-1][1]
        known = self._known()
        leads = known is None or self._leads(known, values)
        bring = self._deliver if by == "connector" else self._load_file
        stated = as_of if age == "stated" else None
        bring(values, stated)
        certain = (
            is_newest and leads and not self.by_hand and (stated or timezone.now()) >= self.heard
        )
        self._check_not_lost(values, certain=certain)
        self.heard = self.heard if stated else timezone.now()
        events, count = self._known().events_count, Notice.objects.count()
        for _again in range(1, times):
            bring(values, stated)
            assert (self._known().events_count, Notice.objects.count()) == (events, count)

    @staticmethod
    def _leads(known: Dossier, values: dict[str, str]) -> bool:
        row, _wrong = rows.read(values, timezone.now())
        state = state_of(known)
        found = State(state.status, state.accepted, state.supplements)
        steps = workflow.path(found, row.status, Actor.IMPORT)
        can_accept = state.accepted or row.accepted_at is not None
        return steps is not None and (can_accept or Status.ACCEPTED not in steps)

    def _load_file(self, values: dict[str, str], as_of: datetime | None) -> None:
        now = timezone.now()
        row, wrong = rows.read(values, now)
        assert not wrong, wrong
        run = Run(Author(Actor.IMPORT), self.references, load_calendar(), now, as_of or now)
        (decision,) = applying.apply([applying.Entry(2, row)], run)
        assert decision.result != "refused", decision.wrong

    def _deliver(self, values: dict[str, str], as_of: datetime | None) -> None:
        names = {key: name for name, key in items.KEYS.items()}
        item = {names[key]: value for key, value in values.items()}
        if "papers" in item:
            item["papers"] = item["papers"].split(";")
        (result,) = delivering.deliver(self.key, [item], as_of).results
        assert result["result"] != "refused", result

    def _check_not_lost(self, values: dict[str, str], *, certain: bool) -> None:
        known, (row, _wrong) = self._known(), rows.read(values, timezone.now())
        eight = {Status.SUSPENDED, Status.STOPPED}
        same = known.status == row.status or (row.either_eight and known.status in eight)
        assert same or not certain, (known.status, row.status)
        if not same:
            asked = ImportConflict.objects.filter(dossier=known).exclude(state="accepted")
            mark = applying.keyed_hash("import-row", rows.dump(row))
            assert asked.filter(mark=mark).exists(), (known.status, row.status)

    def _hand(self, choice: int) -> None:
        known = self._known()
        offered = workflow.offers(state_of(known), Actor.MACHINE) if known else []
        if offered:
            target = offered[choice % len(offered)].target
            self.by_hand = True
            actions.transition(known.pk, target, MACHINE, facts(target))

    def _apologise(self) -> None:
        known = self._known()
        if known and not actions.extension_obstacle(known, timezone.now()):
            last = load_calendar().next_working_day(local_day(known.due_at) + timedelta(days=1))
            actions.extend(known.pk, last, "Xin lỗi", MACHINE)

    def _day_off(self, choice: int) -> None:
        day = (NOW + timedelta(days=3 + 2 * choice)).date()
        if CalendarDay.objects.filter(date=day).exists():
            CalendarDay.objects.filter(date=day).delete()
        else:
            offices.day_off(day.isoformat())
        offices_actions.publish_calendar()
        known = self._known()
        count = Notice.objects.count()
        recomputing.recompute()
        if known and Notice.objects.count() != count:
            last = max(local_day(known.due_at), local_day(self._known().due_at))
            assert local_day(known.accepted_at) < day <= last

    def _accept(self) -> None:
        if conflict := ImportConflict.objects.filter(state="open").order_by("-pk").first():
            self.by_hand = True
            try:
                conflicts.accept(conflict.pk, self.leader, "Theo tệp")
            except ValidationError as error:
                pytest.fail(f"refused: {error.messages}")

    def _reject(self) -> None:
        if conflict := ImportConflict.objects.filter(state="open").order_by("-pk").first():
            self.by_hand = True
            conflicts.reject(conflict.pk, self.leader, "Giữ")


@pytest.fixture
def world(province, frozen):
    """Return what each sequence begins with."""
    citizen("+84912345678")
    leader = User.objects.create_superuser("lanh-dao")
    return frozen, leader, keys.find_valid(keys.create("Cổng tỉnh", [province.pk], 30)[1])


@settings(
    max_examples=SEQUENCES,
    deadline=None,
    derandomize=SEQUENCES == FEW,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEPS, min_size=2, max_size=7))
def test_no_sequence_loses_a_status_or_says_what_is_not_true(world, steps):
    clock, leader, key = world
    clock.move_to(NOW)
    with transaction.atomic():
        play = Play(clock, leader, key)
        play.step("load", 0, "file", "stated", 1)
        for name, *values in steps:
            play.step(name, *values)
        transaction.set_rollback(True)
