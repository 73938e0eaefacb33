"""Demo accounts are created only where DEBUG and DEMO_ACCOUNTS are on."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from officers.demo_accounts import DEMO_PASSWORD, create_demo_officer, demo_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(settings):
    settings.DEBUG = settings.DEMO_ACCOUNTS = True


@pytest.mark.parametrize(("debug", "wanted"), [(False, True), (True, False), (False, False)])
def test_creating_needs_both_settings(settings, debug, wanted):
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
