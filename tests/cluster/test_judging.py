"""What the rows of the table say of answers."""

import pytest

from cluster import judging
from cluster.judging import Window
from cluster.load import CLIENTS, Answer

BEGUN, ENDED = 10.0, 30.0


def window(*answers):
    return Window(answers, BEGUN, ENDED)


def good(kind="published", step=0.1, until=35.0, since=0.0, took=0.05):
    """Return good answers, one every `step` seconds."""
    count = int((until - since) / step)
    moments = [since + number * step for number in range(count)]
    outcome = "201" if kind == "write" else "200"
    return [Answer(at, at + took, kind, outcome) for at in moments]


def bad(ended, kind="write", outcome="503"):
    return Answer(ended - 0.1, ended, kind, outcome)


def holds(judge, *answers):
    return all(finding.holds for finding in judge(window(*answers)))


def test_what_failed_before_the_fault_is_not_its_doing():
    assert holds(judging.nobody_notices, bad(9.9))
    assert not holds(judging.nobody_notices, bad(10.1))


def test_as_many_may_fail_as_are_in_flight():
    assert holds(judging.only_in_flight, *[bad(11)] * CLIENTS)
    assert not holds(judging.only_in_flight, *[bad(11)] * (CLIENTS + 1))


@pytest.mark.parametrize(("last", "expected"), [(12.9, True), (13.1, False)])
def test_an_outage_lasts_until_the_last_bad_answer(last, expected):
    assert holds(judging.back_within(3), bad(last)) is expected


@pytest.mark.parametrize(("begun", "expected"), [(12.9, True), (13.1, False)])
def test_a_takeover_ends_with_the_last_request_that_fails_however_long_it_waits(begun, expected):
    late = Answer(begun, begun + 20, "write", "TimeoutError")
    assert holds(judging.taken_over_within(3), late) is expected


def test_published_answers_may_not_pause_while_a_primary_is_elected():
    paused = [one for one in good() if not 15 < one.ended < 18]
    assert holds(judging.primary_lost, *good(), bad(39))
    assert not holds(judging.primary_lost, *paused, bad(39))


def test_a_lost_primary_is_told_by_503_only():
    errors = [bad(20, outcome="500")] * (CLIENTS + 1)
    assert not holds(judging.primary_lost, *good(), *errors)


def test_writes_may_wait_a_quarter_of_a_minute_for_a_standby():
    waits = [*good("write", until=11), *good("write", since=25)]
    assert holds(judging.writes_wait, *waits)
    assert not holds(judging.writes_wait, *good("write", until=11), *good("write", since=27))
    assert not holds(judging.writes_wait, *waits, bad(20, "own"))


def test_without_a_cache_answers_may_be_a_third_slower():
    def answers(took):
        return [*good("own", until=9), *good("own", since=11, took=took)]

    assert holds(judging.without_cache, *answers(0.06))
    assert not holds(judging.without_cache, *answers(0.07))


def test_without_storage_files_are_refused_by_503_and_nothing_else_is():
    files = good("file")
    assert holds(judging.files_only, *files, bad(20, "file"))
    assert not holds(judging.files_only, *files, bad(20, "file", "500"))
    assert not holds(judging.files_only, *files, bad(20, "own"))


def test_when_storage_is_back_files_have_to_be_there_again():
    assert not holds(judging.files_only, *good("file", until=ENDED), bad(31, "file"))
