"""`make run` beside a simulated Zalo: in development only, and only without a real app."""

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


def run_beside_zalo(code, **variables):
    """Run Python code as the service would run it and return the finished process."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZALO_")}
    command = [sys.executable, "-m", "tests.with_zalo", sys.executable, "-c", code]
    return subprocess.run(  # our own interpreter and code
        command,
        env={**kept, **ON, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_settings_point_at_the_simulator():
    shown = json.loads(run_beside_zalo(SHOW).stdout)
    assert shown["ZALO_APP_ID"]
    assert shown["ZALO_GRAPH_URL"].startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "variables",
    [{"DEBUG": "false"}, {"DEVELOPMENT_LOGIN": "false"}, {"ZALO_APP_ID": "4999999999999999999"}],
)
def test_no_simulator_runs_where_none_is_wanted(variables):
    shown = json.loads(run_beside_zalo(SHOW, **variables).stdout)
    assert (shown["ZALO_APP_ID"], shown["ZALO_GRAPH_URL"]) == (variables.get("ZALO_APP_ID"), None)
    assert shown["DEVELOPMENT_LOGIN"] == "false"


def test_the_exit_code_is_that_of_the_command():
    assert run_beside_zalo("import sys; sys.exit(3)").returncode == 3


def test_a_browser_gets_the_codes_of_the_sdk():
    ask = f"""import os, urllib.request
base = os.environ['ZALO_GRAPH_URL'] + '/simulator/phone-code?token='
for token in {[token for token, *_rest in CITIZENS]}:
    answer = urllib.request.urlopen(urllib.request.Request(base + token, method='POST'))
    print(answer.headers['Access-Control-Allow-Origin'], answer.read().decode()[:8])"""
    assert run_beside_zalo(ask).stdout.splitlines() == ['* {"code":', '* {"error"', '* {"error"']


def test_the_banner_names_the_citizens_of_the_simulator():
    assert [token for token, *_rest in CITIZENS if token not in set_up.LOGINS] == []
