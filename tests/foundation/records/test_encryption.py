"""Personal values are stored encrypted, can be rotated, and are found by hash only."""

import json
from io import StringIO

import pytest
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from citizens.login.phones import phone_hash
from citizens.models import Citizen
from foundation.records import encryption
from tests.citizens.factories import PHONE, citizen

OLD, NEW = "old-key-" * 8, "new-key-" * 8


def stored(row):
    """Return the stored value."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_hash FROM citizens_citizen WHERE id = %s", [row.pk])
        return cursor.fetchone()


def test_equal_values_are_encrypted_differently(db):
    one, two = stored(citizen(PHONE)), encryption.encrypt(PHONE)
    assert "912345678" not in "".join(one)
    assert one[0] != two
    assert [encryption.decrypt(text) for text in (one[0], two)] == [PHONE, PHONE]


def test_the_ciphertext_does_not_reveal_its_time(db):
    """Fernet writes the second in clear: that of a rating, for instance, would reveal the rater."""
    tokens = [stored(citizen(PHONE))[0], encryption.encrypt(PHONE)]
    (cipher,) = (encryption._fernet(key) for key in settings.DATA_KEYS)
    assert [cipher.extract_timestamp(token.encode()) for token in tokens] == [0, 0]


def test_empty_values_are_stored_empty(db):
    assert stored(citizen())[0] == ""
    assert Citizen.objects.get().phone == ""


def test_a_value_is_found_by_its_hash_only(db):
    row = citizen(PHONE)
    citizen("+84987654321")
    assert Citizen.objects.get(phone_hash=phone_hash(PHONE)) == row
    for lookup in ("phone", "phone__contains", "phone__in", "phone__startswith", "phone__iexact"):
        with pytest.raises(FieldError):
            Citizen.objects.filter(**{lookup: PHONE}).first()
    assert Citizen.objects.exclude(phone="").count() == 2


def test_hashes_depend_on_key_and_kind(settings):
    one = encryption.keyed_hash("phone", PHONE)
    assert encryption.keyed_hash("citizen-id", PHONE) != one
    settings.DATA_KEYS = [NEW]
    assert encryption.keyed_hash("phone", PHONE) == one
    settings.HASH_KEY = NEW
    assert encryption.keyed_hash("phone", PHONE) != one


def test_old_values_are_readable_while_both_keys_are_set(db, settings):
    settings.DATA_KEYS = [OLD]
    citizen(PHONE)
    settings.DATA_KEYS = [NEW, OLD]
    assert Citizen.objects.get().phone == PHONE
    settings.DATA_KEYS = [NEW]
    with pytest.raises(encryption.UnreadableValue):
        Citizen.objects.get()


@pytest.mark.parametrize(
    "spoil", [lambda text: text[:-4] + "AAA=", lambda _text: PHONE, lambda text: text[10:]]
)
def test_a_tampered_value_is_not_read(db, spoil):
    row = citizen(PHONE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE citizens_citizen SET phone = %s", [spoil(stored(row)[0])])
    with pytest.raises(encryption.UnreadableValue) as error:
        Citizen.objects.get()
    assert not isinstance(error.value.__context__, InvalidToken) or error.value.__suppress_context__


def test_without_keys_no_personal_value_is_stored_or_found(settings):
    settings.DATA_KEYS, settings.HASH_KEY = [], ""
    with pytest.raises(ImproperlyConfigured):
        encryption.encrypt(PHONE)
    with pytest.raises(ImproperlyConfigured):
        encryption.keyed_hash("phone", PHONE)


def test_rotation_encrypts_all_values_with_the_new_key(db, settings, monkeypatch):
    monkeypatch.setattr("citizens.management.commands.rotate_data_keys.BATCH", 2)
    settings.DATA_KEYS = [OLD]
    rows = [citizen(f"+8491234567{number}") for number in range(5)]
    citizen()
    hashes = [stored(row)[1] for row in rows]
    settings.DATA_KEYS = [NEW, OLD]
    call_command("rotate_data_keys", stdout=(out := StringIO()))
    assert "citizens.Citizen.phone: đã mã hoá lại 5 giá trị" in out.getvalue()
    settings.DATA_KEYS = [NEW]
    assert [row.phone for row in Citizen.objects.order_by("pk").exclude(phone="")] == [
        row.phone for row in rows
    ]
    assert [stored(row)[1] for row in rows] == hashes


def test_a_data_dump_contains_no_plain_values(db):
    citizen(PHONE)
    call_command("dumpdata", "citizens.citizen", stdout=(out := StringIO()))
    assert "912345678" not in out.getvalue()
    assert encryption.decrypt(json.loads(out.getvalue())[0]["fields"]["phone"]) == PHONE
