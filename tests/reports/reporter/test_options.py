"""What the sender of a report may still do: by status, kind, and the last moment to dispute."""

from datetime import timedelta

import pytest

from reports.models import Report, ReportKind
from reports.reporter.options import Options, dispute_until, options_of, withdrawal_of
from reports.workflow import Move, Outcome, Status
from tests.dossiers.factories import at

DECIDED = at("2026-11-23 09:00")
LAST = at("2026-12-07 23:59:59")  # fourteen days later, the whole day
SECOND = timedelta(seconds=1)
OPEN = {Status.SENT, Status.RECEIVED, Status.NEED_MORE, Status.VERIFYING, Status.DISPUTED}
UNTIL_DECIDED = OPEN - {Status.DISPUTED}
DISPUTABLE = {Status.CONCLUDED, Status.DECLINED, Status.MERGED}


def report(status, *, crime=False, **values):
    values = {"decided_at": None if status in OPEN else DECIDED, **values}
    return Report(status=status, kind=ReportKind(is_crime=crime), **values)


@pytest.mark.parametrize("status", Status)
def test_what_each_status_allows(status):
    decided = status not in OPEN
    assert options_of(report(status), DECIDED) == Options(
        can_write=status in OPEN,
        can_withdraw=status in UNTIL_DECIDED,
        dispute_until=LAST if status in DISPUTABLE else None,
        can_give_opinion=decided,
    )


def test_a_report_whose_words_are_erased_is_over():
    for status in Status:
        options = options_of(report(status, erased_at=DECIDED), DECIDED)
        assert options == Options(
            can_write=False, can_withdraw=False, dispute_until=None, can_give_opinion=False
        )


def test_there_is_no_opinion_of_what_nobody_decided():
    withdrawn = report(Status.WITHDRAWN, decided_at=None)
    assert options_of(withdrawn, DECIDED).can_give_opinion is False
    disputed = report(Status.DISPUTED, decided_at=DECIDED)
    assert options_of(disputed, DECIDED).can_give_opinion is False


@pytest.mark.parametrize(
    ("crime", "move"), [(False, Move.WITHDRAW), (True, Move.WISH_WITHDRAWN)], ids=str
)
def test_of_a_crime_a_withdrawal_is_a_wish(crime, move):
    allowed = {one for one in Status if withdrawal_of(report(one, crime=crime)) == move}
    assert allowed == UNTIL_DECIDED
    assert withdrawal_of(report(Status.CONCLUDED, crime=crime)) is None


@pytest.mark.parametrize(
    ("now", "until"), [(DECIDED, LAST), (LAST, LAST), (LAST + SECOND, None)], ids=str
)
def test_a_decision_is_disputed_up_to_the_last_second_of_the_fourteenth_day(now, until):
    assert options_of(report(Status.CONCLUDED), now).dispute_until == until


def test_the_days_are_those_of_vietnam():
    late = report(Status.CONCLUDED, decided_at=at("2026-11-24 00:30"))  # 17:30 on the 23rd in UTC
    assert dispute_until(late) == at("2026-12-08 23:59:59")


@pytest.mark.parametrize(
    "values",
    [
        {"disputed_at": DECIDED},  # once
        {"outcome": Outcome.HANDED_OVER},  # another body decides
        {"decided_at": None},  # merged into an incident that is not decided
    ],
)
def test_what_cannot_be_disputed(values):
    for status in DISPUTABLE:
        assert dispute_until(report(status, **values)) is None
