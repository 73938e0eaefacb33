"""Connector keys: their secrets, offices, rotation and end."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from dossiers.connector import keys, scopes
from dossiers.models import ConnectorKey
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(db):
    return keys.create("Cổng tỉnh", [offices.province().pk], 30)


def test_using_a_key_records_the_day(key):
    found = keys.find_valid(key[1])
    found.refresh_from_db()
    assert (found, found.last_used_on is not None) == (key[0], True)


def test_a_key_that_the_version_before_made_may_send(db):
    columns = "public_id, name, secret_hash, created_at, expires_at"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO dossiers_connectorkey ({columns}) "  # noqa: S608  # names of columns
            "VALUES ('a', 'Cổng tỉnh', 'x', '2026-11-30 00:00+00', '2027-11-30 00:00+00')"
        )
    made = ConnectorKey.objects.get()
    assert (made.scopes, made.minute_calls) == ([scopes.WRITE], 0)


def test_the_secret_is_stored_nowhere(key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM dossiers_connectorkey")
        stored = str(cursor.fetchall())
    assert key[1].partition(".")[2] not in stored


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"),
        lambda t: "a" * 16 + t[16:],
        lambda _t: "x",
        lambda _t: "",
    ],
)
def test_a_wrong_key_is_refused(key, change):
    assert keys.find_valid(change(key[1])) is None


def test_a_key_expires(key, time_machine):
    time_machine.move_to(key[0].expires_at - timedelta(seconds=1), tick=False)
    assert keys.find_valid(key[1])
    time_machine.move_to(key[0].expires_at, tick=False)
    assert keys.find_valid(key[1]) is None


def test_a_revoked_key_stops_working_at_once(key):
    keys.revoke(key[0].pk)
    assert keys.find_valid(key[1]) is None


def test_a_rotated_key_works_for_another_week(key, time_machine):
    new, text = keys.rotate(key[0].pk, 30)
    assert (keys.find_valid(key[1]), keys.find_valid(text)) == (key[0], new)
    assert keys.offices_of(new) == keys.offices_of(key[0])
    time_machine.move_to(key[0].created_at + timedelta(days=8), tick=False)
    assert (keys.find_valid(key[1]), keys.find_valid(text)) == (None, new)


def test_a_key_reaches_its_offices_and_their_subtree(key):
    below = offices.thanh_mieu(parent=offices.province())
    assert keys.offices_of(key[0]) == {offices.province().pk, below.pk}


@pytest.mark.parametrize(
    ("name", "wanted", "days"),
    [
        ("", None, 30),
        ("x" * 101, None, 30),
        ("a", [], 30),
        ("a", ["khong-co"], 30),
        ("a", None, 0),
        ("a", None, 731),
    ],
)
def test_a_key_needs_a_name_offices_and_an_expiry(db, name, wanted, days):
    with pytest.raises(ValidationError):
        keys.create(name, [offices.province().pk] if wanted is None else wanted, days)
