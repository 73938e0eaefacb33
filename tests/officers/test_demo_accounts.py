"""Demo accounts: only ever where DEBUG is on."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client

from officers.demo_accounts import DEMO_PASSWORD, create_demo_officer, demo_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(settings):
    settings.DEBUG = settings.DEMO_ACCOUNTS = True


@pytest.mark.parametrize(("debug", "wanted"), [(False, True), (True, False), (False, False)])
def test_refused_unless_both_settings_are_on(settings, debug, wanted):
    settings.DEBUG, settings.DEMO_ACCOUNTS = debug, wanted
    with pytest.raises(ImproperlyConfigured):
        create_demo_officer()
    assert not User.objects.exists()


def test_the_printed_password_signs_in(trial):
    officer = create_demo_officer()
    response = Client().post(
        "/quan-tri/login/?next=/quan-tri/",
        {"username": officer.username, "password": DEMO_PASSWORD},
    )
    assert (response.status_code, response["Location"]) == (302, "/quan-tri/")


def test_creating_again_resets_the_password(trial):
    create_demo_officer().set_password("khac")
    assert create_demo_officer().check_password(DEMO_PASSWORD)
    assert demo_accounts().count() == 1


def test_deleting_leaves_real_officers_alone(trial):
    create_demo_officer()
    User.objects.create_user("canbo")
    User.objects.create_user("democratic")
    out = StringIO()
    call_command("delete_demo_accounts", stdout=out)
    assert out.getvalue() == "Đã xoá 1 tài khoản.\n"
    assert set(User.objects.values_list("username", flat=True)) == {"canbo", "democratic"}


def test_deleting_works_in_production(settings, trial):
    create_demo_officer()
    settings.DEBUG = False
    call_command("delete_demo_accounts", stdout=StringIO())
    assert not demo_accounts().exists()
