"""Work on many rows, where a failed row does not stop the others."""

import logging

import pytest
from django.db import OperationalError

from foundation.records.one_by_one import OneByOne, RowsFailed

SECRET = "0912 345 678"


def test_rows_after_a_failed_one_are_processed(db):
    each, done = OneByOne("row_broke"), []
    for number in range(3):
        with each.guard(row=number):
            done.append(10 // (number - 1))
    assert (done, each.failed) == ([-10, 10], 1)
    with pytest.raises(RowsFailed, match="1 dòng chưa làm được; xem row_broke"):
        each.end()


def test_without_a_failure_nothing_is_raised(db):
    each = OneByOne("row_broke")
    with each.guard(row=1):
        pass
    each.end()


def test_the_log_has_the_row_and_the_error_but_not_its_text(db, caplog):
    caplog.set_level(logging.DEBUG)
    with OneByOne("row_broke").guard(row=7):
        raise ValueError(SECRET)
    (line,) = [record.msg for record in caplog.records if record.name == "foundation.rows"]
    assert (line["event"], line["row"], line["error"]) == ("row_broke", 7, "ValueError")
    assert SECRET not in caplog.text


def test_a_worker_that_has_to_stop_is_not_delayed():
    with pytest.raises(SystemExit), OneByOne("row_broke").guard():
        raise SystemExit


def test_a_batch_that_fails_is_done_row_by_row(db):
    each = OneByOne("row_broke")
    done = each.batch(lambda keys: [10 // key for key in keys], [1, 0, 2])
    assert done == ([[10], [5]], [0])
    assert each.failed == 1


def test_a_batch_that_succeeds_is_done_at_once(db):
    assert OneByOne("row_broke").batch(sum, [1, 2]) == ([3], [])


def test_a_database_that_is_away_is_no_rows_fault(db):
    def work(_keys):
        raise OperationalError

    each = OneByOne("row_broke")
    with pytest.raises(OperationalError):
        each.batch(work, [1, 2])
    assert each.failed == 0
