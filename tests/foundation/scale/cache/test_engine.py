"""The line to a real cache: exact over processes; a killed, hanging or foreign one stops nobody."""

import multiprocessing
import threading

import pytest

from foundation.counting import places, windows
from foundation.scale.cache import engine, faults
from tests import running_cache

PROCESSES, EACH, LIMIT = 4, 60, 100


def in_processes(work):
    """Run `work` in four processes at once; return their results."""
    own = multiprocessing.get_context("fork")
    answers, begin = own.Queue(), own.Barrier(PROCESSES)

    def run():
        begin.wait(30)
        answers.put(work())

    started = [own.Process(target=run) for _number in range(PROCESSES)]
    for process in started:
        process.start()
    try:
        return [answers.get(timeout=60) for _process in started]
    finally:
        for process in started:
            process.join(10)


def within():
    """Return how many of this process's requests are within the limit."""
    times = [windows.count("test", "somebody", windows.HOUR).times for _number in range(EACH)]
    return sum(time <= LIMIT for time in times)


@pytest.mark.usefixtures("cache", "patient")
def test_a_limit_is_exact_over_four_processes():
    assert sum(in_processes(within)) == LIMIT


def test_without_a_cache_each_process_counts_for_itself():
    assert in_processes(within) == [EACH] * PROCESSES


@pytest.mark.usefixtures("cache", "patient")
def test_threads_share_connections():
    threads = [threading.Thread(target=within) for _number in range(PROCESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert windows.count("test", "somebody", windows.HOUR).times == PROCESSES * EACH + 1
    assert len(engine.line()._free) <= PROCESSES


def count():
    return windows.count("test", "somebody", windows.HOUR).times


def test_a_killed_cache_is_bypassed_and_used_again(cache, await_fault):
    await_fault(None)
    shared = [count(), count()]
    cache.kill()
    try:
        alone = [count(), count(), count()]
        await_fault("unreachable")
    finally:
        cache.start()
    await_fault(None)
    assert (shared, alone, count()) == ([1, 2], [1, 2, 3], 1)


def test_a_hanging_cache_is_bypassed_and_used_again(cache, await_fault):
    await_fault(None)
    shared = [count(), count()]
    cache.hang()
    try:
        alone = [count(), count(), count()]
        await_fault("slow")
    finally:
        cache.go_on()
    await_fault(None)
    assert (shared, alone) == ([1, 2], [1, 2, 3])
    assert count() > len(shared)  # calls during the hang may have been counted later


def test_hardly_any_call_waits_for_a_hanging_cache(cache, await_fault, monkeypatch):
    await_fault(None)
    waits = []
    exchange = engine._exchange

    def noted(*question):
        if threading.current_thread() is threading.main_thread():
            waits.append(question)
        return exchange(*question)

    cache.hang()
    try:
        monkeypatch.setattr(engine, "_exchange", noted)
        for _number in range(50):
            count()
    finally:
        cache.go_on()
    assert 1 <= len(waits) <= 2  # until the keeper has no answer either


def test_a_connection_closed_by_the_cache_is_replaced_without_a_gap(cache, patient):
    assert [count(), cache.say("CLIENT KILL TYPE normal")[:1], count()] == [1, b":", 2]


def test_a_request_that_waited_enough_makes_no_more_calls(cache, await_fault, monkeypatch):
    await_fault(None)
    assert [count(), count()] == [1, 2]
    engine._begin()
    try:
        monkeypatch.setattr(engine, "ENOUGH", -1.0)
        assert count() == 1
    finally:
        engine._end()
    assert count() == 3


def test_requests_are_answered_while_the_cache_hangs(cache, await_fault, client, db, settings):
    settings.THROTTLES = {**settings.THROTTLES, "catalogue": 2}
    await_fault(None)

    def ask(number):
        return client.get(f"/api/v1/procedures/?search=x{number}").status_code

    cache.hang()
    try:
        assert [ask(number) for number in range(4)] == [200, 200, 429, 429]
    finally:
        cache.go_on()
    await_fault(None)


@pytest.mark.usefixtures("patient")
def test_a_refused_request_gets_the_rest_of_the_caches_minute(cache, client, db, settings):
    settings.THROTTLES = {**settings.THROTTLES, "catalogue": 1}
    answers = [client.get(f"/api/v1/procedures/?search=y{number}") for number in range(3)]
    waits = [int(answer["Retry-After"]) for answer in answers if answer.status_code == 429]
    assert len(waits) in {1, 2}  # the minute may have ended in between
    assert all(0 < wait <= 60 for wait in waits)


def test_another_server_is_reported(settings, await_fault):
    with running_cache.other_server(b"HTTP/1.1 400 Bad Request\r\n\r\n") as url:
        settings.CACHE_URL = url
        await_fault("stranger")
        assert places.enter("test", 1) is not None  # and nobody waits for it
        engine.forget()
    with running_cache.other_server(b"") as url:
        settings.CACHE_URL = url
        await_fault("hung_up")
        engine.forget()


def test_a_cache_with_a_password_is_used_only_with_it(cache, settings, await_fault):
    cache.say("CONFIG SET requirepass secret")
    try:
        await_fault("refused")
        settings.CACHE_URL = cache.url.replace("//", "//:secret@")
        await_fault(None)
        engine.forget()
    finally:
        cache.say("AUTH secret\r\nCONFIG SET requirepass ''")


def test_a_replica_is_distinguished_from_a_cache(cache, await_fault):
    cache.say("REPLICAOF 127.0.0.1 9")
    try:
        await_fault("read_only")
    finally:
        cache.say("REPLICAOF NO ONE")


def test_a_full_cache_is_reported(cache, await_fault):
    cache.say("CONFIG SET maxmemory 1")
    try:
        await_fault("full")
    finally:
        cache.say("CONFIG SET maxmemory 0")


@pytest.mark.usefixtures("patient")
def test_the_cache_contains_nothing_personal(cache):
    windows.count("throttle-token", "0912345678")
    windows.count("throttle-login", "203.0.113.7")
    places.enter("zalo", 3)
    held = cache.say("KEYS *")
    assert held.count(b"police-portal:") >= 3
    assert b"0912345678" not in held
    assert b"203.0.113.7" not in held


def test_faults_that_need_an_operator_are_marked():
    wrong = [fault.name for fault in vars(faults).values() if getattr(fault, "is_wrong", False)]
    assert wrong == ["stranger", "refused", "tls", "read_only", "full", "unfit"]
