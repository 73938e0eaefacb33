"""The access log: what an entry says, what it never says, and how it is found and kept."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connection, transaction
from structlog.testing import capture_logs

from citizens import access_log
from citizens.access_log import Action, Machine, Where
from citizens.models import AccessEntry
from citizens.models.access import MINIMUM_DAYS
from foundation.api import logs
from tests.citizens.factories import access_entry, citizen, personal_request
from tests.clock import databases_now
from tests.offices.factories import office, officer

pytestmark = pytest.mark.django_db


def seen(actor, *keys, kind="citizen", **values):
    return access_log.record(
        actor=actor, action=Action.SEEN, subject=(kind, keys), where=Where.ADMIN, **values
    )


def test_an_officers_look_names_the_office_of_that_day(time_machine):
    time_machine.move_to("2026-11-24T03:00:00Z")
    post = officer(office("xa-a"), valid_to="2026-11-24")
    first = seen(post.user, 12)
    time_machine.move_to("2026-11-25T03:00:00Z")
    second = seen(post.user, 12)
    assert (first.actor_kind, first.officer, first.office_id, first.subjects) == (
        "officer",
        post.user,
        "xa-a",
        "12",
    )
    assert (second.officer, second.office_id) == (post.user, None)


def test_each_kind_of_actor_is_named_in_its_way():
    who = citizen()
    rows = [seen(actor, 1) for actor in (who, Machine("khoa-1"), None)]
    assert [(row.actor_kind, row.citizen, row.machine) for row in rows] == [
        ("citizen", who, ""),
        ("machine", None, "khoa-1"),
        ("system", None, ""),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"actor_kind": "officer"},
        {"actor_kind": "citizen"},
        {"actor_kind": "machine"},
        {"machine": "x", "actor_kind": "citizen"},
    ],
)
def test_an_entry_without_its_actor_is_refused(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        access_entry(**values)


def test_an_entry_carries_the_id_of_its_request():
    token = logs.request_id.set("a" * 32)
    assert seen(None, 1).request_id == "a" * 32
    logs.request_id.reset(token)
    assert seen(None, 1, request_id="b" * 32).request_id == "b" * 32


@pytest.mark.parametrize(
    "key", ["0912345678", "Nguyễn Thị Lan", "G01.899.909-260916-890028", 1.5, None, True]
)
def test_what_may_say_something_is_no_id(key):
    with pytest.raises(TypeError):
        seen(None, key)
    assert not AccessEntry.objects.exists()


def test_long_lists_are_cut_and_counted_whole():
    entry = seen(None, *range(access_log.MAX_KEYS + 5))
    assert (len(entry.subjects.split()), entry.count) == (
        access_log.MAX_KEYS,
        access_log.MAX_KEYS + 5,
    )
    assert seen(None, 1, count=80_000).count == 80_000


@pytest.mark.parametrize(
    ("subjects", "found"),
    [
        ("12", True),
        ("12 45", True),
        ("3 12 45", True),
        ("3 12", True),
        ("112 120", False),
        ("120 5", False),
        ("5 112", False),
        ("", False),
    ],
)
def test_an_entry_is_found_by_an_id_in_it(subjects, found):
    access_entry(subjects=subjects)
    assert AccessEntry.objects.naming(12).exists() is found
    assert AccessEntry.objects.naming(99, 12).exists() is found


def test_a_uuid_is_an_id():
    key = UUID(int=7)
    seen(None, key, kind="rating")
    assert AccessEntry.objects.naming(key).exists()


def test_finding_by_id_walks_an_index_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("the index is PostgreSQL's")
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off"
        )  # of a few rows every way is cheap
    assert "access_subjects" in AccessEntry.objects.naming(12).explain()


def test_looks_at_a_citizen_are_those_of_others_at_what_is_theirs():
    who, other = citizen(), citizen()
    request = personal_request(who)
    officer_user = User.objects.create_user("can.bo")
    seen(officer_user, other.pk, who.pk)
    seen(officer_user, request.pk, kind="personalrequest")
    seen(officer_user, other.pk)
    seen(officer_user, request.pk + 1, kind="personalrequest")
    seen(officer_user, who.pk, allowed=False)
    seen(who, who.pk)
    assert [(row.subject_kind, row.subjects) for row in access_log.looks_at(who, 10)] == [
        ("personalrequest", str(request.pk)),
        ("citizen", f"{other.pk} {who.pk}"),
    ]
    assert len(access_log.looks_at(who, 1)) == 1


def test_refusals_of_one_citizen_are_bounded(settings):
    who, other = citizen(), citizen()
    with capture_logs() as lines:
        problems = [
            access_log.record_refusal(who, "personalrequest", number)
            for number in range(access_log.REFUSALS_AN_HOUR + 5)
        ]
    access_log.record_refusal(other, "personalrequest", 1)
    assert {problem.type.code for problem in problems} == {"not_found"}
    assert (
        AccessEntry.objects.filter(citizen=who, allowed=False).count()
        == access_log.REFUSALS_AN_HOUR
    )
    assert AccessEntry.objects.filter(citizen=other).count() == 1
    assert [line["event"] for line in lines] == ["access_refusals_no_longer_recorded"]


def test_a_kind_is_named_once():
    with pytest.raises(ValueError, match="citizen"):
        access_log.register(access_log.Kind("citizen", "Công dân", lambda _citizen: ()))


# --- kept for two years, by the database itself --------------------------------------------------


@pytest.mark.parametrize(
    ("days", "deletable"), [(0, False), (MINIMUM_DAYS - 1, False), (MINIMUM_DAYS + 1, True)]
)
def test_only_old_entries_can_be_deleted(days, deletable):
    access_entry(at=databases_now() - timedelta(days=days))
    if deletable:
        assert AccessEntry.objects.all().expire() == 1
        return
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AccessEntry.objects.all().expire()
    assert AccessEntry.objects.count() == 1


def test_old_entries_cannot_be_changed_either():
    access_entry(at=databases_now() - timedelta(days=MINIMUM_DAYS + 100))
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE citizens_accessentry SET subjects = '2'")
