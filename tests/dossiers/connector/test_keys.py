"""Keys of the connector: shown once, scoped, rotated, revoked, compared without telling why not."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from dossiers.connector import keys
from dossiers.models import ConnectorKey
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("connector_key", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def key(db):
    return keys.create("Cổng tỉnh", [offices.province().pk], 30)


def test_a_key_is_read_and_its_day_noted(key):
    found = keys.find_valid(key[1])
    found.refresh_from_db()
    assert (found, found.last_used_on is not None) == (key[0], True)


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
def test_a_wrong_key_is_nobodys(key, change):
    assert keys.find_valid(change(key[1])) is None


def test_a_key_ends_at_its_time(key, time_machine):
    time_machine.move_to(key[0].expires_at - timedelta(seconds=1), tick=False)
    assert keys.find_valid(key[1])
    time_machine.move_to(key[0].expires_at, tick=False)
    assert keys.find_valid(key[1]) is None


def test_a_revoked_key_ends_at_once(key):
    keys.revoke(key[0].pk)
    assert keys.find_valid(key[1]) is None


def test_a_rotated_key_lives_on_for_a_week_beside_the_new_one(key, time_machine):
    new, text = keys.rotate(key[0].pk, 30)
    assert (keys.find_valid(key[1]), keys.find_valid(text)) == (key[0], new)
    assert keys.offices_of(new) == keys.offices_of(key[0])
    time_machine.move_to(key[0].created_at + timedelta(days=8), tick=False)
    assert (keys.find_valid(key[1]), keys.find_valid(text)) == (None, new)


def test_a_key_reaches_its_offices_and_those_below(key):
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
def test_a_key_needs_name_offices_and_an_end(db, name, wanted, days):
    with pytest.raises(ValidationError):
        keys.create(name, [offices.province().pk] if wanted is None else wanted, days)


def test_the_command_makes_lists_rotates_and_revokes(db):
    office = offices.province().pk
    text = run("create", "Cổng tỉnh", "--office", office).splitlines()[1]
    public_id = text.partition(".")[0]
    assert keys.find_valid(text)
    assert text not in run("list")
    assert f"{public_id}  Cổng tỉnh  {office}  Đang dùng" in run("list")
    assert "." in run("rotate", public_id).splitlines()[1]
    run("revoke", public_id)
    assert keys.find_valid(text) is None
    assert ConnectorKey.objects.count() == 2


@pytest.mark.parametrize(
    "arguments", [("revoke", "khong-co"), ("create", "a", "--office", "khong-co")]
)
def test_the_command_says_what_is_wrong(db, arguments):
    with pytest.raises(CommandError, match=r"Không có|Hãy chọn"):
        run(*arguments)
