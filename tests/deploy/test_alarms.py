"""Alarm rules name what is measured, and each fault of the document's table raises its own."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from prometheus_client import CollectorRegistry

from foundation.metrics import meters, states
from foundation.scale.database import replica
from police_portal.exporter import collecting

DEPLOY = Path(settings.BASE_DIR, "deploy")
BOOK = Path(settings.BASE_DIR, "docs", "large.md").read_text()
RULES = yaml.safe_load((DEPLOY / "alarms.yml").read_text())["groups"][0]["rules"]
PROMTOOL = shutil.which("promtool")
# Not of States.collect's tables, and what Prometheus itself adds.
OTHERS = {"portal_processes_lost_total", "portal_states_unread"}


def measured(monkeypatch):
    """Return the names of every series that exists."""
    monkeypatch.setattr("django.db.connection.vendor", "postgresql")
    monkeypatch.setattr(settings, "METRICS_NGINX_STATUS", "http://127.0.0.1:9/")
    monkeypatch.setattr(replica, "is_set", lambda: True)
    monkeypatch.setattr(settings, "CACHE_URL", "redis://127.0.0.1:9/0")
    registry = CollectorRegistry()
    meters.Meters(registry)
    names = {sample for metric in registry.collect() for sample in series_of(metric)}
    groups = (states.states(), collecting.database_states(), collecting.machine_states())
    return names | OTHERS | {f"portal_{state.name}" for group in groups for state in group}


def series_of(metric):
    endings = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"], "gauge": [""]}
    return [metric.name + ending for ending in endings[metric.type]]


def test_rules_and_board_name_only_what_is_measured(monkeypatch):
    board = json.dumps(json.loads((DEPLOY / "grafana.json").read_text()))
    named = set(re.findall(r"portal_\w+", board + "".join(rule["expr"] for rule in RULES)))
    assert named - measured(monkeypatch) == set()


def test_every_alarm_is_tried_by_a_fault():
    tried = yaml.safe_load((DEPLOY / "alarms-test.yml").read_text())["tests"]
    assert {
        case["alertname"]
        for one in tried
        for case in one["alert_rule_test"]
        if case.get("exp_alerts")
    } == {rule["alert"] for rule in RULES}


def test_the_document_names_every_alarm():
    assert [rule["alert"] for rule in RULES if f"`{rule['alert']}`" not in BOOK] == []


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian: prometheus)")
def test_promtool_agrees():
    done = subprocess.run(
        [PROMTOOL, "test", "rules", "alarms-test.yml"],
        cwd=DEPLOY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
