"""The server uses the number of threads in the setting."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from foundation.zalo import configuration
from police_portal import serving

STARTERS = ("Makefile", "deploy/police-portal@.service", "benchmarks/servers.py")


def threads_of(line):
    return line[line.index("--blocking-threads") + 1]


@pytest.mark.parametrize("threads", ["1", "4", "9"])
def test_the_server_uses_the_threads_of_the_setting(monkeypatch, threads):
    monkeypatch.setenv("WEB_THREADS", threads)
    assert threads_of(serving.command(["--port", "8000"])) == threads


def test_arguments_reach_the_server():
    line = serving.command(
        ["--port", "8000", "--workers", "2", "--application", "other:application"]
    )
    assert line[0].endswith("/granian")
    assert line[-5:] == ["--port", "8000", "--workers", "2", "other:application"]


def test_our_application_is_the_default():
    assert serving.command([])[-1] == "police_portal.wsgi:application"


@pytest.mark.parametrize("name", STARTERS)
def test_nothing_starts_the_server_directly(name):
    text = Path(settings.BASE_DIR, name).read_text()
    assert "police_portal.serving" in text
    assert not re.search("blocking-threads|bin/granian|--no-ws", text)


@pytest.mark.parametrize(("threads", "places"), [(1, 1), (2, 1), (4, 2), (9, 4)])
def test_at_most_half_of_the_threads_wait_for_zalo(settings, threads, places):
    settings.WEB_THREADS = threads
    assert configuration.current().waiting_places == places
