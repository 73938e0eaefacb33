"""The statuses and their meanings."""

from dossiers.workflow import (
    FINAL,
    MAIN_WAY,
    MEANINGS,
    OPEN,
    PAUSED,
    RUNNING,
    WAITING,
    Status,
)

S = Status


def test_every_status_has_a_meaning():
    assert set(MEANINGS) == set(S)
    assert {meaning.number for meaning in MEANINGS.values()} == set(range(1, 11))
    assert (MEANINGS[S.SUSPENDED].number, MEANINGS[S.STOPPED].number) == (8, 8)
    assert {S.ACCEPTED, S.PROCESSING} == RUNNING
    assert {S.SUPPLEMENT_REQUIRED, S.PAYMENT_REQUIRED, S.SUSPENDED} == PAUSED
    assert set(OPEN) | set(FINAL) | {S.COMPLETED} == set(S)
    assert [MEANINGS[status].number for status in MAIN_WAY] == [1, 2, 4, 9, 10]


def test_what_waits_for_the_office_is_submitted_or_running():
    assert {Status.SUBMITTED, Status.ACCEPTED, Status.PROCESSING} == WAITING


def test_open_is_all_that_is_neither_final_nor_completed():
    assert {status for status in S if status not in {*FINAL, S.COMPLETED}} == OPEN
