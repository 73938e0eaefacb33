"""What a process keeps for its life begins anew in a process that is forked from it."""

import gc
import importlib
import os
import sys
import threading
import weakref

import pytest
from django.conf import settings

from foundation.processes import forks
from procedures.counts.by_day import DayCounts
from tests.house import packages

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
OWN = packages()
LOCKS = (type(threading.Lock()), type(threading.RLock()), threading.Condition, threading.Semaphore)


def in_child(answer):
    """Return what `answer()`, a text, is in a forked process."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, answer().encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        text = told.read()
    os.waitpid(child, 0)
    return text


def is_own(name):
    """Return True if a module is a part of the product."""
    return name.split(".")[0] in OWN


def modules():
    """Return the modules of the product that a web process has."""
    importlib.import_module(settings.ROOT_URLCONF)
    return [module for name, module in sorted(sys.modules.items()) if is_own(name)]


def locks(found):
    """Return the locks of modules and of the objects that stand in them, each with a name."""
    named = {}
    for module in found:
        for name, value in vars(module).items():
            own = is_own(type(value).__module__) and hasattr(value, "__dict__")
            for part, one in {"": value, **(vars(value) if own else {})}.items():
                if isinstance(one, LOCKS):
                    named[id(one)] = f"{module.__name__}.{name}.{part}".rstrip("."), one
    return list(named.values())


def test_no_lock_of_a_process_is_inherited_held():
    found = modules()
    begun, end = threading.Event(), threading.Event()

    def hold():
        held = [lock for _name, lock in locks(found) if lock.acquire(blocking=False)]
        begun.set()
        end.wait(60)
        for lock in held:
            lock.release()

    thread = threading.Thread(target=hold)
    thread.start()
    begun.wait(60)
    try:
        left = in_child(
            lambda: " ".join(
                name for name, lock in locks(found) if not lock.acquire(blocking=False)
            )
        )
    finally:
        end.set()
        thread.join()
    assert left == ""
    assert len(locks(found)) > 10


def test_what_the_parent_counted_is_not_counted_again():
    counts = DayCounts()
    counts.put("somebody", 3)
    assert in_child(lambda: str(counts.take())) == "{}"
    assert counts.take() == {"somebody": [3]}


def test_an_object_that_is_gone_is_not_kept():
    counts = DayCounts()
    gone = weakref.ref(counts)
    del counts
    gc.collect()
    assert gone() is None
    assert in_child(lambda: "went on") == "went on"


def test_a_function_is_called_now_and_in_each_child():
    calls = []
    forks.begin(lambda: calls.append(os.getpid()))
    assert calls == [os.getpid()]
    assert in_child(lambda: str(len(calls))) == "2"
