"""A wrong clock of a machine is reported; beyond a limit the machine does not serve."""

import pytest
from django.db import OperationalError

from foundation.api.readiness import NotReady
from foundation.database.clocks import Offset
from police_portal import clocks
from tests.procedures.factories import publish_procedure


@pytest.fixture
def wrong_by(monkeypatch):
    """Return a function that sets this machine's clock behind the database's by seconds."""

    def set_wrong(seconds):
        monkeypatch.setattr(clocks, "offset", lambda: Offset(seconds, 0.0))

    return set_wrong


def found():
    return [
        (message.id, message.msg) for message in clocks.check_clock_at_start(databases=["default"])
    ]


def test_two_seconds_are_tolerated(wrong_by):
    wrong_by(2)
    clocks.check_clock()
    assert list(clocks.clock_warnings()) == found() == []


def test_a_larger_offset_is_a_warning_with_an_id(wrong_by):
    wrong_by(-5)
    text = "Đồng hồ máy này nhanh hơn đồng hồ cơ sở dữ liệu 5 giây."
    clocks.check_clock()
    assert list(clocks.clock_warnings()) == [text]
    assert found() == [("police_portal.W003", text)]


def test_beyond_a_minute_the_machine_is_not_ready(wrong_by, client, transactional_db):
    publish_procedure()
    wrong_by(600)
    response = client.get("/health/ready/")
    assert response.status_code == 503
    assert response.json()["parts"]["clock"] == (
        "Đồng hồ máy này chậm hơn đồng hồ cơ sở dữ liệu 600 giây."
    )


def test_a_slow_answer_is_not_a_wrong_clock(monkeypatch):
    monkeypatch.setattr(clocks, "offset", lambda: Offset(61.0, 1.5))
    clocks.check_clock()
    monkeypatch.setattr(clocks, "offset", lambda: Offset(61.0, 0.5))
    with pytest.raises(NotReady):
        clocks.check_clock()


def test_an_unavailable_database_is_not_reported_here(monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(clocks, "offset", away)
    assert found() == []
