"""Measurements of web processes, only with METRICS_DIR."""

import sys

import pytest
from prometheus_client import CollectorRegistry, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

from foundation.metrics import meters
from foundation.zalo.reports import reports
from zalo_client.errors import Reason, ZaloUnavailable
from zalo_client.transport import _measured


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Measure into a folder; return the metrics for Prometheus, by name with labels."""
    monkeypatch.setattr(values, "ValueClass", values.ValueClass)
    monkeypatch.setattr(meters, "_held", None)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    meters.begin(tmp_path, threads=4)

    def reading():
        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=str(tmp_path))
        lines = generate_latest(registry).decode().splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return {name: float(value) for name, value in pairs}

    return reading


def test_nothing_is_measured_by_default():
    assert meters._held is None
    meters.answered("api/v1/me/", "GET", 200, 0.1)


def test_a_request_is_measured_by_its_route_not_its_address(client, read):
    client.get("/health/live/?phone=0912345678")
    client.get("/api/v1/nothing-here/0912345678/")
    measured = read()
    live = 'portal_requests_total{method="GET",route="health/live/",status="200"}'
    assert measured[live] == 1
    assert measured['portal_requests_total{method="GET",route="-",status="404"}'] == 1
    assert measured['portal_refusals_total{code="not_found"}'] == 1
    assert measured["portal_threads"] == 4
    assert [name for name in measured if "0912345678" in name] == []


def test_a_thread_is_busy_while_it_works(read):
    with meters.at_work:
        assert read()["portal_threads_busy"] == 1
    assert read()["portal_threads_busy"] == 0


def test_a_made_up_method_makes_no_series(read):
    meters.answered("health/live/", "0912345678", 405, 0.1)
    assert 'portal_requests_total{method="-",route="health/live/",status="405"}' in read()


def test_a_failed_call_to_zalo_is_measured_by_its_error(read):
    with pytest.raises(ZaloUnavailable), _measured(reports):
        raise ZaloUnavailable(Reason.TIMEOUT)
    assert read()['portal_zalo_seconds_count{outcome="ZaloUnavailable"}'] == 1


def test_a_process_that_ends_removes_its_threads(read):
    meters.end()
    assert "portal_threads" not in read()


def test_each_state_has_its_own_name():
    from foundation.metrics import states

    with pytest.raises(ValueError, match="imports"):
        states.register(states.State("imports", "", list))
    assert sys.modules["foundation.metrics.states"] is states
