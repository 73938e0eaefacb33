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
from procedures.publishing.snapshot import catalogue
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
    assert snapshot.current() == (0, 1)  # not before the watcher runs
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
    """Let the thread of the process run one round."""
    thread = threading.Thread(target=watcher.run_once)
    thread.start()
    thread.join()


def test_a_command_keeps_what_it_published_until_its_transaction_ends(
    transactional_db, snapshot, builds
):
    """The thread reads committed data: it must not bring that back in the middle."""
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


def test_old_data_stays_while_the_database_is_unavailable(db, snapshot, monkeypatch):
    snapshot.current()
    bump_revision("example")

    def away(*_args, **_kwargs):
        raise OperationalError("no route to host")

    with monkeypatch.context() as patch:
        patch.setattr(Revision.objects, "values_list", away)
        patch.setattr(connection, "close", lambda: None)
        watcher.run_once()
    assert snapshot.current() == (0, 1)
    watcher.run_once()
    assert snapshot.current() == (1, 2)


def test_old_data_stays_if_new_data_cannot_be_built(db, registry, monkeypatch):
    def build(revision, _previous):
        if revision == 1:
            raise KeyError("broken")
        return revision

    snapshot = Snapshot("example", build)
    snapshot.current()
    monkeypatch.setattr(connection, "close", lambda: None)
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
    monkeypatch.setattr(connection, "close", lambda: None)
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


# --- within a transaction ------------------------------------------------------------------------


@pytest.fixture
def content(transactional_db, registry):
    """Return a snapshot of the number in a row, and the function that sets it."""

    def build(_revision, _previous):
        return Revision.objects.filter(name="content").values_list("number", flat=True).first()

    def write(number):
        Revision.objects.update_or_create(name="content", defaults={"number": number})

    return Snapshot("example", build), write


def in_another_thread(work):
    """Return the result of `work` in another thread, with its own connection."""
    found = []

    def run():
        found.append(work())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


@pytest.mark.parametrize("published", [True, False], ids=["published", "only written"])
def test_rolled_back_data_is_in_no_snapshot(content, published):
    snapshot, write = content
    write(1), bump_revision("example")
    with transaction.atomic():
        write(666)
        if published:
            bump_revision("example")
        assert snapshot.current() == 666  # the first use in this process
        transaction.set_rollback(True)
    if published:
        write(2), bump_revision("example")  # the very number that was rolled back
    assert snapshot.current() == (2 if published else 1)


def test_data_written_after_a_load_is_in_the_next_one(content):
    snapshot, write = content
    with transaction.atomic():
        write(1), bump_revision("example")
        assert snapshot.current() == 1
        write(2)
    assert snapshot.current() == 2


def test_a_rolled_back_savepoint_drops_what_it_loaded(content):
    snapshot, write = content
    with transaction.atomic():
        write(1)
        with transaction.atomic():
            write(666)
            assert snapshot.current() == 666
            transaction.set_rollback(True)
        assert snapshot.current() == 1


def test_a_transaction_loads_once(content, django_assert_num_queries):
    snapshot, write = content
    with transaction.atomic():
        write(1)
        with transaction.atomic():
            assert snapshot.current() == 1
        with django_assert_num_queries(0):
            assert snapshot.current() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="its one writer keeps readers waiting")
def test_others_never_see_what_a_transaction_loaded(content):
    snapshot, write = content
    write(1), bump_revision("example")
    with transaction.atomic():
        write(666), bump_revision("example")
        assert snapshot.current() == 666
        assert in_another_thread(snapshot.current) == 1


def test_a_refresh_within_a_transaction_is_its_own(content):
    snapshot, write = content
    write(1), bump_revision("example")
    assert snapshot.current() == 1
    with transaction.atomic():
        write(666), bump_revision("example")
        assert snapshot.refresh()
        assert (snapshot.current(), snapshot.revision) == (666, 2)
        transaction.set_rollback(True)
    assert (snapshot.revision, snapshot.current()) == (None, 1)


def test_the_watcher_loads_what_a_transaction_needed(content, django_assert_num_queries):
    snapshot, write = content
    with transaction.atomic():
        write(1), bump_revision("example")
        snapshot.current()
    watcher.run_once()
    with django_assert_num_queries(0):
        assert snapshot.current() == 1


# --- the thread ----------------------------------------------------------------------------------


@pytest.fixture
def watching(monkeypatch, settings):
    """Start a real watcher thread with rounds every few milliseconds, and end it with the test."""
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


def test_the_thread_loads_published_data(transactional_db, watching):
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


def test_the_thread_survives_any_failure_in_a_round(transactional_db, watching, monkeypatch):
    failed = []

    def fails(*_arguments):
        failed.append(1)
        raise OSError(24, "Too many open files")

    for name in ("_tell_new", "log"):  # a meter that cannot be written, a log on a full disk
        broken = fails if name == "_tell_new" else SimpleNamespace(warning=fails)
        monkeypatch.setattr(snapshots, name, broken)
    monkeypatch.setattr(watching, "run_jobs", fails)
    wait_until(lambda: len(failed) > 8)
    assert watching._thread.is_alive()


def test_a_thread_that_failed_to_start_is_started_by_the_next_use(db, snapshot, monkeypatch):
    def cannot_start():
        monkeypatch.undo()
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(watcher, "start", cannot_start)
    with pytest.raises(RuntimeError):
        snapshot.current()
    started = []
    monkeypatch.setattr(watcher, "start", lambda: started.append(1))
    assert snapshot.current() == (0, 1)
    assert started == [1]


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


def test_readers_never_see_a_half_built_value(transactional_db, registry):
    snapshot = Snapshot("example", lambda revision, _previous: [revision] * 1000)
    snapshot.current()
    over, torn = threading.Event(), []

    def read():
        while not over.wait(0.0002):  # else the builder waits for Python's lock most of the time
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


def test_readers_are_not_blocked_by_a_build(transactional_db, registry):
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
def test_a_process_forked_during_a_build_can_load_its_own_data(snapshot):
    with snapshot._lock, watcher._rounds, watcher._working, watcher._starting:
        child = os.fork()
        if child == 0:
            locks = (snapshot._lock, watcher._rounds, watcher._working, watcher._starting)
            os._exit(0 if all(lock.acquire(timeout=1) for lock in locks) else 1)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_real_fork_forgets_the_snapshot(db, snapshot):
    snapshot.current()
    child = os.fork()
    if child == 0:
        os._exit(0 if snapshot.revision is None else 1)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert snapshot.revision == 0
