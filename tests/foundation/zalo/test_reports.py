"""Reports for operators: every error is counted, each kind is logged at most once a minute."""

import logging

import pytest

from foundation.zalo.reports import Kind, Reports, reports
from zalo_client.errors import (
    CodeRefused,
    NotConfigured,
    Reason,
    TokenRefused,
    ZaloMisconfigured,
    ZaloUnavailable,
)
from zalo_client.simulator import Fault


@pytest.fixture
def now():
    return [0.0]


class Timer:
    """A timer that a test fires."""

    def __init__(self, seconds, work):
        self.seconds, self.work, self.started, self.cancelled = seconds, work, False, False
        TIMERS.append(self)

    def start(self):
        self.started = True

    def cancel(self):
        self.cancelled = True


TIMERS = []


@pytest.fixture
def notes(now):
    TIMERS.clear()
    return Reports(clock=lambda: now[0], timer=Timer)


def lines(caplog):
    return [record.msg for record in caplog.records if record.name == "police_portal.zalo"]


def test_an_unknown_error_number_is_counted_and_reported(zalo, client, token, caplog):
    zalo.plan("me", Fault.error(4711), times=3)
    for _ in range(3):
        with pytest.raises(ZaloMisconfigured):
            client.me(token)
    assert reports.counts() == {Kind("me", "ZaloMisconfigured", "unknown", 4711, None): 3}
    (line,) = lines(caplog)
    assert (line["level"], line["call"], line["number"], line["reason"]) == (
        "error",
        "me",
        4711,
        "unknown",
    )


def test_an_unknown_error_number_of_a_code_is_reported_too(zalo, client, token, caplog):
    zalo.plan("info", Fault.error(4711))
    with pytest.raises(CodeRefused):
        client.phone(token, "code")
    (line,) = lines(caplog)
    assert (line["level"], line["call"], line["number"]) == ("warning", "phone", 4711)


def test_success_is_not_reported(client, token, caplog):
    client.me(token)
    assert reports.counts() == {}
    assert lines(caplog) == []


def test_a_flood_is_one_line_a_minute_with_the_count(notes, now, caplog):
    for _ in range(1000):
        notes.note("me", ZaloUnavailable(Reason.TIMEOUT))
    now[0] = 60.0
    notes.note("me", ZaloUnavailable(Reason.TIMEOUT))
    assert [line["count"] for line in lines(caplog)] == [1, 1000]
    assert list(notes.counts().values()) == [1001]


def test_kinds_are_reported_separately(notes, caplog):
    notes.note("me", ZaloUnavailable(Reason.TIMEOUT))
    notes.note("me", ZaloUnavailable(Reason.STATUS, http_status=502))
    notes.note("phone", ZaloUnavailable(Reason.TIMEOUT))
    assert len(lines(caplog)) == 3


@pytest.mark.parametrize(
    ("error", "level"),
    [
        (ZaloMisconfigured(Reason.ABROAD, -501), logging.ERROR),
        (ZaloUnavailable(Reason.TIMEOUT), logging.WARNING),
        (TokenRefused(Reason.TOKEN, 452), logging.INFO),
        (NotConfigured(), logging.INFO),
    ],
)
def test_each_kind_has_its_log_level(notes, caplog, error, level):
    caplog.set_level(logging.INFO)
    notes.note("me", error)
    assert [record.levelno for record in caplog.records] == [level]


def test_a_wrong_address_is_reported(zalo, settings, caplog):
    from foundation.zalo import process

    settings.ZALO_GRAPH_URL = "nonsense"
    with pytest.raises(ZaloMisconfigured):
        process.graph_client()
    assert [(line["call"], line["reason"]) for line in lines(caplog)] == [
        ("configuration", "address")
    ]


def test_ten_minutes_are_summarised_in_one_line(notes, caplog):
    for _ in range(3):
        notes.note("me", ZaloUnavailable(Reason.TIMEOUT))
    notes.note("phone", ZaloMisconfigured(Reason.UNKNOWN, 4711))
    (timer,) = TIMERS
    assert (timer.seconds, timer.started, timer.daemon) == (600, True, True)
    caplog.clear()
    timer.work()
    (line,) = lines(caplog)
    assert line["event"] == "zalo_errors_counted"
    assert [(e["call"], e["reason"], e["number"], e["count"]) for e in line["errors"]] == [
        ("me", "timeout", None, 3),
        ("phone", "unknown", 4711, 1),
    ]


def test_a_summary_contains_only_new_errors(notes, caplog):
    notes.note("me", ZaloUnavailable(Reason.TIMEOUT))
    TIMERS[0].work()
    notes.note("me", ZaloUnavailable(Reason.TIMEOUT))
    caplog.clear()
    TIMERS[1].work()
    assert [error["count"] for error in lines(caplog)[0]["errors"]] == [1]
    assert list(notes.counts().values()) == [2]


def test_forgetting_cancels_the_timer(notes):
    notes.note("me", ZaloUnavailable(Reason.TIMEOUT))
    notes.forget()
    assert TIMERS[0].cancelled
    notes.note("me", ZaloUnavailable(Reason.TIMEOUT))
    assert len(TIMERS) == 2


def test_reports_are_not_public(api, db, zalo, client, token):
    zalo.plan("me", Fault.error(4711))
    with pytest.raises(ZaloMisconfigured):
        client.me(token)
    assert "zalo" not in api.get("/health/ready/").content.decode().lower()
