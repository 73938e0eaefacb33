"""Behind our proxy, a guesser of passwords is identified by their own address, not the proxy's."""

import pytest
from axes.models import AccessAttempt
from django.conf import settings as configured
from django.test import Client

pytestmark = pytest.mark.django_db
SIGN_IN = "/quan-tri/login/"
PROXY, GUESSER, OFFICER = "127.0.0.1", "203.0.113.66", "198.51.100.7"
RIGHT, WRONG = "mat-khau-rat-dai", "sai"


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings, django_user_model):
    """Put nginx in front, and give the officer an account."""
    settings.NUM_PROXIES = 1
    django_user_model.objects.create_superuser("canbo", password=RIGHT)


def sign_in(forwarded, password):
    """Return the status of a try through nginx, with `forwarded` as X-Forwarded-For."""
    client = Client(REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": forwarded})
    return client.post(SIGN_IN, {"username": "canbo", "password": password}).status_code


def guess(times=configured.AXES_FAILURE_LIMIT, forwarded=GUESSER):
    """Try wrong passwords, and return the status of the last."""
    return [sign_in(forwarded, WRONG) for _time in range(times)][-1]


def test_wrong_passwords_from_one_address_do_not_affect_another():
    assert guess() == 429
    assert sign_in(OFFICER, RIGHT) == 302


def test_wrong_passwords_block_even_the_right_one_from_the_same_address():
    guess()
    assert sign_in(GUESSER, RIGHT) == 429


def test_forged_entries_do_not_restart_the_count():
    for number in range(configured.AXES_FAILURE_LIMIT):
        sign_in(f"10.0.0.{number}, {GUESSER}", WRONG)
    assert sign_in(f"10.0.0.99, {GUESSER}", RIGHT) == 429


def test_a_guesser_cannot_lock_an_officer_out_with_a_forged_address():
    guess(forwarded=f"{OFFICER}, {GUESSER}")
    assert sign_in(OFFICER, RIGHT) == 302


def test_the_list_of_failed_sign_ins_shows_the_guesser():
    guess(times=1, forwarded=f"10.0.0.1, {GUESSER}")
    assert [attempt.ip_address for attempt in AccessAttempt.objects.all()] == [GUESSER]


def test_an_invalid_forwarded_entry_counts_for_the_proxy():
    assert guess(times=1, forwarded="x" * 300) == 200
    assert [attempt.ip_address for attempt in AccessAttempt.objects.all()] == [PROXY]
