"""`manage.py work`, by hand."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from foundation.records import leases, timers
from foundation.records.models import TimerRun
from foundation.work import registry
from foundation.work.management.commands import work

pytestmark = pytest.mark.django_db
NAME = "process_webhooks"


@pytest.fixture(autouse=True)
def _known():
    timers.know_after_migrations()


def started():
    return set(TimerRun.objects.filter(started_at__isnull=False).values_list("command", flat=True))


def test_one_job_runs_at_once_though_it_is_not_due(capsys):
    for _run in range(2):
        call_command("work", only=[NAME], once=True)
    assert started() == {NAME}
    assert capsys.readouterr().out.count("Đã xử lý 0 sự kiện.") == 2


def test_one_that_another_process_runs_is_refused():
    with leases.turn(NAME), pytest.raises(CommandError, match="tiến trình khác"):
        call_command("work", only=[NAME], once=True)


def test_a_job_that_was_done_meanwhile_is_left_without_an_error():
    call_command("work", only=[NAME], once=True)
    first = TimerRun.objects.get(command=NAME).started_at
    call_command("work", only=[NAME], once=True, if_due=True)
    assert TimerRun.objects.get(command=NAME).started_at == first


def test_a_name_that_is_none_is_refused():
    with pytest.raises(CommandError, match="nothing"):
        call_command("work", "--only", "nothing", "--once")


def test_all_that_is_due_is_done_once():
    call_command("work", once=True)
    assert started() == set(registry.jobs)


def test_one_that_fails_keeps_no_other(monkeypatch, caplog):
    jobs = {**registry.jobs, NAME: broken(registry.jobs[NAME])}
    monkeypatch.setattr(registry, "jobs", jobs)
    with pytest.raises(CommandError, match="job_failed"):
        call_command("work", once=True)
    assert started() == set(registry.jobs)
    assert [state.timer.command for state in timers.states() if state.has_failed] == [NAME]


def broken(job):
    return replace(job, work=lambda: 1 / 0)


@pytest.mark.parametrize("once", [True, False])
def test_statements_are_bounded_of_one_that_stays(once, monkeypatch):
    bounded = []
    monkeypatch.setattr(work, "bound_statements", lambda: bounded.append(1))
    monkeypatch.setattr(work.Process, "run", lambda _process, **_options: None)
    call_command("work", only=[NAME], once=once)
    assert bounded == ([] if once else [1])


def test_of_one_that_stays_only_the_named_ones_run(monkeypatch):
    made = []
    monkeypatch.setattr(work, "bound_statements", lambda: None)
    monkeypatch.setattr(work.Process, "__init__", lambda _process, *what: made.append(what))
    monkeypatch.setattr(work.Process, "run", lambda _process, **_options: None)
    call_command("work", only=["send_notices", NAME])
    ((loops, jobs),) = made
    assert (list(loops), list(jobs)) == (["send_notices"], [NAME])
