"""Strangers who guess at a dossier keep each other out, but not its owner."""

import pytest

from citizens import guessing
from dossiers import actions
from tests.citizens.factories import PHONE, citizen, client_of
from tests.dossiers.factories import MACHINE, dossier, new_code
from tests.dossiers.test_lookup import ask

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "4321", "0000"


@pytest.fixture
def besieged(now):
    """Return a dossier at which strangers have guessed as often as may be."""
    made = dossier(phone=PHONE, id_last4=RIGHT)
    made.secret = actions.issue_slip_secret(made.pk, MACHINE)
    for _stranger in range(guessing.CODE_MISSES):
        assert ask(made.code, client_of(citizen()), id_last4=WRONG).status_code == 404
    return made


def test_a_slip_still_opens_the_dossier(besieged):
    response = ask(besieged.code, slip_secret=besieged.secret)
    assert response.json()["dossier"]["code"] == besieged.code


def test_the_verified_phone_still_opens_the_dossier(besieged):
    owner = client_of(citizen(phone=PHONE))
    assert ask(besieged.code, owner, phone_last4="5678").json()["dossier"]["code"] == besieged.code
    assert ask(besieged.code, owner, id_last4=RIGHT).status_code == 200


def test_four_digits_open_it_to_nobody_else(besieged):
    for client in (client_of(citizen()), client_of(citizen(phone="+84987654321")), None):
        assert ask(besieged.code, client, id_last4=RIGHT).status_code == 429
        assert ask(besieged.code, client, phone_last4="5678").status_code == 429


def test_a_verified_phone_passes_at_no_other_dossier(besieged):
    owner = client_of(citizen(phone=PHONE))
    unknown = new_code()
    for _stranger in range(guessing.CODE_MISSES):
        ask(unknown, client_of(citizen()), id_last4=WRONG)
    assert ask(unknown, owner, id_last4=WRONG).status_code == 429


def test_wrong_secrets_of_slips_do_not_count_as_guesses_of_digits(now):
    row = dossier(id_last4=RIGHT)
    for _stranger in range(guessing.CODE_MISSES):
        assert ask(row.code, client_of(citizen()), slip_secret="AAAABBBBCCCC").status_code == 404
    assert ask(row.code, client_of(citizen()), id_last4=RIGHT).status_code == 200


def test_who_guesses_secrets_is_still_bounded_as_a_caller(now):
    row, client = dossier(), client_of(citizen())
    misses = [
        ask(row.code, client, slip_secret="AAAABBBBCCCC").status_code
        for _time in range(guessing.FREE_MISSES + 1)
    ]
    assert misses == [404] * guessing.FREE_MISSES + [429]
