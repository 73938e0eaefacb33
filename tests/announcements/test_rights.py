"""Which officer may make which move: the table of roles, kinds, authors and offices."""

import pytest
from django.core.exceptions import PermissionDenied

from announcements import rights
from announcements.actions import reviewing
from announcements.actions.moving import flow
from announcements.workflow import Kind, Move, Party
from foundation.desk.roles import Role
from tests.announcements.factories import draft, editor_of, officer_of, published, submitted
from tests.for_each import for_each
from tests.offices.factories import office

pytestmark = pytest.mark.django_db
M = Move
EDITS = {M.SUBMIT, M.PROPOSE, M.DISCARD}
DECIDES = {
    M.RETURN, M.APPROVE, M.TURN_DOWN, M.CORRECT, M.PIN, M.UNPIN, M.PROLONG, M.RECONFIRM,
    M.WITHDRAW,
}  # fmt: skip
OF_WORKERS = {M.PUBLISH, M.EXPIRE, M.ERASE}
BY_ANOTHER = {M.APPROVE, M.CORRECT}


def may(officer, row):
    return set(filter(rights.rights_of(row, officer), Move))


@for_each(
    ("role", "news", "fact_check"),
    [
        (Role.NEWS_EDITOR, EDITS, EDITS),
        (Role.NEWS_APPROVER, DECIDES, set()),
        (Role.SPOKESPERSON, set(), DECIDES),
        (Role.DUTY_LEADER, {M.REVOKE}, {M.REVOKE}),
        (Role.RECEIVER, set(), set()),
    ],
    ids=str,
)
def test_the_table_of_roles(offices, role, news, fact_check):
    officer = officer_of(None, role)
    assert may(officer, draft()) == news
    assert may(officer, draft("fact_check")) == fact_check


def test_no_officer_makes_a_workers_move(offices):
    everything = officer_of(None, *Role)
    assert set(Move) - may(everything, draft()) == OF_WORKERS


def test_who_wrote_some_of_it_decides_all_but_its_publication(offices):
    both = officer_of(None, Role.NEWS_EDITOR, Role.NEWS_APPROVER)
    assert may(both, draft(officer=both)) == EDITS | DECIDES - BY_ANOTHER
    assert may(both, draft()) == EDITS | DECIDES


def test_who_is_not_of_the_office_makes_no_move(offices):
    elsewhere = officer_of(office("ca-xa-khac"), *Role)
    row = draft(office=offices)
    assert may(elsewhere, row) == set()
    assert flow.lawful_moves(row, elsewhere) == set()
    with pytest.raises(PermissionDenied):
        reviewing.submit(row, elsewhere)
    reviewing.submit(row, editor_of(offices))


@pytest.mark.parametrize("kind", Kind)
def test_a_fact_check_is_the_spokespersons(offices, kind):
    approver, speaker = officer_of(None, Role.NEWS_APPROVER), officer_of(None, Role.SPOKESPERSON)
    official = kind == Kind.FACT_CHECK
    assert rights.may_approve_kind(speaker, kind) is official
    assert rights.may_approve_kind(approver, kind) is not official


def test_only_what_the_state_and_the_kind_allow_is_lawful(offices):
    everything = officer_of(None, *Role)
    assert flow.lawful_moves(submitted(), everything) == {M.RETURN, M.APPROVE}
    assert M.REVOKE in flow.lawful_moves(published("missing"), everything)
    assert M.REVOKE not in flow.lawful_moves(published(), everything)


@pytest.mark.parametrize(
    ("role", "parties"),
    [
        (Role.NEWS_EDITOR, {Party.EDITOR}),
        (Role.NEWS_APPROVER, {Party.APPROVER, Party.OTHER_APPROVER}),
        (Role.SPOKESPERSON, {Party.APPROVER, Party.OTHER_APPROVER}),
        (Role.DUTY_LEADER, {Party.REVOKER}),
    ],
)
def test_each_role_is_a_party(offices, role, parties):
    officer = officer_of(None, role)
    assert {party for party in Party if rights.may_act_as(officer, party)} == parties
