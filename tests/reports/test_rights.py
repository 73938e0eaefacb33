"""Which officer may make which move: the table of roles, posts and hand-overs."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from foundation.desk.roles import Role
from reports import rights
from reports.actions import deciding
from reports.rights import LEAD, RECEIVE, VERIFY, Standing, may_move, standing_of
from reports.workflow import Desk, Move
from tests.for_each import for_each
from tests.officers.factories import access_change
from tests.offices.factories import office
from tests.reports import factories
from tests.reports.officers import concluded, leader_of, officer_of, verifying

M = Move
# Whose role makes which moves; the sender's and the worker's are nobody's.
MOVES = {
    RECEIVE: {
        M.RECEIVE, M.RECLASSIFY, M.ASK_MORE, M.PASS_ON, M.ACCEPT, M.SEND_BACK, M.ACKNOWLEDGE,
        M.MERGE, M.SPLIT, M.TAKE, M.ASSIGN, M.PROPOSE,
    },
    VERIFY: {M.ASK_MORE, M.TAKE, M.ASSIGN, M.PROPOSE},
    LEAD: {
        M.TAKE_ON, M.EXTEND, M.CONCLUDE, M.HAND_OVER, M.DECLINE, M.REOPEN, M.UPHOLD, M.GIVE_BACK,
    },
    rights.OPEN_SEAL: set(),
    rights.VIEW: set(),
}  # fmt: skip
OFFICERS_MOVES = set().union(*MOVES.values())
OF_THE_INVITED = {M.ACCEPT, M.SEND_BACK}
OF_ANOTHER_LEADER = {M.REOPEN, M.UPHOLD}
STANDINGS = [Standing(*flags) for flags in product([True, False], repeat=5)]


class Holder:
    """An officer of whom only the permissions matter."""

    def __init__(self, *permissions):
        self.permissions = permissions

    def has_perm(self, name):
        return name in self.permissions


def expected(move, standing):
    """Return whether the standing allows a move that the role allows."""
    if move in OF_THE_INVITED:
        return standing.invited
    if move is M.PASS_ON:
        return standing.responsible or standing.invited
    return (
        standing.responsible
        and not (move in OF_ANOTHER_LEADER and standing.decided)
        and not (move is M.ACKNOWLEDGE and not standing.unacknowledged)
        and not (move is M.ASSIGN and not standing.holds)
    )


@for_each("permission", MOVES)
@for_each("standing", STANDINGS, ids=repr)
def test_the_table_of_rights(permission, standing):
    of_role = MOVES[permission]
    lawful = {move for move in of_role if expected(move, standing)}
    holder = Holder(permission)
    assert {move for move in OFFICERS_MOVES if may_move(move, holder, standing)} == lawful


def test_no_role_makes_the_moves_of_senders_and_workers():
    everything = Holder(*MOVES)
    for move in set(rights.workflow.RULES) - OFFICERS_MOVES:
        assert not may_move(move, everything, Standing(*[True] * 5))


# --- how an officer stands to a report ------------------------------------------------------------


@pytest.fixture
def report(offices):
    return factories.report(offices)


@pytest.mark.django_db
def test_a_post_in_the_office_or_above_it_is_responsible(report):
    alone = Standing(responsible=True, invited=False, decided=False)
    assert standing_of(report, officer_of(report.office)) == alone
    assert standing_of(report, officer_of(report.office.parent)) == alone


@pytest.mark.django_db
def test_who_does_not_see_a_report_has_no_standing(report):
    elsewhere = office("ca-xa-khac", kind="commune", name="Công an xã Khác")
    assert standing_of(report, officer_of(elsewhere)) == Standing(*[False] * 4)


@pytest.fixture
def elsewhere(report):
    """Return another commune, which was asked to take the report over."""
    other = office("ca-xa-khac", kind="commune", name="Công an xã Khác")
    report.hand_overs.create(office=other, officer=officer_of(report.office))
    return other


@pytest.mark.django_db
def test_the_office_that_was_asked_is_invited_until_it_answers(report, elsewhere):
    asked = officer_of(elsewhere)
    assert standing_of(report, asked) == Standing(responsible=False, invited=True, decided=False)
    assert standing_of(report, officer_of(report.office)).invited is False
    report.hand_overs.update(returned_at=report.changed_at)
    assert standing_of(report, officer_of(elsewhere)) == Standing(*[False] * 4)


@pytest.mark.django_db
def test_only_who_decided_last_has_decided(report):
    leader, other = leader_of(report.office), leader_of(report.office)
    decided = concluded(report, leader)
    assert standing_of(decided, leader) == Standing(responsible=True, invited=False, decided=True)
    assert standing_of(decided, other).decided is False
    decided.events.create(
        move=M.CONCLUDE, officer=other, status=decided.status, office=decided.office
    )
    assert standing_of(decided, leader).decided is False


@pytest.mark.django_db
def test_what_another_body_has_not_acknowledged(report):
    leader = leader_of(report.office)
    body = deciding.OutsideBody("Cơ quan Cảnh sát điều tra", "12/PC")
    gone = deciding.hand_over(verifying(report, leader), leader, body, "Đã chuyển.")
    assert standing_of(gone, leader).unacknowledged is True
    gone.hand_overs.update(acknowledged_at=gone.changed_at)
    assert standing_of(gone, leader).unacknowledged is False


@pytest.mark.django_db
def test_a_seal_is_opened_by_a_role_that_may_and_an_office_that_is_responsible(report, lan):
    sealed = factories.report(report.office, lan)
    assert rights.may_open_seal(sealed, leader_of(report.office)) is True
    assert rights.may_open_seal(sealed, officer_of(report.office, Role.RECEIVER)) is False
    assert rights.may_open_seal(report, leader_of(report.office)) is False  # nobody sent it


@pytest.mark.django_db
def test_an_office_that_was_only_asked_opens_no_seal(offices, lan):
    sealed = factories.report(offices, lan)
    other = office("ca-xa-khac", kind="commune", name="Công an xã Khác")
    sealed.hand_overs.create(office=other, officer=officer_of(offices))
    assert rights.may_open_seal(sealed, leader_of(other)) is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.RECEIVER, {"general"}),
        (Role.CRIME_DUTY, {"general", "crime"}),
        (Role.INSPECTORATE, {"general", "inspectorate"}),
        (Role.NEWS_EDITOR, set()),
    ],
)
def test_somebody_sees_a_desk_where_a_role_or_an_office_above_does(offices, role, seen):
    officer_of(offices, role)
    assert {desk for desk in Desk.values if rights.somebody_sees(offices.pk, desk)} == seen
    team = office("to-mot", kind="reception_point", parent=offices)
    assert rights.somebody_sees(team.pk, "general") is ("general" in seen)
    assert rights.somebody_sees(offices.parent_id, "general") is False


@pytest.mark.django_db
def test_an_account_that_is_closed_or_whose_post_has_ended_sees_nothing(offices):
    closed = officer_of(offices)
    closed.is_active = False
    closed.save()
    assert rights.somebody_sees(offices.pk, "general") is False
    gone = officer_of(offices)
    gone.posts.update(valid_to=timezone.localdate() - timedelta(days=1))
    assert rights.somebody_sees(offices.pk, "general") is False


@pytest.mark.django_db
def test_the_other_account_of_who_decided_has_decided(report):
    leader, other = leader_of(report.office), leader_of(report.office)
    decided = concluded(report, leader)
    access_change(other, leader, lets_in=True)
    assert standing_of(decided, other).decided is True
