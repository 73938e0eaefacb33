"""Health: `live` uses nothing, `ready` reports faults within a second."""

import os
import shutil
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from feedback import readiness as photo_disk
from foundation.api import readiness
from foundation.records.models import TimerRun
from offices.actions import fill_calendar
from police_portal import VERSION, health
from police_portal.database import tables
from procedures.publishing.snapshot import catalogue
from tests.procedures.factories import publish_procedure

READY = "/health/ready/"
LIMIT = health.SECONDS_PER_PART
# SQLite has this machine's clock.
CLOCK_UNKNOWN = "Không dùng được." if connection.vendor == "postgresql" else "ok"


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """Give healthy parts enough time, so that a busy machine fails no test."""
    monkeypatch.setattr(health, "SECONDS_PER_PART", 30)
    monkeypatch.setattr(health, "KEPT_SECONDS", 0)


@pytest.fixture(autouse=True)
def _room_on_the_disk(monkeypatch):
    """Do not depend on the free space of this machine."""
    monkeypatch.setattr(photo_disk, "LITTLE", 0)


@pytest.fixture
def published(transactional_db):
    """Publish something that other threads can see."""
    return publish_procedure()


@pytest.fixture
def hanging(monkeypatch):
    """Make parts hang until the test ends."""
    over = threading.Event()

    def hang(*names, limit, patience=0):
        monkeypatch.setattr(health, "SECONDS_PER_PART", limit)
        monkeypatch.setattr(health, "PATIENCE", patience)
        for name in names:
            monkeypatch.setitem(readiness.PARTS, name, lambda: over.wait(60))

    yield hang
    over.set()
    # Unanswered checks are still queued: let them end before the database of this test does.
    everybody = threading.Barrier(health._workers._max_workers + 1)
    for _worker in range(health._workers._max_workers):
        health._workers.submit(everybody.wait, 30)
    everybody.wait(30)


def parts_of(response):
    return response.json()["parts"]


def test_live_makes_no_query(client):
    """Without the db fixture any query fails."""
    response = client.get("/health/live/")
    assert (response.status_code, response.json()) == (
        200,
        {"status": "ok", "version": VERSION},
    )
    assert response["Cache-Control"] == "no-store"


def test_ready_if_all_parts_are_healthy(client, published):
    response = client.get(READY)
    assert (response.status_code, response.json()["status"]) == (200, "ok")
    assert parts_of(response) == {
        "database": "ok",
        "migrations": "ok",
        "clock": "ok",
        "snapshot": "ok",
    }
    assert response["Cache-Control"] == "no-store"


def test_an_unreachable_database_is_reported(client, published, monkeypatch):
    catalogue.current()

    def refuse(*_args):
        raise OperationalError("could not connect to 10.1.2.3")

    monkeypatch.setattr(
        type(connections["default"]), "get_new_connection", refuse
    )  # one of the workers: this test has its own
    monkeypatch.setattr(health, "_workers", ThreadPoolExecutor(3))
    response = client.get(READY)
    assert response.status_code == 503
    assert parts_of(response) == {
        "database": "Không dùng được.",
        "migrations": "Không dùng được.",
        "clock": CLOCK_UNKNOWN,
        "snapshot": "ok",
    }
    assert "10.1.2.3" not in response.content.decode()


def test_a_missing_migration_is_reported(client, published):
    newest = MigrationLoader(connection).graph.leaf_nodes("procedures")[0][1]
    MigrationRecorder(connection).migration_qs.get(app="procedures", name=newest).delete()
    try:
        response = client.get(READY)
    finally:
        MigrationRecorder(connection).record_applied("procedures", newest)
    assert response.status_code == 503
    assert parts_of(response) == {
        "database": "ok",
        "migrations": "Chưa chạy migrate.",
        "clock": "ok",
        "snapshot": "ok",
    }


def test_an_empty_catalogue_is_reported(client, transactional_db):
    response = client.get(READY)
    assert response.status_code == 503
    assert parts_of(response)["snapshot"] == "Danh mục thủ tục trống."


def test_a_broken_snapshot_is_reported(client, published, monkeypatch):
    def broken(*_args):
        raise KeyError("search_entry")

    monkeypatch.setattr(catalogue, "_build", broken)
    response = client.get(READY)
    assert response.status_code == 503
    assert parts_of(response) == {
        "database": "ok",
        "migrations": "ok",
        "clock": "ok",
        "snapshot": "Không dùng được.",
    }


@pytest.mark.parametrize("names", [("database",), ("snapshot",), ("database", "snapshot")])
def test_all_hanging_parts_are_reported_within_the_limit(client, published, hanging, names):
    assert client.get(READY).status_code == 200  # load everything that can be loaded
    hanging(*names, limit=1.5)
    started = time.monotonic()
    response = client.get(READY)
    assert time.monotonic() - started < 4  # a second request after the first: no waiting twice
    assert response.status_code == 503
    assert [
        name for name, state in parts_of(response).items() if state == "Không trả lời trong 1 giây."
    ] == list(names)


def test_the_limit_is_one_second():
    assert LIMIT == 1


def test_a_healthy_part_may_be_slow_for_a_while(client, published, hanging):
    assert client.get(READY).status_code == 200
    hanging("database", limit=0.1, patience=60)
    response = client.get(READY)
    assert (response.status_code, parts_of(response)["database"]) == (200, "Trả lời chậm.")


def test_a_part_that_never_answered_is_not_waited_for(client, published, hanging):
    hanging("database", limit=0.1, patience=60)
    assert client.get(READY).status_code == 503


@pytest.mark.parametrize("name", ["migrations", "clock"])
def test_background_checks_take_no_machine_out(client, published, hanging, name):
    assert client.get(READY).status_code == 200
    hanging(name, limit=0.1)
    response = client.get(READY)
    assert (response.status_code, parts_of(response)[name]) == (200, "Trả lời chậm.")


def test_hanging_or_failing_warnings_do_not_affect_health(client, published, monkeypatch):
    def fail():
        raise OperationalError("away")

    monkeypatch.setattr(readiness, "warnings", fail)
    response = client.get(READY)
    assert (response.status_code, response.json()["warnings"]) == (200, health._UNKNOWN_WARNINGS)


def test_concurrent_requests_share_one_check_per_part(client, published, hanging, monkeypatch):
    asked = []
    monkeypatch.setattr(health, "KEPT_SECONDS", 60)
    monkeypatch.setitem(readiness.PARTS, "database", lambda: asked.append(1))
    for _time in range(5):
        assert client.get(READY).status_code == 200
    assert len(asked) == 1


@pytest.mark.parametrize(
    "stranger",
    [{"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"REMOTE_ADDR": "203.0.113.9"}],
    ids=["through nginx", "from elsewhere"],
)
def test_strangers_see_only_whether_it_serves(client, published, monkeypatch, stranger):
    monkeypatch.setattr(readiness, "warnings", lambda: pytest.fail("nobody asked for them"))
    assert client.get(READY, **stranger).json() == {"status": "ok"}
    monkeypatch.setattr(catalogue, "_build", lambda *_args: 1 / 0)
    catalogue.forget()
    response = client.get(READY, **stranger)
    assert (response.status_code, response.json()) == (503, {"status": "failed"})


def test_the_machine_itself_sees_everything(client, published):
    for address in ("127.0.0.1", "::1", ""):  # "" by a socket
        assert "parts" in client.get(READY, REMOTE_ADDR=address).json()


def test_repeated_requests_are_answered_while_a_part_hangs(client, published, hanging):
    hanging("database", limit=0.1)
    for _time in range(12):  # more requests than workers
        assert client.get(READY).status_code == 503


@pytest.fixture
def on_time(db):
    """No timer has a row yet, so none is late."""
    TimerRun.objects.all().delete()


def test_a_year_without_tet_is_only_a_warning(client, published, on_time, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 3, tzinfo=UTC))
    fill_calendar(2026)
    response = client.get(READY)
    assert response.status_code == 200
    assert response.json()["warnings"] == [
        "Chưa có ngày nghỉ Tết của năm 2027 trong lịch làm việc."
    ]


def test_twelve_loaded_months_give_no_warning(client, published, on_time, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 3, tzinfo=UTC))
    fill_calendar(2026)
    fill_calendar(2027)
    assert client.get(READY).json()["warnings"] == []


def test_a_disk_with_little_room_for_photos_is_only_a_warning(
    client, published, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = tmp_path / "made-by-the-first-photo"
    monkeypatch.setattr(photo_disk, "LITTLE", 1024**3)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=5 * 1024**2))
    response = client.get(READY)
    assert response.status_code == 200
    assert (
        "Đĩa chứa ảnh còn 5 MB: khi hết chỗ, ảnh của công dân bị từ chối."
        in response.json()["warnings"]
    )


def test_a_disk_that_can_only_be_read_is_only_a_warning(client, published, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _folder, _mode: False)
    response = client.get(READY)
    assert response.status_code == 200
    assert (
        "Không ghi được vào thư mục ảnh: ảnh của công dân đang bị từ chối."
        in response.json()["warnings"]
    )


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no standby")
def test_a_database_that_can_only_be_read_is_a_warning(db):
    assert list(health.database_warnings()) == []
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    assert list(health.database_warnings()) == [
        "Cơ sở dữ liệu chỉ cho đọc: mọi thao tác ghi đều bị từ chối."
    ]


@pytest.mark.parametrize("path", ["/health/live/", READY])
def test_only_reading_is_allowed(path):
    response = Client().post(path)
    assert (response.status_code, response.json()["code"], response["Allow"]) == (
        405,
        "method_not_allowed",
        "GET, HEAD",
    )


def test_head_answers_a_load_balancer(client):
    response = client.head("/health/live/")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_process_forked_during_a_check_answers_by_itself(monkeypatch):
    """Inherited threads and locks would keep it silent for good."""
    monkeypatch.setattr(readiness, "PARTS", {"fine": lambda: None})
    monkeypatch.setattr(health, "_closing", lambda check: check())
    assert health.states() == {"fine": "ok"}
    with health._lock, tables.comparison._lock:
        child = os.fork()
        if child == 0:
            signal.alarm(10)
            free = tables.comparison._lock.acquire(timeout=1)
            os._exit(0 if free and health.states() == {"fine": "ok"} else 1)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
