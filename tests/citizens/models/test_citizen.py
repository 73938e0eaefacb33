"""What the database itself holds true of citizens."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from citizens import actions
from citizens.models import Citizen, PhoneChange, Purpose
from citizens.phones import masked, phone_hash
from foundation.records.append_only import AppendOnlyError
from tests.citizens.factories import PHONE, citizen, erased_citizen

pytestmark = pytest.mark.django_db


def refused(**values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Citizen.objects.filter(pk=citizen(PHONE).pk).update(**values)
    Citizen.objects.all().delete()


def test_a_person_is_one_citizen_in_one_app():
    first = citizen()
    with pytest.raises(IntegrityError), transaction.atomic():
        citizen(zalo_user_id=first.zalo_user_id)
    citizen(zalo_user_id=first.zalo_user_id, app_id="other")


def test_a_number_belongs_to_one_citizen():
    citizen(PHONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        citizen(PHONE)


def test_many_may_have_no_number_and_many_may_be_erased():
    for _time in range(2):
        citizen()
        erased_citizen()


def test_number_hash_and_moment_go_together():
    refused(phone="")
    refused(phone_hash=None)
    refused(phone_verified_at=None)
    refused(phone="", phone_hash=None)


def test_a_reason_without_a_block_is_refused():
    refused(blocked_reason="x")


def test_an_erased_citizen_has_nothing_left():
    left = {
        "phone": "",
        "phone_hash": None,
        "phone_verified_at": None,
        "zalo_user_id": None,
        "name": "",
        "oa_user_id": "",
        "avatar_url": "",
    }
    gone = {**left, "erased_at": timezone.now()}
    for name, value in {
        "name": "x",
        "avatar_url": "https://x",
        "oa_user_id": "1",
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


def test_its_text_says_nothing_personal():
    row = citizen(PHONE, name="Nguyễn Thị Lan")
    assert str(row) == f"Công dân {row.pk}"


@pytest.mark.parametrize("model", ["consents", "phone_changes"])
def test_history_is_written_once(lan, model):
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


def test_giving_and_withdrawing_are_two_rows_with_the_text_that_was_shown(lan):
    from citizens import policy

    for granted in (True, False):
        actions.record_consent(
            lan, Purpose.LOCATION, granted=granted, policy_version=policy.CURRENT
        )
    rows = list(lan.consents.order_by("pk"))
    assert [row.granted for row in rows] == [True, False]
    assert {row.text for row in rows} == {policy.TEXTS[policy.CURRENT]["location"]}
    with pytest.raises(KeyError):
        actions.record_consent(lan, Purpose.LOCATION, granted=True, policy_version="never")


def test_every_policy_version_has_a_text_for_every_purpose():
    from citizens import policy

    assert all(
        set(texts) == set(Purpose) and all(texts.values()) for texts in policy.TEXTS.values()
    )
    assert all(len(version) <= 40 for version in policy.TEXTS)


@pytest.mark.parametrize(
    ("phone", "shown"), [("+84912345678", "0912•••678"), ("+842103846123", "0210•••123")]
)
def test_numbers_are_masked(phone, shown):
    assert masked(phone) == shown
