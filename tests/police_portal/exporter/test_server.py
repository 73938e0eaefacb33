"""The metrics at their separate address."""

import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
import requests
from django.db import DatabaseError
from django.utils import timezone
from prometheus_client import generate_latest

from foundation.records.models import TimerRun
from foundation.work.pulse import Pulse
from foundation.work.registry import JobFailed
from police_portal import jobs
from police_portal.exporter import collecting, server
from tests.citizens.factories import citizen
from tests.deploy.running_nginx import free_port, serving

pytestmark = pytest.mark.django_db


def by_name(text):
    pairs = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


@pytest.fixture
def scrape(tmp_path, settings):
    """Return a function that scrapes the metrics, by name with labels."""
    settings.METRICS_INSTANCES = []
    settings.MEDIA_ROOT = tmp_path
    registry = server.registry(tmp_path)
    return lambda: by_name(generate_latest(registry).decode())


def test_metrics_have_a_separate_address(tmp_path, settings, monkeypatch):
    settings.METRICS_INSTANCES = []
    for group in ("states", "database_states"):
        monkeypatch.setattr(collecting, group, list)
    port = free_port()
    running, _thread = server.start(tmp_path, f"127.0.0.1:{port}")
    try:
        server.answers(f"127.0.0.1:{port}")
        text = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
    finally:
        running.shutdown()
        running.server_close()
    assert by_name(text)["portal_processes_lost_total"] == 0


def test_unresponsive_metrics_end_their_process(monkeypatch):
    monkeypatch.setattr(server, "LOOK_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as hanging, pytest.raises(requests.Timeout):
        server.answers(f"127.0.0.1:{hanging.getsockname()[1]}")


def test_states_of_rooms_and_of_the_machine_are_read(scrape, settings):
    TimerRun.objects.update_or_create(
        command="apply_retention",
        defaults={
            "known_since": timezone.now(),
            "succeeded_at": timezone.now() - timedelta(days=9),
        },
    )
    citizen(name="Nguyễn Thị Lan")
    with serving() as port:
        settings.METRICS_INSTANCES = [f"127.0.0.1:{port}", "127.0.0.1:9"]
        read = scrape()
    assert read["portal_database_up"] == 1
    assert read['portal_timer_late{timer="apply_retention"}'] == 1
    assert read['portal_imports{state="applying"}'] == 0
    assert read["portal_outbox_age_seconds"] == 0
    assert read[f'portal_instance_ready{{instance="127.0.0.1:{port}"}}'] == 1
    assert read['portal_instance_ready{instance="127.0.0.1:9"}'] == 0
    assert read[f'portal_disk_free_bytes{{folder="{settings.MEDIA_ROOT}"}}'] > 0
    assert read["portal_states_unread"] == 0
    assert [name for name in read if "Lan" in name] == []


def test_without_the_database_the_rest_is_read(scrape, monkeypatch):
    def away(_statement):
        raise DatabaseError

    monkeypatch.setattr(collecting, "_asked", away)
    read = scrape()
    assert read["portal_database_up"] == 0
    assert [name for name in read if name.startswith("portal_disk_free_bytes")] != []


def test_a_killed_process_is_counted_once(scrape, tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for pid in (dead.pid, os.getpid()):
        (tmp_path / f"gauge_livesum_{pid}.db").write_bytes(bytes(16))
    assert scrape()["portal_processes_lost_total"] == 1
    assert scrape()["portal_processes_lost_total"] == 1


@pytest.mark.parametrize("address", ["9464", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:99999", ":1"])
def test_an_invalid_address_is_refused(settings, tmp_path, address):
    settings.METRICS_DIR, settings.METRICS_ADDRESS = str(tmp_path), address
    with pytest.raises(JobFailed, match="METRICS_ADDRESS"):
        jobs.serve_metrics(Pulse("serve_metrics"), once=False)


def test_a_process_that_finds_the_port_taken_waits_until_it_is_free(settings, tmp_path):
    settings.METRICS_DIR, settings.METRICS_INSTANCES = str(tmp_path), []
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        settings.METRICS_ADDRESS = address
        assert jobs._start() is None
    running = jobs._start()
    server.answers(address)
    running.shutdown()
    running.server_close()
