"""Recording entries of the access log."""

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from structlog.testing import capture_logs

from citizens import access_log
from citizens.access_log import Action, Machine, Where
from citizens.access_log.naming import naming
from citizens.models import AccessEntry
from foundation.api import logs
from tests.citizens.factories import access_entry, citizen
from tests.offices.factories import office, officer

pytestmark = pytest.mark.django_db


def seen(actor, *keys, kind="citizen", **values):
    return access_log.record(
        actor=actor, action=Action.SEEN, subject=(kind, keys), where=Where.ADMIN, **values
    )


def test_an_entry_names_the_officers_office_of_that_day(time_machine):
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


def test_each_kind_of_actor_has_its_own_name():
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
def test_an_entry_needs_an_actor(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        access_entry(**values)


def test_an_entry_holds_the_request_id():
    token = logs.request_id.set("a" * 32)
    assert seen(None, 1).request_id == "a" * 32
    logs.request_id.reset(token)
    assert seen(None, 1, request_id="b" * 32).request_id == "b" * 32


@pytest.mark.parametrize(
    "key", ["0912345678", "Nguyễn Thị Lan", "G01.899.909-260916-890028", 1.5, None, True]
)
def test_ids_that_could_hold_words_are_refused(key):
    with pytest.raises(TypeError):
        seen(None, key)
    assert not AccessEntry.objects.exists()


def test_long_lists_of_ids_are_cut_but_counted():
    entry = seen(None, *range(access_log.MAX_KEYS + 5))
    assert (len(entry.subjects.split()), entry.count) == (
        access_log.MAX_KEYS,
        access_log.MAX_KEYS + 5,
    )
    assert seen(None, 1, count=80_000).count == 80_000


def test_a_uuid_is_accepted_as_an_id():
    key = UUID(int=7)
    seen(None, key, kind="rating")
    assert AccessEntry.objects.filter(naming(key)).exists()


def test_logged_refusals_of_one_citizen_are_limited(settings):
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
