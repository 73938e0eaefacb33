"""The simulated Zalo runs only where one is wanted, and never at another port in silence."""

import json
import os
import socket
import subprocess
import sys
import urllib.request

import pytest
from django.conf import settings

from zalo_client.simulator.__main__ import CITIZENS

ON = {"DEBUG": "true", "DEVELOPMENT_LOGIN": "true"}


@pytest.fixture
def start():
    """Return a function that starts it on a port; it ends with the test."""
    started = []

    def start(port, **variables):
        kept = {name: text for name, text in os.environ.items() if not name.startswith("ZALO_")}
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "trial.zalo", "--port", str(port)],
                cwd=settings.BASE_DIR,
                env={**kept, **ON, **variables},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture
def port():
    """Return a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_the_settings_lead_to_it_and_a_browser_gets_the_codes_of_the_sdk(start, port):
    told = json.loads(start(port).stdout.readline())
    assert told["ZALO_SIMULATOR_URL"] == f"http://127.0.0.1:{port}"
    answers = []
    for token, *_rest in CITIZENS:
        address = f"{told['ZALO_SIMULATOR_URL']}/simulator/phone-code?token={token}"
        asked = urllib.request.Request(address, method="POST")  # noqa: S310  # of our own
        with urllib.request.urlopen(asked) as answer:  # noqa: S310  # the same
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            answers.append([*json.load(answer)])
    assert answers == [["code"], ["error"], ["error"]]


@pytest.mark.parametrize(
    "variables",
    [{"DEBUG": "false"}, {"DEVELOPMENT_LOGIN": "false"}, {"ZALO_APP_ID": "4999999999999999999"}],
)
def test_it_ends_where_none_is_wanted(start, port, variables):
    process = start(port, **variables)
    told = json.loads(process.stdout.readline())
    assert told == {"DEVELOPMENT_LOGIN": "false", "ZALO_MINI_APP_ID": ""}
    assert process.wait(60) == 0


def test_a_taken_port_is_refused_with_a_way_out(start):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        process = start(taken)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert f"Cổng {taken} đang do" in said
    assert f"ZALO_PORT={taken + 1}" in said
