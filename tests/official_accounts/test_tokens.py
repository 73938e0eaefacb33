"""The Official Account's tokens are renewed before they expire, once, and saved before use."""

import threading
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from foundation.zalo import configuration
from official_accounts import tokens
from official_accounts.models import OaToken
from tests.citizens.factories import oa_token
from zalo_client.limits import Places
from zalo_client.oa import OaClient
from zalo_client.oa_answers import OaTokens
from zalo_client.simulator import Fault
from zalo_client.simulator.world import World

pytestmark = pytest.mark.django_db
OA = World().oa_id


@pytest.fixture
def client(zalo):
    """Return a client of the simulated Official Account."""
    client = OaClient(configuration.current(), Places(4))
    yield client
    client.close()


@pytest.fixture
def pair(zalo):
    """Return a pair that Zalo accepts."""
    return zalo.world.oa_pair()


def refreshes(zalo):
    return [one for one in zalo.received if one.operation == "oa_refresh"]


def store_expiring_pair(pair, **values):
    """Store a pair whose access token is about to expire."""
    return oa_token(pair, **{"expires_at": timezone.now() + timedelta(hours=4), **values})


def test_a_fresh_token_is_used_unchanged(zalo, client, pair):
    oa_token(pair)
    assert tokens.usable_token(client, OA) == pair[0]
    assert not refreshes(zalo)


def test_a_token_near_expiry_is_renewed_and_saved(zalo, client, pair):
    store_expiring_pair(pair)
    access = tokens.usable_token(client, OA)
    row = OaToken.objects.get()
    assert access == row.access_token != pair[0]
    assert row.refresh_token in zalo.world.oa_refresh_tokens
    assert row.expires_at - timezone.now() > timedelta(hours=24)
    assert (row.refreshing_until, row.failed_at, row.refused) == (None, None, False)


def test_tokens_are_encrypted_at_rest(client, pair):
    oa_token(pair)
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_token, refresh_token FROM official_accounts_oatoken")
        assert not set(cursor.fetchone()) & set(pair)


def test_without_a_pair_there_is_no_token(client):
    with pytest.raises(tokens.NoToken):
        tokens.usable_token(client, OA)


def test_if_zalo_is_unreachable_the_token_stays_in_use(zalo, client, pair):
    store_expiring_pair(pair)
    zalo.plan("oa_refresh", Fault.status(502), times=None)
    assert tokens.usable_token(client, OA) == pair[0]
    row = OaToken.objects.get()
    assert row.failed_at
    assert row.failure == "status 502"
    OaToken.objects.update(expires_at=timezone.now())
    with pytest.raises(tokens.NoToken):
        tokens.usable_token(client, OA)


def test_a_failed_renewal_is_not_retried_at_once(zalo, client, pair):
    store_expiring_pair(pair)
    zalo.plan("oa_refresh", Fault.status(502), times=None)
    for _time in range(3):
        tokens.usable_token(client, OA)
    assert len(refreshes(zalo)) == 1


def test_a_refused_renewal_recovers_once_the_secret_is_fixed(zalo, client, pair, time_machine):
    store_expiring_pair(pair)
    secret, zalo.world.app_secret = zalo.world.app_secret, "another"
    assert tokens.usable_token(client, OA) == pair[0]
    assert OaToken.objects.get().refused
    zalo.world.app_secret = secret
    time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=1))
    assert tokens.usable_token(client, OA) != pair[0]
    assert not OaToken.objects.get().refused


def test_a_crash_between_renewal_and_saving_is_detected(
    zalo, client, pair, monkeypatch, time_machine
):
    """The pair is lost with the process.

    The next worker waits for the lease, is refused, and warns the operator.
    """
    store_expiring_pair(pair)

    def killed(*_args):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(tokens, "save_patiently", killed)
        with pytest.raises(SystemExit):
            tokens.usable_token(client, OA)
    # another process seems to renew it, so the old token is used
    assert tokens.usable_token(client, OA) == pair[0]
    assert len(refreshes(zalo)) == 1
    time_machine.move_to(timezone.now() + timedelta(seconds=61))
    assert tokens.usable_token(client, OA) == pair[0]
    assert OaToken.objects.get().refused


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_a_new_pair_is_kept_until_it_can_be_saved(zalo, client, pair, monkeypatch, error):
    store_expiring_pair(pair)
    save, tries = tokens._save, []

    def failing(*args):
        tries.append(1)
        if len(tries) < 3:
            raise error
        return save(*args)

    monkeypatch.setattr(tokens, "_save", failing)
    monkeypatch.setattr(tokens.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(tokens, "connection", type("C", (), {"close": lambda _self: None})())
    assert tokens.usable_token(client, OA) in zalo.world.oa_tokens
    assert len(tries) == 3


def test_pairs_that_wait_for_the_database_together_give_up_together(pair, monkeypatch):
    """Otherwise the last of sixteen would be given up hours after the first."""
    clock = [1_000.0]
    monkeypatch.setattr(tokens.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(tokens.time, "sleep", lambda _seconds: clock.__setitem__(0, clock[0] + 100))
    monkeypatch.setattr(tokens, "connection", type("C", (), {"close": lambda _self: None})())
    monkeypatch.setattr(tokens, "_save", Mock(side_effect=DatabaseError))
    turns = [tokens.Turn(number, "1", "x", began=clock[0]) for number in (1, 2)]
    for turn in turns:
        with pytest.raises(DatabaseError):
            tokens.save_patiently(turn, OaTokens("a", "b", 60))
    assert clock[0] - 1_000.0 <= tokens.SAVE_SECONDS + 100


def test_a_pair_that_cannot_be_decrypted_is_as_good_as_none(client, pair):
    oa_token(pair)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE official_accounts_oatoken SET access_token = 'gAAAAAlost'")
    assert tokens.stored_token(OA) == ""
    with pytest.raises(tokens.NoToken):
        tokens.usable_token(client, OA)


def test_a_refused_token_is_renewed_before_it_expires(zalo, client, pair):
    oa_token(pair)
    assert tokens.replace_refused(client, OA, pair[0]) in zalo.world.oa_tokens


def test_a_token_that_another_process_renewed_meanwhile_is_used(zalo, client, pair):
    oa_token(pair)
    assert tokens.replace_refused(client, OA, "an-older-one") == pair[0]
    assert not refreshes(zalo)


def test_a_refused_fresh_token_is_not_renewed_repeatedly(zalo, client, pair):
    oa_token(pair)
    fresh = tokens.replace_refused(client, OA, pair[0])
    with pytest.raises(tokens.NoToken):
        tokens.replace_refused(client, OA, fresh)
    with pytest.raises(tokens.NoToken):  # the refused token is not tried again
        tokens.usable_token(client, OA)
    assert len(refreshes(zalo)) == 1


def test_a_pair_entered_by_an_operator_is_not_overwritten(zalo, client, pair, monkeypatch):
    store_expiring_pair(pair)
    save = tokens._save

    def entered(*args):
        tokens.enter_pair(zalo.world.oa_id, "moi", "moi-lam-moi", 90000)
        return save(*args)

    monkeypatch.setattr(tokens, "_save", entered)
    assert tokens.usable_token(client, OA) == "moi"


def test_tokens_never_reach_the_log(zalo, client, pair, caplog, capsys):
    store_expiring_pair(pair)
    tokens.usable_token(client, OA)
    zalo.plan("oa_refresh", Fault.error(-14014))
    OaToken.objects.update(
        next_refresh_at=timezone.now(), expires_at=timezone.now() + timedelta(minutes=1)
    )
    tokens.usable_token(client, OA)
    row = OaToken.objects.get()
    said = caplog.text + "".join(capsys.readouterr())
    assert "oa_token_refresh_failed" in said
    assert not any(secret in said for secret in (*pair, row.access_token, row.refresh_token))


@pytest.mark.django_db(transaction=True)
def test_concurrent_workers_renew_once(zalo, client, pair):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    store_expiring_pair(pair)
    found, barrier = [], threading.Barrier(4)

    def renew():
        barrier.wait()
        try:
            found.append(tokens.usable_token(client, OA))
        finally:
            connection.close()

    threads = [threading.Thread(target=renew) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refreshes(zalo)) == 1
    assert len(found) == 4
    assert set(found) <= {pair[0], OaToken.objects.get().access_token}
