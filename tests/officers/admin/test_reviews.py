"""Leaders review the accounts of their offices, and the review is recorded."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.desk.models import ChangeEntry
from officers.models import AccountReview
from officers.second_factor import devices
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:auth_user_review")


def officer_of(office, username, role=None, **values):
    user = offices.officer(office).user
    User.objects.filter(pk=user.pk).update(username=username, is_staff=True, **values)
    user.groups.set(Group.objects.filter(name=role))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def office():
    return offices.office("ca-xa-a", name="Công an xã Ao Sen")


@pytest.fixture
def leader(office):
    return officer_of(office, "lanh.dao", "Lãnh đạo")


@pytest.fixture
def client(leader):
    client = Client()
    client.force_login(leader)
    return client


def listed(client, **query):
    return [user.username for user in client.get(PAGE, query).context_data["cl"].result_list]


def mark(client, *users):
    return client.post(
        PAGE,
        {"action": "mark_reviewed", "_selected_action": [user.pk for user in users]},
        follow=True,
    )


def test_a_leader_sees_the_active_accounts_of_offices_below(client, office):
    officer_of(offices.office("to", parent=office), "to.vien")
    officer_of(offices.office("ca-xa-b"), "xa.khac")
    officer_of(office, "da.nghi", is_active=False)
    assert listed(client) == ["lanh.dao", "to.vien"]


def test_the_list_shows_last_use_roles_and_reviews(client, office):
    before = timezone.now() - timedelta(days=33)
    user = officer_of(
        office,
        "can.bo",
        "Cán bộ một cửa",
        last_login=before,
        date_joined=before,
        last_name="Trần",
        first_name="Bình",
    )
    devices.begin_set_up(user)
    html = client.get(PAGE).content.decode()
    for words in (
        "Trần Bình",
        "can.bo",
        "Cán bộ một cửa",
        "Công an xã Ao Sen",
        "33 ngày",
        "chưa lần nào",
    ):
        assert words in html, words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "idle"}, ["can.bo"]),
        ({"state": "no_role"}, ["can.bo"]),
        ({"reviewed": "yes"}, []),
    ],
)
def test_accounts_are_filtered_by_state(client, office, query, found):
    before = timezone.now() - timedelta(days=33)
    officer_of(office, "can.bo", last_login=before, date_joined=before)
    assert listed(client, **query) == found


def test_a_review_records_the_roles_of_that_day(client, leader, office):
    user = officer_of(office, "can.bo", "Cán bộ một cửa")
    mark(client, user)
    review = AccountReview.objects.get()
    assert (review.user, review.reviewer, review.roles) == (user, leader, "Cán bộ một cửa")
    assert ChangeEntry.objects.get().what == "Rà soát"
    assert listed(client, reviewed="yes") == ["can.bo"]
    for statement in (
        "UPDATE officers_accountreview SET roles = ''",
        "DELETE FROM officers_accountreview",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_review_expires(client, office, time_machine):
    user = officer_of(office, "can.bo")
    mark(client, user)
    assert "can.bo" not in listed(client, reviewed="no")
    AccountReview.objects.create(
        user=officer_of(office, "cu"), reviewer=user, at=timezone.now() - timedelta(days=91)
    )
    assert "cu" in listed(client, reviewed="no")


def test_nobody_can_review_their_own_account(client, leader):
    assert "do người khác rà soát" in mark(client, leader).content.decode()
    assert not AccountReview.objects.exists()


def test_accounts_of_another_office_cannot_be_reviewed(client):
    mark(client, officer_of(offices.office("ca-xa-b"), "xa.khac"))
    assert not AccountReview.objects.exists()


def test_the_list_costs_the_same_for_1_and_20_accounts(client, office):
    def queries():
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    one = queries()
    for number in range(20):
        officer_of(office, f"can.bo.{number}", "Biên tập")
    assert queries() == one
