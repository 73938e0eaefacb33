"""Every workflow is wired to the engine of moves: its table, its states, its buttons."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib import admin

from announcements.actions.moving import flow as announcements
from announcements.models import Announcement
from announcements.workflow import Kind
from citizens.models import PersonalRequest
from citizens.requests.actions import flow as requests
from feedback.models import FollowUp, Question
from feedback.questions.moving import flow as questions
from feedback.ratings.follow_ups import flow as follow_ups
from foundation.api.problems import Problem
from foundation.desk.moves import MovesPage
from foundation.moves.engine import Flow
from reception.actions.moving import flow as numbers
from reception.models import QueueNumber
from reports.actions.moving import flow as reports
from reports.models import Report, ReportKind
from security.actions import flow as incidents
from security.models import SecurityIncident
from tests.for_each import for_each

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
CLOCKS = {"decline_by": DAY, "ask_by": DAY, "handle_by": DAY}
# A row in a state, as its flow asks about it; none of them is saved.
ROWS = {
    announcements: lambda state: Announcement(state=state, kind=Kind.WANTED),
    reports: lambda state: Report(status=state, kind=ReportKind(is_crime=True)),
    requests: lambda state: PersonalRequest(status=state),
    questions: lambda state: Question(status=state),
    follow_ups: lambda state: FollowUp(status=state, **CLOCKS),
    numbers: lambda state: QueueNumber(
        state=state, day=DAY, begins_at=NOON, calls=3, called_at=NOON - timedelta(hours=9)
    ),
    incidents: lambda state: SecurityIncident(status=state, is_serious=True, zalo_data=True),
}
CASES = [(flow, move) for flow in ROWS for move in flow.table.rules]
PAGES = [page for page in admin.site._registry.values() if isinstance(page, MovesPage)]


def name_of(value):
    return type(value).__name__ if isinstance(value, Flow) else str(value)


def test_every_flow_is_asked():
    assert {type(flow) for flow in ROWS} == {
        flow for flow in Flow.__subclasses__() if not flow.__module__.startswith("tests.")
    }


@for_each(("flow", "move"), CASES, ids=name_of)
@pytest.mark.usefixtures("_on_that_day")
def test_a_move_is_made_from_the_states_of_its_row_only(flow, move):
    made, refused = set(), set()
    for state in flow.table.states:
        row = ROWS[flow](state)
        try:
            made.add((flow.choose(row, move), state))
        except Problem as problem:
            refused.add(problem.type.code)
    assert refused <= {flow.moved_on}
    rule = flow.table.rules[move]
    asked = {state: flow.traits_of(ROWS[flow](state)) for state in rule.ends}
    assert made == {(move, state) for state, traits in asked.items() if rule.when(traits, state)}


@for_each("page", PAGES, ids=name_of)
def test_each_move_of_an_officer_has_a_button(page):
    rules = page.flow.table.rules
    named = {move: f"has_{rule.party.value}_permission" for move, rule in rules.items()}
    offered = set(page._extract_action_names(page.actions_detail))
    assert {page.name_of(move) for move in rules if hasattr(page, named[move])} <= offered


@pytest.fixture
def _on_that_day(time_machine):
    time_machine.move_to("2026-11-23T02:00:00Z", tick=False)
