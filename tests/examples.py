"""Renews the example answers of the API's document, from the tests that examples.json names.

    python -m tests.examples

A new operation needs a line with the name of a test that calls it. Clock and chance are the same
each time, so what did not change is written as it was.
"""

import json
import os
import random
import sys

import pytest
import time_machine
from django.test import Client

from police_portal.documents.examples import FILE
from tests import clock, openapi

SEED = 1  # any other number would do
# In this process, and this module imports what pytest would rewrite.
OPTIONS = [
    "-q",
    "-n",
    "0",
    "-p",
    "no:cacheprovider",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
]


class Recorder:
    """A plugin of pytest that keeps the longest good answer of each named operation."""

    def __init__(self, tests):
        self.tests = tests
        self.found = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        """Stop the clock, and let chance begin anew."""
        chance = random.Random(SEED)  # noqa: S311  # what it makes is to be known
        with pytest.MonkeyPatch.context() as patch, time_machine.travel(clock.CLOCK, tick=False):
            patch.setattr(os, "urandom", chance.randbytes)
            patch.setattr(random, "_urandom", chance.randbytes)
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        """Look at each answer."""
        ask = Client.request

        def request(client, **environ):
            response = ask(client, **environ)
            self.keep(item.nodeid, response)
            return response

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Client, "request", request)
            return (yield)

    def keep(self, test, response):
        """Keep an answer if it is the example of its operation."""
        operation = openapi.operation_of(response)
        if self.tests.get(operation) != test or not 200 <= response.status_code < 300:
            return
        length = len(response.content)
        if "json" in openapi.media_type(response) and length > self._length(operation):
            answer = json.loads(response.content)
            self.found[operation] = (length, {"status": response.status_code, "answer": answer})

    def _length(self, operation):
        return self.found[operation][0] if operation in self.found else 0

    def written(self):
        """Return the examples by operation, in the order of their names."""
        return {
            operation: {"test": test, **self.found[operation][1]}
            for operation, test in sorted(self.tests.items())
        }


def main():
    """Run the tests and write their answers; return 1 if one failed or gave none."""
    named = {operation: one["test"] for operation, one in json.loads(FILE.read_text()).items()}
    recorder = Recorder(named)
    chosen = sorted(set(named.values()))
    if pytest.main([*OPTIONS, *chosen], plugins=[recorder]):
        return 1
    if missing := sorted(named.keys() - recorder.found):
        print("No good answer of JSON:", *missing)
        return 1
    FILE.write_text(json.dumps(recorder.written(), ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
