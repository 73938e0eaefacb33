"""The command that runs the worker of notices."""

import io
import os
import signal
import threading

import pytest
from django.core.management import CommandError, call_command

from tests.citizens.notices.conftest import state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def signals():
    """Put the process's signal handlers back, which the worker takes over."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_once_sends_due_messages_and_exits(oa, waiting, signals, capsys):
    call_command("send_notices", once=True)
    assert state_of(waiting) == ("sent", "")
    assert "Đã xử lý 1 lượt gửi." in capsys.readouterr().out


def test_the_worker_stops_at_sigterm(oa, waiting, signals):
    threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
    call_command("send_notices", workers_name="x" * 200, stdout=io.StringIO())
    assert state_of(waiting) == ("sent", "")


def test_an_invalid_zalo_address_is_reported(settings, signals):
    settings.ZALO_OPENAPI_URL = "https://openapi.zalo.me/path"
    with pytest.raises(CommandError, match="ZALO_"):
        call_command("send_notices", once=True)
