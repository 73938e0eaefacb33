"""`make run` beside a simulated Zalo.

Only in development, only without a real app, and gone with the service.
"""

import json
import os
import subprocess
import sys

import pytest

from police_portal.management.commands import set_up
from tests.zalo_simulator.__main__ import CITIZENS

SHOW = (
    "import json, os; print(json.dumps({name: os.environ.get(name) for name in ('ZALO_APP_ID', "
    "'ZALO_GRAPH_URL', 'DEVELOPMENT_LOGIN')}))"
)
ON = {"DEBUG": "true", "DEVELOPMENT_LOGIN": "true"}


def beside(code, **variables):
    """Run Python code as the service would run, and return the finished process."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZALO_")}
    command = [sys.executable, "-m", "tests.with_zalo", sys.executable, "-c", code]
    return subprocess.run(  # our own interpreter, our own code
        command,
        env={**kept, **ON, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_service_is_led_to_the_simulator():
    shown = json.loads(beside(SHOW).stdout)
    assert shown["ZALO_APP_ID"]
    assert shown["ZALO_GRAPH_URL"].startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "variables",
    [{"DEBUG": "false"}, {"DEVELOPMENT_LOGIN": "false"}, {"ZALO_APP_ID": "4999999999999999999"}],
)
def test_there_is_no_simulator_where_none_is_wanted(variables):
    shown = json.loads(beside(SHOW, **variables).stdout)
    assert (shown["ZALO_APP_ID"], shown["ZALO_GRAPH_URL"]) == (variables.get("ZALO_APP_ID"), None)
    assert shown["DEVELOPMENT_LOGIN"] == "false"


def test_its_end_is_the_commands_end():
    assert beside("import sys; sys.exit(3)").returncode == 3


def test_a_browser_gets_the_codes_that_the_sdk_would_give():
    ask = f"""import os, urllib.request
base = os.environ['ZALO_GRAPH_URL'] + '/simulator/phone-code?token='
for token in {[token for token, *_rest in CITIZENS]}:
    answer = urllib.request.urlopen(urllib.request.Request(base + token, method='POST'))
    print(answer.headers['Access-Control-Allow-Origin'], answer.read().decode()[:8])"""
    assert beside(ask).stdout.splitlines() == ['* {"code":', '* {"error"', '* {"error"']


def test_the_banner_names_the_citizens_of_the_simulator():
    assert [token for token, *_rest in CITIZENS if token not in set_up.LOGINS] == []
