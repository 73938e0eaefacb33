"""A trial does what the timers of a server do."""

import threading

import pytest
from django.core.management import CommandError, call_command

from demo.management.commands import run_timers
from foundation.work import registry


class Stop(threading.Event):
    """Ends the command after so many looks, without waiting."""

    def __init__(self, looks):
        super().__init__()
        self.looks = looks

    def wait(self, timeout=None):
        self.looks -= 1
        if self.looks < 0:
            self.set()
        return self.is_set()


@pytest.fixture
def called(monkeypatch):
    """Note the commands instead of running them."""
    called = []

    def call(*words, if_due):
        called.append(words)
        if words[0] == "apply_retention":
            raise CommandError("x")

    monkeypatch.setattr(run_timers, "call_command", call)
    return called


def test_every_timer_has_a_line_in_a_unit():
    assert set(run_timers.lines()) - {"send_articles"} == set(registry.jobs) - {"count_articles"}


@pytest.mark.django_db
def test_every_timer_runs_once_with_its_arguments_and_survives_failures(called, monkeypatch):
    stop = Stop(looks=40)
    monkeypatch.setattr(run_timers, "stop_at_signal", lambda **_options: stop)
    call_command("run_timers")
    assert sorted(words[0] for words in called) == sorted(run_timers.lines())
    assert ("apply_retention", "--apply") in called
    assert ("send_articles", "--count") in called


def test_nothing_runs_before_the_first_pause(called, monkeypatch):
    monkeypatch.setattr(run_timers, "stop_at_signal", lambda **_options: Stop(looks=0))
    call_command("run_timers")
    assert called == []
