"""DELETE me/ and `actions.erase`."""

import threading

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection, transaction
from django.db.models import Field

from citizens import actions
from citizens.models import Citizen, EndedSession, Erasure, PersonalRequest
from citizens.models.citizen import NOBODY
from citizens.privacy import personal_data_registry
from citizens.privacy.personal_data_registry import Kept, PersonalData
from tests.citizens.conftest import CONSENT
from tests.citizens.factories import (
    PHONE,
    bearer,
    citizen,
    client_of,
    erased_citizen,
    personal_request,
    token_of,
)

ME = "/api/v1/me/"


@pytest.fixture
def part(monkeypatch):
    """Return a function that registers a part for this test."""
    monkeypatch.setattr(personal_data_registry, "_parts", dict(personal_data_registry._parts))

    def add(erase, name="thu", title="Phần thử"):
        personal_data_registry.register(PersonalData(name, title, lambda _citizen: [], erase))

    return add


def complete_citizen():
    """Return a citizen with a value in every column."""
    known = {
        "avatar_url": "https://a.example/1.jpg",
        "own_name": True,
    }
    moments = dict.fromkeys(("blocked_at",), "2026-11-24T00:00:00Z")
    return citizen(PHONE, **known, **moments, blocked_reason="Lý do")


# --- the row -------------------------------------------------------------------------------------


def test_an_erased_row_is_empty(db, time_machine):
    time_machine.move_to("2026-11-24T03:00:00Z", tick=False)
    who = complete_citizen()
    actions.erase(who, Erasure.Cause.UNSEEN)
    now = Citizen.objects.get(pk=who.pk)
    assert {name: getattr(now, name) for name in NOBODY} == dict(NOBODY)
    assert now.erased_at.isoformat() == "2026-11-24T03:00:00+00:00"


def test_every_personal_column_is_emptied():
    ours = {
        "id",
        "app_id",
        "generation",
        "blocked_at",
        "blocked_identity",
        "erased_at",
        "created_at",
        "last_seen_on",
    }
    columns: list[Field] = list(Citizen._meta.concrete_fields)
    assert {column.name for column in columns} == {*NOBODY, *ours}


@pytest.mark.parametrize(
    "name", [name for name in NOBODY if name not in {"phone", "phone_hash", "phone_verified_at"}]
)
def test_the_database_refuses_a_half_erased_row(db, name):
    kept = {"own_name": True}.get(name) or (
        "2026-11-24T00:00:00Z" if name.endswith("_at") else "77"
    )
    gone = erased_citizen(blocked_at="2026-11-24T00:00:00Z")
    with pytest.raises(Exception, match="citizen_erased_is_nobody"), transaction.atomic():
        Citizen.objects.filter(pk=gone.pk).update(**{name: kept})


def test_erasing_twice_changes_nothing(lan):
    assert actions.erase(lan, "unseen") is not None
    assert actions.erase(lan, "unseen") is None
    assert Erasure.objects.count() == 1


def test_an_unknown_cause_is_refused(lan):
    with pytest.raises(ValueError, match="boredom"):
        actions.erase(lan, "boredom")
    assert Citizen.objects.get(pk=lan.pk).erased_at is None


# --- the answer ----------------------------------------------------------------------------------


def test_the_answer_lists_what_was_erased_and_kept(as_lan, lan, time_machine):
    time_machine.move_to("2026-11-24T03:00:00Z", tick=False)
    personal_request(lan)
    fresh = client_of(lan)
    fresh.post(
        f"{ME}consents/",
        {"purpose": "photo", "granted": True, **CONSENT},
        content_type="application/json",
    )
    answer = fresh.delete(ME)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    body = answer.json()
    assert body["erased_at"] == "2026-11-24T03:00:00Z"
    assert {row["what"]: row["rows"] for row in body["deleted"]}["Yêu cầu về dữ liệu cá nhân"] >= 1
    kept = {row["what"]: row["reason"] for row in body["kept"]}
    assert "Luật 91/2025/QH15" in kept["Các lần đồng ý và rút lại đồng ý, gắn với mã nội bộ"]
    assert lan.name not in answer.content.decode()


def test_the_answer_lists_only_data_that_existed(as_lan):
    texts = " ".join(row["what"] for row in as_lan.delete(ME).json()["kept"])
    assert "đồng ý" not in texts
    assert "điện thoại" not in texts


def test_erased_rows_are_counted_by_part(part, lan):
    for number in range(3):
        EndedSession.objects.create(
            token_id=f"t{number}", citizen=lan, expires_at="2026-12-01T00:00:00Z"
        )
    part(
        lambda who: (
            Citizen.objects.filter(pk=who.pk).update(avatar_url="") and [Kept("Một thứ", "Luật")]
        )
    )
    erased = actions.erase(lan, "own_wish")
    assert erased.counts["sessions"] == 3
    assert erased.counts["thu"] == 1
    assert erased.kept[-1] == Kept("Một thứ", "Luật")
    # Officers must not learn who rated or reported.
    kept_to_the_citizen = {"ratings", "reports", "confidential_notices"}
    assert Erasure.objects.get().counts == {
        name: count for name, count in erased.counts.items() if name not in kept_to_the_citizen
    }


def test_a_failing_part_rolls_everything_back(part, lan):
    personal_request(lan)

    def fail(_citizen):
        raise RuntimeError("part")

    part(fail)
    with pytest.raises(RuntimeError, match="part"):
        actions.erase(lan, "own_wish")
    assert Citizen.objects.get(pk=lan.pk).name == lan.name
    assert PersonalRequest.objects.get().text
    assert Erasure.objects.count() == 0


def test_parts_run_before_the_row_is_emptied(part, db):
    seen = []
    part(lambda who: seen.append((who.zalo_user_id, who.phone)) or [])
    who = citizen(PHONE)
    actions.erase(who, "own_wish")
    assert seen == [(who.zalo_user_id, PHONE)]


# --- sessions and coming back --------------------------------------------------------------------


def test_erasing_ends_every_session(lan):
    first, second = token_of(lan), token_of(lan)
    bearer(first).delete(ME)
    assert [bearer(token).get(ME).json()["code"] for token in (first, second)] == [
        "session_ended"
    ] * 2


def test_other_citizens_are_untouched(as_lan, as_hung, hung):
    as_lan.delete(ME)
    assert as_hung.get(ME).json()["name"] == hung.name


@pytest.mark.parametrize("member", ["id", "citizen", "zalo_user_id"])
def test_erasing_refuses_parameters(as_lan, hung, member):
    assert as_lan.delete(f"{ME}?{member}={hung.pk}").status_code == 400
    assert Citizen.objects.active().count() == 2


def test_a_returning_person_is_a_new_citizen(log_in, zalo):
    user = zalo.world.add_user(name="Nguyễn Thị Lan")
    first = log_in(user).json()["token"]
    former = Citizen.objects.get()
    bearer(first).delete(ME)
    answer = log_in(user)
    assert answer.status_code == 201
    assert Citizen.objects.get(erased_at=None).pk != former.pk
    assert bearer(first).get(ME).status_code == 401


def test_an_erased_phone_number_is_free_for_others(db):
    who = citizen(PHONE)
    actions.erase(who, "own_wish")
    assert citizen(PHONE).phone == PHONE


# --- blocks --------------------------------------------------------------------------------------


@pytest.fixture
def blocked(log_in, zalo):
    """Return a person whose blocked account was erased."""
    user = zalo.world.add_user()
    log_in(user)
    who = Citizen.objects.get()
    actions.block(who, "Quấy rối")
    actions.erase(who, "zalo_revoked")
    return user


def test_erasing_does_not_lift_a_block(blocked, log_in):
    answer = log_in(blocked)
    assert (answer.status_code, answer.json()["code"]) == (403, "account_blocked")
    assert Citizen.objects.count() == 1


def test_other_people_are_not_affected_by_the_block(blocked, log_in, zalo):
    assert log_in(zalo.world.add_user()).status_code == 201


def test_an_unblocked_person_leaves_no_mark(as_lan, lan):
    as_lan.delete(ME)
    assert Citizen.objects.get(pk=lan.pk).blocked_identity is None


def test_unblocking_an_erased_citizen_lets_them_in(blocked, log_in):
    actions.unblock(Citizen.objects.get())
    assert log_in(blocked).status_code == 201


def test_the_mark_is_deleted_after_its_period(blocked, log_in, settings):
    from django.utils import timezone

    from foundation.records import retention

    one = next(one for one in retention.classes() if one.name == "blocked_identities")
    now = timezone.now()
    assert one.apply(now + timezone.timedelta(days=settings.BLOCKED_IDENTITY_DAYS - 1)) == 0
    assert log_in(blocked).status_code == 403
    assert one.apply(now + timezone.timedelta(days=settings.BLOCKED_IDENTITY_DAYS + 1)) == 1
    assert log_in(blocked).status_code == 201


def test_only_blocked_erased_citizens_may_have_a_mark(lan):
    with pytest.raises(Exception, match="citizen_identity_only_of_blocked"), transaction.atomic():
        Citizen.objects.filter(pk=lan.pk).update(blocked_identity="x")


def test_erasing_keeps_block_decisions_without_reasons(admin_client, lan):
    from django.urls import reverse

    for name in ("block", "unblock"):
        admin_client.post(
            reverse(f"admin:citizens_citizen_{name}", args=[lan.pk]),
            {"reason": "Chị Lan", "_form_submitted": "on"},
        )
    other = LogEntry.objects.first()
    LogEntry.objects.create(
        user=other.user,
        content_type=other.content_type,
        object_id="987654",
        action_flag=2,
        change_message="Khác",
    )
    actions.erase(Citizen.objects.get(pk=lan.pk), "own_wish")
    assert list(
        LogEntry.objects.filter(object_id=str(lan.pk)).values_list("change_message", flat=True)
    ) == ["", ""]
    assert LogEntry.objects.get(object_id="987654").change_message == "Khác"


# --- the record ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="threads that write at once need PostgreSQL"
)
def test_concurrent_erasures_erase_once():
    who = citizen(PHONE)
    clients, start, answers = [client_of(who), client_of(who)], threading.Barrier(2), []

    def run(client):
        start.wait()
        answers.append(client.delete(ME).status_code)
        connection.close()

    threads = [threading.Thread(target=run, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 401]
    assert Erasure.objects.count() == 1
