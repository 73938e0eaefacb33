"""Commands of notices: the worker, the first pair of tokens, the shipped texts."""

import io
import json
import os
import signal
import threading

import pytest
from django.core.management import CommandError, call_command

from citizens.models import NoticeTemplate, OaToken
from citizens.notices.events import events
from tests.citizens.notices.conftest import state_of
from tests.for_each import for_each

pytestmark = pytest.mark.django_db


@pytest.fixture
def signals():
    """Put the process's signal handlers back, which the worker takes over."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_once_sends_what_is_due_and_ends(oa, waiting, signals, capsys):
    call_command("send_notices", once=True)
    assert state_of(waiting) == ("sent", "")
    assert "Đã xử lý 1 lượt gửi." in capsys.readouterr().out


def test_a_running_worker_ends_at_sigterm(oa, waiting, signals):
    threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
    call_command("send_notices", workers_name="x" * 200, stdout=io.StringIO())
    assert state_of(waiting) == ("sent", "")


def test_a_wrong_address_of_zalo_is_said(settings, signals):
    settings.ZALO_OPENAPI_URL = "https://openapi.zalo.me/path"
    with pytest.raises(CommandError, match="ZALO_"):
        call_command("send_notices", once=True)


# --- the first pair ------------------------------------------------------------------------------

PAIR = {"access_token": "truy-cap-1", "refresh_token": "lam-moi-1", "expires_in": "90000"}


@pytest.fixture
def enter(settings, monkeypatch, capsys):
    """Return a function that gives the command an input and returns what it said."""
    settings.ZALO_OA_ID = "123"

    def run(text, **options):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        call_command("set_oa_token", **options)
        return capsys.readouterr().out

    return run


def test_a_pair_from_standard_input_is_kept_and_never_shown(enter):
    said = enter(json.dumps(PAIR))
    row = OaToken.objects.get()
    assert (row.oa_id, row.access_token, row.refresh_token) == ("123", "truy-cap-1", "lam-moi-1")
    assert "truy-cap-1" not in said
    assert "lam-moi-1" not in said


def test_a_pair_from_the_environment(enter, monkeypatch):
    monkeypatch.setenv("OA_ACCESS_TOKEN", "truy-cap-2")
    monkeypatch.setenv("OA_REFRESH_TOKEN", "lam-moi-2")
    enter("", from_environment=True)
    assert OaToken.objects.get().access_token == "truy-cap-2"


def test_a_new_pair_replaces_the_old_one_and_its_failure(enter):
    enter(json.dumps(PAIR))
    OaToken.objects.update(refused=True, failure="oa_refresh")
    enter(json.dumps({**PAIR, "access_token": "moi"}))
    row = OaToken.objects.get()
    assert (row.access_token, row.refused, row.failure) == ("moi", False, "")


@for_each(
    "text",
    ["", "x", "[]", "{}", json.dumps({"access_token": "a"}), json.dumps({**PAIR, "refresh_token": "có dấu"}),
     json.dumps({**PAIR, "expires_in": "x"}), json.dumps({**PAIR, "expires_in": "0"}),
     json.dumps({**PAIR, "access_token": 1}), " " * 20_001],
)  # fmt: skip
def test_what_is_no_pair_is_refused_and_nothing_kept(enter, text):
    with pytest.raises(CommandError):
        enter(text)
    assert not OaToken.objects.exists()


def test_without_an_official_account_it_refuses(settings):
    settings.ZALO_OA_ID = ""
    with pytest.raises(CommandError, match="ZALO_OA_ID"):
        call_command("set_oa_token")


def test_the_shipped_texts_are_written_by_a_command(capsys):
    call_command("create_notice_templates")
    assert NoticeTemplate.objects.count() == len(events())
    assert str(len(events())) in capsys.readouterr().out
