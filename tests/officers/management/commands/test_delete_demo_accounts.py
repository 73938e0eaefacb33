"""Demo accounts are deleted, also in production."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from officers.demo_accounts import create_demo_officer, demo_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(settings):
    settings.DEBUG = settings.DEMO_ACCOUNTS = True


def test_real_accounts_are_kept(trial):
    create_demo_officer()
    User.objects.create_user("canbo")
    User.objects.create_user("democratic")
    out = StringIO()
    call_command("delete_demo_accounts", stdout=out)
    assert out.getvalue() == "Đã xoá 1 tài khoản.\n"
    assert set(User.objects.values_list("username", flat=True)) == {"canbo", "democratic"}


def test_demo_accounts_are_deleted_in_production_too(settings, trial):
    create_demo_officer()
    settings.DEBUG = False
    call_command("delete_demo_accounts", stdout=StringIO())
    assert not demo_accounts().exists()
