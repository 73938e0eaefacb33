"""The officers' list of the access log."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from citizens.access_log import Action
from citizens.models import AccessEntry
from tests.citizens.factories import access_entry, staff
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
LOG = reverse("admin:citizens_accessentry_changelist")


@pytest.fixture
def as_stranger(client):
    """Return the client of an officer without any right."""
    client.force_login(staff())
    return client


@pytest.fixture
def as_leader(client):
    """Return the client of an officer who may read the log."""
    client.force_login(staff("view_accessentry"))
    return client


def shown_numbers(client, **query):
    answer = client.get(LOG, query)
    assert answer.status_code == 200
    return [row.subjects for row in answer.context_data["cl"].result_list]


def test_the_log_needs_its_permission(as_stranger):
    entry = access_entry()
    assert [
        as_stranger.get(address).status_code
        for address in (LOG, reverse("admin:citizens_accessentry_change", args=[entry.pk]))
    ] == [
        403,
        403,
    ]


@pytest.mark.parametrize("name", ["change", "delete"])
def test_nobody_can_change_the_log(admin_client, name):
    entry = access_entry()
    admin_client.post(
        reverse(f"admin:citizens_accessentry_{name}", args=[entry.pk]),
        {"subjects": "2", "post": "yes"},
    )
    assert AccessEntry.objects.get().subjects == "1"


def test_reading_the_log_is_not_logged_itself(as_leader):
    entry = access_entry(subjects="12", allowed=False)
    text = as_leader.get(LOG).content.decode()
    detail = as_leader.get(
        reverse("admin:citizens_accessentry_change", args=[entry.pk])
    ).content.decode()
    assert [
        part in text for part in ("Xem chi tiết", "Công dân 12", "Bị từ chối", "Lệnh vận hành")
    ] == [True] * 4
    assert "Công dân" in detail
    assert AccessEntry.objects.count() == 1


def test_the_newest_entry_comes_first(as_leader):
    for number, at in enumerate(("2026-11-01", "2026-11-03", "2026-11-02")):
        access_entry(subjects=str(number), at=f"{at}T00:00:00Z")
    assert shown_numbers(as_leader) == ["1", "2", "0"]


@for_each(
    ("query", "found"),
    [
        ({"username": "can.bo.xem"}, ["1"]),
        ({"username": " can.bo.xem "}, ["1"]),
        ({"username": "can.bo"}, []),
        ({"username": "x" * 200}, ["2", "1"]),
        ({"action__exact": "exported"}, ["2"]),
        ({"kind": "personalrequest"}, ["2"]),
        ({"key": "1"}, ["1"]),
        ({"key": "1 OR 1"}, []),
        ({"key": "'\\"}, []),
        ({"outcome": "refused"}, ["2"]),
        ({"outcome": "allowed"}, ["1"]),
        ({"outcome": "x"}, ["2", "1"]),
        ({"actor_kind__exact": "system"}, ["2"]),
        ({"at_from": "24/11/2026"}, ["2"]),
        ({"at_from": "2026-11-24"}, ["2"]),
        ({"at_to": "23/11/2026"}, ["1"]),
        ({"at_from": "23/11/2026", "at_to": "24/11/2026"}, ["2", "1"]),
        ({"at_from": "hôm qua", "at_to": "31/12/9999"}, ["2", "1"]),
        ({"at_from": "01/01/0001"}, ["2", "1"]),
    ],
)
def test_the_log_can_be_filtered(as_leader, query, found):
    looker = User.objects.create_user("can.bo.xem")
    access_entry(subjects="1", actor_kind="officer", officer=looker, at="2026-11-23T16:59:59Z")
    access_entry(
        subjects="2",
        action=Action.EXPORTED,
        subject_kind="personalrequest",
        allowed=False,
        at="2026-11-23T17:00:00Z",
    )
    assert shown_numbers(as_leader, **query) == found
