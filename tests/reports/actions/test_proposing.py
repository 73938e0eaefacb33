"""A conclusion is proposed by who verified; a leader agrees, changes it or returns it."""

import pytest

from foundation.api.problems import Problem
from foundation.desk.roles import Role
from reports.actions import deciding, officers, proposing
from reports.actions.deciding import Conclusion
from reports.models import ReportMessage
from reports.workflow import Outcome, Status
from tests.reports.factories import report
from tests.reports.officers import conclusion, officer_of, verifying

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifier(commune):
    return officer_of(commune, Role.VERIFIER)


@pytest.fixture
def proposed(commune, lan, leader, verifier):
    row = verifying(report(commune, lan), leader)
    return proposing.propose(row, verifier, conclusion(), "Camera ngã tư chợ")


def internal(row):
    return list(row.messages.filter(internal=True).values_list("text", flat=True))


def test_a_proposal_waits_and_the_sender_learns_nothing(proposed, verifier, told):
    assert (proposed.status, proposed.outcome, proposed.officer) == (
        Status.VERIFYING, "", verifier,
    )  # fmt: skip
    assert proposed.proposed_outcome == Outcome.HANDLED
    assert "Căn cứ: Camera ngã tư chợ" in ReportMessage.objects.get().text
    assert ReportMessage.objects.get().internal
    assert "report_decided" not in dict(told)


def test_a_leader_agrees(proposed, leader):
    row = deciding.conclude(proposed, leader, conclusion())
    assert (row.status, row.proposed_at, row.proposed_words) == (Status.CONCLUDED, None, "")
    assert internal(row)[-1] == "Đồng ý với đề xuất."


def test_a_leader_changes_it(proposed, leader):
    row = deciding.conclude(proposed, leader, Conclusion(Outcome.INSUFFICIENT, "9/KL", "Chưa rõ."))
    assert internal(row)[-1] == "Đã sửa đề xuất trước khi kết luận."
    assert row.outcome == Outcome.INSUFFICIENT


def test_a_leader_returns_it_with_words(proposed, leader, verifier):
    row = proposing.give_back(proposed, leader, "Hỏi thêm chủ xe")
    assert (row.status, row.proposed_at, row.officer) == (Status.VERIFYING, None, verifier)
    assert internal(row)[-1] == "Hỏi thêm chủ xe"


def test_asking_the_sender_for_more_takes_a_proposal_back(proposed, verifier):
    row = officers.ask_more(proposed, verifier, [], "Biển số?")
    assert (row.status, row.proposed_at) == (Status.NEED_MORE, None)


def test_what_a_colleague_verifies_nobody_else_proposes(proposed, commune):
    with pytest.raises(Problem) as refused:
        proposing.propose(proposed, officer_of(commune, Role.VERIFIER), conclusion(), "x")
    assert "Đồng chí khác" in refused.value.detail


def test_a_proposal_needs_what_a_conclusion_needs(commune, leader, verifier):
    row = verifying(report(commune), leader)
    with pytest.raises(Problem) as refused:
        proposing.propose(row, verifier, Conclusion(Outcome.HANDLED, "", "x"), "x")
    assert "số văn bản" in refused.value.detail
