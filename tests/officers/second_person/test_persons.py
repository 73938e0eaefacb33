"""Somebody with two accounts is one person, wherever a second one is needed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from announcements.actions import reviewing
from announcements.actions.moving import flow
from announcements.workflow import Move
from foundation.api.problems import Problem
from officers.models import AccessChange
from officers.second_person import actions, persons
from officers.second_person.persons import is_one_of
from tests.announcements import factories as announcements
from tests.officers.factories import PASSWORD, access_change, account
from tests.offices import factories as offices
from tests.procedures.admin.browser import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return account("mot")


@pytest.fixture
def second():
    return account("hai")


def let_in(account, by, days_ago=1, **values):
    when = timezone.now() - timedelta(days=days_ago)
    values = {"lets_in": True, "changed_at": when, **values}
    return access_change(account, by, **values)


def are_one(first, second):
    both = {is_one_of(first, [second.pk]), is_one_of(second, [first.pk])}
    assert len(both) == 1
    return both.pop()


def test_two_accounts_are_two_persons(first, second):
    assert not are_one(first, second)
    assert not is_one_of(first, [None])
    assert is_one_of(first, [second.pk, first.pk])


def test_accounts_with_one_address_are_one_person(first, second):
    first.email, second.email = "Tran.Binh@congan.example.vn", " tran.binh@congan.example.vn"
    first.save()
    second.save()
    assert are_one(first, second)


def test_accounts_without_an_address_share_none(first, second):
    first.email = second.email = ""
    first.save()
    second.save()
    assert not are_one(first, second)


def test_who_opened_an_account_lately_counts_as_its_holder(first, second):
    let_in(second, first)
    assert are_one(first, second)


def test_also_by_way_of_a_third_account(first, second):
    between = account()
    let_in(between, first)
    let_in(second, between)
    assert are_one(first, second)


def test_two_whose_accounts_the_same_person_opened_are_two(first, second):
    administrator = account()
    let_in(first, administrator)
    let_in(second, administrator)
    assert not are_one(first, second)


def test_after_some_days_the_account_is_its_holders(first, second, settings):
    let_in(second, first, days_ago=settings.SECOND_PERSON_DAYS + 1)
    assert not are_one(first, second)


def test_a_password_that_the_other_still_knows_does_not_grow_old(first, second, settings):
    let_in(second, first, settings.SECOND_PERSON_DAYS + 1, is_password_known=True)
    assert are_one(first, second)


def test_who_gave_a_role_cannot_sign_in_by_it(first, second):
    let_in(second, first, lets_in=False)
    assert not are_one(first, second)


def test_openings_in_a_circle_end(first, second):
    third = account()
    let_in(first, third)
    let_in(third, first)
    assert not are_one(first, second)


# --- what administrators do ----------------------------------------------------------------------


@pytest.fixture
def administrator(client):
    user = account("quan.tri", "Quản trị hệ thống")
    client.force_login(user)
    return user


def new_account(client):
    typed = {
        "username": "quan.tri.moi",
        "last_name": "Lê",
        "first_name": "An",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "posts-0-office": offices.office().pk,
        "posts-0-public_name": "Lê An",
    }
    page = reverse("admin:auth_user_add")
    client.post(page, fields_of(client.get(page), "user_form") | typed)


def set_password(client, user):
    page = reverse("admin:auth_user_password_change", args=[user.pk])
    client.post(page, {"password1": PASSWORD + "x", "password2": PASSWORD + "x"})


def forget_phone(client, user):
    ticked = {"action": "forget_second_factor", "_selected_action": [user.pk]}
    client.post(reverse("admin:auth_user_changelist"), ticked)


def test_a_new_account_is_its_makers(client, administrator):
    new_account(client)
    made = AccessChange.objects.get().account
    assert is_one_of(made, [administrator.pk])


@pytest.mark.parametrize("act", [set_password, forget_phone])
def test_whoever_could_get_in_is_no_second_person(client, administrator, second, act):
    act(client, second)
    assert is_one_of(second, [administrator.pk])


def test_a_role_that_was_given_leaves_two_persons(administrator, second):
    actions.hold(second, administrator, "Thêm: vai trò")
    assert not is_one_of(second, [administrator.pk])


# --- where a second person is needed -------------------------------------------------------------


def test_the_other_account_confirms_no_account(first):
    other = account(role="Quản trị hệ thống")
    let_in(other, first, outcome="confirmed", settled_at=timezone.now())
    change = access_change(account(), first)
    assert actions.why_not(change, other) == persons.SAME_PERSON
    assert actions.why_not(change, account(role="Quản trị hệ thống")) == ""


def test_the_other_account_confirms_no_wider_office(first):
    other = account(role="Quản trị hệ thống")
    let_in(other, first, outcome="confirmed", settled_at=timezone.now())
    change = AccessChange.objects.create(office=offices.office(), changed_by=first, what="Chuyển")
    assert actions.why_not(change, other) == persons.SAME_PERSON


def test_the_other_account_approves_no_announcement():
    row = announcements.submitted()
    approver = announcements.approver_of(row.office)
    author = row.authors.get()
    let_in(approver, author)
    assert Move.APPROVE not in flow.lawful_moves(row, approver)
    with pytest.raises((PermissionDenied, Problem)):
        reviewing.approve(row, approver)
    assert Move.APPROVE in flow.lawful_moves(row, announcements.approver_of(row.office))
