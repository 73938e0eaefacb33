"""Snapshots follow their revision, outlive a lost database and are safe among threads."""

import contextlib
import os
import threading
import time
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, transaction

from foundation.publishing import snapshots
from foundation.publishing.models import Revision, bump_revision
from foundation.publishing.snapshots import Snapshot, Watcher, own_snapshots, watcher
from foundation.records import at_exit
from procedures.snapshot import catalogue
from tests.procedures.factories import publish_procedure


@pytest.fixture
def registry(monkeypatch):
    """Keep the snapshots of this test apart from the registered ones."""
    monkeypatch.setattr(Snapshot, "registry", {})


@pytest.fixture
def builds():
    return []


@pytest.fixture
def snapshot(registry, builds):
    """Return a snapshot of (revision, number of the build)."""

    def build(revision, previous):
        builds.append((revision, previous))
        return (revision, len(builds))

    return Snapshot("example", build)


def wait_until(true, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert true()


def test_only_the_first_use_loads(db, snapshot, builds, django_assert_num_queries):
    assert snapshot.revision is None
    assert snapshot.current() == (0, 1)
    with django_assert_num_queries(0):
        assert snapshot.current() == (0, 1)
    assert (builds, snapshot.revision) == ([(0, None)], 0)


def test_a_moved_revision_is_built_from_the_previous_value(db, snapshot, builds):
    snapshot.current()
    bump_revision("example")
    assert snapshot.current() == (0, 1)  # not until the watcher looks
    watcher.run_once()
    assert snapshot.current() == (1, 2)
    assert builds == [(0, None), (1, (0, 1))]


def test_an_unmoved_revision_builds_nothing(db, snapshot, builds, django_assert_num_queries):
    snapshot.current()
    bump_revision("another")
    with django_assert_num_queries(1):
        watcher.run_once()
    assert snapshot.refresh() is False
    assert len(builds) == 1


def round_of_the_thread():
    """Let the thread of the process look once."""
    thread = threading.Thread(target=watcher.run_once)
    thread.start()
    thread.join()


def test_a_command_keeps_what_it_published_until_its_transaction_ends(
    transactional_db, snapshot, builds
):
    """The thread sees what is committed: it must not bring that back in the middle."""
    snapshot.current()
    with own_snapshots(), transaction.atomic():
        bump_revision("example")
        assert snapshot.current() == (1, 2)
        round_of_the_thread()
        assert snapshot.current() == (1, 2)
        transaction.set_rollback(True)
    assert snapshot.current() == (0, 3)


def test_unused_snapshots_are_not_loaded(db, snapshot, builds):
    bump_revision("example")
    watcher.run_once()
    assert builds == []


def test_old_data_stays_while_the_database_is_away(db, snapshot, monkeypatch):
    snapshot.current()
    bump_revision("example")

    def away(*_args, **_kwargs):
        raise OperationalError("no route to host")

    with monkeypatch.context() as patch:
        patch.setattr(Revision.objects, "values_list", away)
        patch.setattr(snapshots, "connection", SimpleNamespace(close=lambda: None))
        watcher.run_once()
    assert snapshot.current() == (0, 1)
    watcher.run_once()
    assert snapshot.current() == (1, 2)


def test_old_data_stays_when_new_data_cannot_be_built(db, registry, monkeypatch):
    def build(revision, _previous):
        if revision == 1:
            raise KeyError("broken")
        return revision

    snapshot = Snapshot("example", build)
    snapshot.current()
    monkeypatch.setattr(snapshots, "connection", SimpleNamespace(close=lambda: None))
    bump_revision("example")
    watcher.run_once()
    assert (snapshot.current(), snapshot.revision) == (0, 0)
    bump_revision("example")
    watcher.run_once()
    assert (snapshot.current(), snapshot.revision) == (2, 2)


def test_a_failed_build_does_not_stop_other_snapshots_and_jobs(db, registry, monkeypatch):
    def fail_later(revision, _previous):
        if revision:
            raise KeyError("broken")
        return revision

    broken, sound = (
        Snapshot("broken", fail_later),
        Snapshot("sound", lambda revision, _previous: revision),
    )
    broken.current(), sound.current()
    bump_revision("broken"), bump_revision("sound")
    monkeypatch.setattr(snapshots, "connection", SimpleNamespace(close=lambda: None))
    mine, runs = Watcher(), []
    mine.jobs.append(lambda: runs.append(1))
    mine.run_once()
    assert (broken.current(), sound.current(), runs) == (0, 1, [1])


def test_jobs_run_each_time(db, registry):
    mine, runs = Watcher(), []
    mine.jobs.append(lambda: runs.append(1))
    mine.run_once()
    mine.run_once()
    assert runs == [1, 1]


def test_a_revision_moves_when_its_transaction_commits(db):
    assert bump_revision("example") == 1
    with transaction.atomic():
        bump_revision("example")
        transaction.set_rollback(True)
    assert Revision.objects.get(name="example").number == 1


def test_revisions_are_counted_separately(db):
    assert [bump_revision("a"), bump_revision("b"), bump_revision("a")] == [1, 1, 2]


@pytest.fixture
def watching(monkeypatch, settings):
    """Start a real watcher thread that looks every few milliseconds, and end it with the test."""
    settings.CATALOGUE_REFRESH_SECONDS = 0.01
    over = threading.Event()

    def sleep(seconds):
        if over.wait(seconds):
            raise SystemExit

    monkeypatch.setattr(
        snapshots, "time", SimpleNamespace(sleep=sleep, perf_counter=time.perf_counter)
    )
    mine = Watcher()
    watch = mine._watch

    def watch_until_over():
        with contextlib.suppress(SystemExit):
            watch()
        connection.close()

    monkeypatch.setattr(mine, "_watch", watch_until_over)
    monkeypatch.setattr(snapshots, "watcher", mine)
    mine.start()
    yield mine
    over.set()
    mine._thread.join(5)


def test_the_thread_loads_what_is_published(transactional_db, watching):
    publish_procedure()
    assert len(catalogue.current().documents) == 1
    publish_procedure()
    wait_until(lambda: len(catalogue.current().documents) == 2)


def test_the_thread_survives_an_outage(transactional_db, watching, monkeypatch):
    asked = []

    def away():
        asked.append(1)
        if len(asked) < 3:
            raise OperationalError("gone")
        return []

    monkeypatch.setattr(watching, "_moved", away)
    wait_until(lambda: len(asked) > 3)


def test_a_long_round_is_followed_by_a_short_pause(settings):
    settings.CATALOGUE_REFRESH_SECONDS = 2
    assert [snapshots.pause_after(taken) for taken in (0.0, 0.5, 3.0)] == [2, 1.5, 0.5]


def test_the_jobs_run_once_more_when_the_process_ends(settings, monkeypatch):
    settings.CATALOGUE_REFRESH_SECONDS = 0.01
    ends, done = [], []
    monkeypatch.setattr(at_exit, "call", ends.append)
    ending = Watcher()
    ending.jobs.append(lambda: done.append(1))
    monkeypatch.setattr(ending, "_watch", lambda: None)
    ending.start()
    assert done == []
    for work in ends:
        work()
    assert done == [1]


def test_only_one_thread_is_started(transactional_db, watching):
    first = watching._thread
    watching.start()
    assert watching._thread is first


def test_no_thread_is_started_if_watching_is_off(settings):
    settings.CATALOGUE_REFRESH_SECONDS = 0
    mine = Watcher()
    mine.start()
    assert mine._thread is None


def test_concurrent_first_uses_build_once(transactional_db, registry):
    builds, together = [], threading.Barrier(4)

    def build(revision, _previous):
        time.sleep(0.05)
        builds.append(revision)
        return object()

    snapshot, seen = Snapshot("example", build), []

    def use():
        together.wait()
        seen.append(snapshot.current())
        connection.close()

    threads = [threading.Thread(target=use) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(builds), len(seen), len(set(map(id, seen)))) == (1, 4, 1)


def test_readers_never_see_a_half_built_value(db, registry):
    snapshot = Snapshot("example", lambda revision, _previous: [revision] * 1000)
    snapshot.current()
    over, torn = threading.Event(), []

    def read():
        while not over.is_set():
            value = snapshot.current()
            if len(value) != 1000 or len(set(value)) != 1:
                torn.append(value)

    readers = [threading.Thread(target=read) for _number in range(3)]
    for reader in readers:
        reader.start()
    for _time in range(20):
        bump_revision("example")
        snapshot.refresh()
    over.set()
    for reader in readers:
        reader.join()
    assert torn == []
    assert snapshot.revision == 20


def test_readers_are_not_blocked_by_a_build(db, registry):
    building, go_on = threading.Event(), threading.Event()

    def build(revision, previous):
        if previous is not None:
            building.set()
            go_on.wait(5)
        return revision

    snapshot = Snapshot("example", build)
    snapshot.current()
    seen = []

    def read():
        building.wait(5)
        seen.append(snapshot.current())
        go_on.set()

    reader = threading.Thread(target=read)
    reader.start()
    bump_revision("example")
    snapshot.refresh()
    reader.join()
    assert (seen, snapshot.current()) == ([0], 1)


def test_a_forked_process_forgets_snapshot_and_thread(db, snapshot):
    snapshot.current()
    mine = Watcher()
    mine._thread = threading.current_thread()
    mine.after_fork()
    assert (snapshot.revision, mine._thread) == (None, None)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_real_fork_forgets_the_snapshot(db, snapshot):
    snapshot.current()
    child = os.fork()
    if child == 0:
        os._exit(0 if snapshot.revision is None else 1)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert snapshot.revision == 0
