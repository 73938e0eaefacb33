"""The command that stores the first pair of tokens."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from official_accounts.models import OaToken
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
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


def test_tokens_from_standard_input_are_stored_and_not_shown(enter):
    said = enter(json.dumps(PAIR))
    row = OaToken.objects.get()
    assert (row.account.oa_id, row.access_token, row.refresh_token) == (
        "123",
        "truy-cap-1",
        "lam-moi-1",
    )
    assert "truy-cap-1" not in said
    assert "lam-moi-1" not in said


def test_tokens_can_come_from_the_environment(enter, monkeypatch):
    monkeypatch.setenv("OA_ACCESS_TOKEN", "truy-cap-2")
    monkeypatch.setenv("OA_REFRESH_TOKEN", "lam-moi-2")
    enter("", from_environment=True)
    assert OaToken.objects.get().access_token == "truy-cap-2"


def test_new_tokens_replace_old_ones_and_their_failure(enter):
    enter(json.dumps(PAIR))
    OaToken.objects.update(refused=True, failure="oa_refresh")
    enter(json.dumps({**PAIR, "access_token": "moi"}))
    row = OaToken.objects.get()
    assert (row.access_token, row.refused, row.failure) == ("moi", False, "")


@for_each(
    "text",
    [
        "",
        "x",
        "[]",
        "{}",
        json.dumps({"access_token": "a"}),
        json.dumps({**PAIR, "refresh_token": "có dấu"}),
        json.dumps({**PAIR, "expires_in": "x"}),
        json.dumps({**PAIR, "expires_in": "0"}),
        json.dumps({**PAIR, "access_token": 1}),
        " " * 20_001,
    ],
)
def test_an_invalid_pair_of_tokens_is_refused(enter, text):
    with pytest.raises(CommandError):
        enter(text)
    assert not OaToken.objects.exists()


def test_it_needs_an_official_account(settings):
    settings.ZALO_OA_ID = ""
    with pytest.raises(CommandError, match="ZALO_OA_ID"):
        call_command("set_oa_token")
