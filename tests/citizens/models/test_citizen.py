"""The constraints that the database enforces on citizens."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from citizens import actions
from citizens.login.phones import phone_hash
from citizens.models import Citizen, PhoneChange, Purpose
from foundation.records.append_only import AppendOnlyError
from tests.citizens.factories import PHONE, citizen, erased_citizen

pytestmark = pytest.mark.django_db


def refused(**values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Citizen.objects.filter(pk=citizen(PHONE).pk).update(**values)
    Citizen.objects.all().delete()


def test_a_zalo_id_is_unique_within_an_app():
    first = citizen()
    with pytest.raises(IntegrityError), transaction.atomic():
        citizen(zalo_user_id=first.zalo_user_id)
    citizen(zalo_user_id=first.zalo_user_id, app_id="other")


def test_a_phone_number_is_unique():
    citizen(PHONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        citizen(PHONE)


def test_several_citizens_may_have_no_phone():
    for _time in range(2):
        citizen()
        erased_citizen()


def test_phone_hash_and_verification_time_are_set_together():
    refused(phone="")
    refused(phone_hash=None)
    refused(phone_verified_at=None)
    refused(phone="", phone_hash=None)


def test_a_block_reason_needs_a_block():
    refused(blocked_reason="x")


def test_an_erased_citizen_holds_no_data():
    left = {
        "phone": "",
        "phone_hash": None,
        "phone_verified_at": None,
        "zalo_user_id": None,
        "name": "",
        "avatar_url": "",
    }
    gone = {**left, "erased_at": timezone.now()}
    for name, value in {
        "name": "x",
        "avatar_url": "https://x",
        "zalo_user_id": "1",
        "own_name": True,
    }.items():
        refused(**{**gone, name: value})
    refused(
        **{
            **gone,
            "phone": PHONE,
            "phone_hash": phone_hash(PHONE),
            "phone_verified_at": timezone.now(),
        }
    )
    refused(**left)
    Citizen.objects.filter(pk=citizen(PHONE).pk).update(**gone)


def test_str_of_a_citizen_is_not_personal():
    row = citizen(PHONE, name="Nguyễn Thị Lan")
    assert str(row) == f"Công dân {row.pk}"


@pytest.mark.parametrize("model", ["consents", "phone_changes"])
def test_consents_and_phone_changes_are_append_only(lan, model):
    actions.record_consent(lan, Purpose.NOTICES, granted=True, policy_version="2026-11")
    PhoneChange.objects.create(citizen=lan, kind="removed")
    row = getattr(lan, model).get()
    for write in (
        row.save,
        row.delete,
        getattr(lan, model).all().delete,
        lambda: getattr(lan, model).all().update(at=timezone.now()),
    ):
        with pytest.raises(AppendOnlyError):
            write()
    table = row._meta.db_table
    for statement in (f"UPDATE {table} SET at = at", f"DELETE FROM {table}"):  # noqa: S608  # a table of ours
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
