"""No table, log line or error body holds personal data or secrets (PD-09, PD-18)."""

import json
import logging

import pytest
from django.apps import apps
from django.db import connection

from citizens import actions
from citizens.models import Citizen
from tests.citizens.conftest import CONSENT
from tests.citizens.factories import bearer
from zalo_client.simulator import Fault
from zalo_client.simulator.social import MESSAGE

DIGITS = ("912345678", "987654321")


@pytest.fixture
def lines(caplog):
    """Return a function that gives all log lines of the test, with their extra values."""
    caplog.set_level(logging.DEBUG)

    def text():
        records = [*caplog.get_records("setup"), *caplog.get_records("call")]
        return json.dumps(
            [{key: repr(value) for key, value in vars(record).items()} for record in records],
            ensure_ascii=False,
        )

    return text


@pytest.fixture
def secrets_of_a_life(log_in, verify, zalo, lines):
    """Go through a citizen's life with every error, and return all its secrets."""
    user = zalo.world.add_user(phone="84912345678", name="Nguyễn Thị Bí Mật")
    other = zalo.world.add_user(phone="84912345678")
    token, code = zalo.world.token_for(user), zalo.world.phone_code(user)
    session = log_in(token=token, phone_code=code, consent=CONSENT).json()["token"]
    client = bearer(session)
    user.phone = "84987654321"
    verify(client, user)
    verify(client, other)
    log_in(other, phone_code=zalo.world.phone_code(other), consent=CONSENT)
    for fault in (
        Fault.error(777),
        Fault.reset(),
        Fault.raw(b'{"number": "84912345678"}'),
        Fault.error(452),
    ):
        zalo.plan("info", fault)
        verify(client, user)
        zalo.plan("me", fault)
        log_in(user)
    client.delete("/api/v1/me/phone/")
    verify(client, user)
    bearer(session + "x").get("/api/v1/me/")
    client.patch(
        "/api/v1/me/", {"phone": "0912345678", "name": "x" * 200}, content_type="application/json"
    )
    actions.block(Citizen.objects.first(), "Lý do kín")
    log_in(user)
    return [
        token,
        code,
        session,
        *zalo.world.tokens,
        zalo.world.app_secret,
        *DIGITS,
        "Bí Mật",
        "Lý do kín",
        MESSAGE,
    ]


def tables():
    """Yield the name of each table and everything in it, as text."""
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608  # a table of ours
            yield model._meta.db_table, repr(cursor.fetchall())


def test_no_table_holds_a_phone_or_a_token_in_clear(secrets_of_a_life):
    tokens = secrets_of_a_life[:3]
    assert [
        table for table, text in tables() for secret in (*DIGITS, *tokens) if secret in text
    ] == []


def test_no_log_line_holds_a_secret(secrets_of_a_life, lines):
    text = lines()
    assert "citizen_logged_in" in text
    assert [secret for secret in secrets_of_a_life if secret in text] == []
