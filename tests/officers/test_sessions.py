"""A disabled account that is enabled again has no old session."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from officers.account_rules import disable_accounts
from officers.models import AccessChange
from officers.second_person import actions
from tests.for_each import for_each
from tests.officers.factories import access_change

pytestmark = pytest.mark.django_db
HOME = "/quan-tri/"


def officer(name):
    return User.objects.create_user(name, password="mat-khau-rat-dai", is_staff=True)


def signed_in(user):
    client = Client()
    client.force_login(user)
    assert client.get(HOME).status_code == 200
    return client


def close_by_page(user):
    user.is_active = False
    user.save()


def close_unused(user):
    disable_accounts([user])


def refuse(user):
    by, second = (
        User.objects.create_superuser(name, password="mat-khau-rat-dai") for name in ("a", "b")
    )
    actions.settle(access_change(user, by), second, AccessChange.Outcome.REFUSED)


@for_each("close", [close_by_page, close_unused, refuse])
def test_old_sessions_have_ended_when_an_account_is_enabled_again(close):
    user, other = officer("lan"), officer("hung")
    client, others = signed_in(user), signed_in(other)
    close(user)
    User.objects.filter(pk=user.pk).update(is_active=True)
    assert client.get(HOME).status_code == 302
    assert others.get(HOME).status_code == 200
    assert Session.objects.count() == 1


def test_saving_an_enabled_account_ends_nothing():
    user = officer("lan")
    client = signed_in(user)
    user.first_name = "Lan"
    user.save()
    assert client.get(HOME).status_code == 200
