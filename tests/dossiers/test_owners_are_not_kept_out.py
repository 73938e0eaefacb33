"""Strangers who guess at a dossier keep each other out, but not its owner."""

import pytest

from citizens import guessing
from dossiers import actions
from tests.citizens.factories import PHONE, citizen, client_of
from tests.dossiers.factories import MACHINE, dossier, new_code
from tests.dossiers.owners.test_lookup import ask
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "4321", "0000"


def guessed_at(code):
    """Let strangers guess at a code as often as may be; return it."""
    for _stranger in range(guessing.CODE_MISSES):
        assert ask(code, client_of(citizen()), id_last4=WRONG).status_code == 404
    return code


@pytest.fixture
def besieged(now):
    """Return a dossier at which strangers have guessed as often as may be."""
    made = dossier(phone=PHONE, id_last4=RIGHT)
    made.secret = actions.issue_slip_secret(made.pk, MACHINE)
    guessed_at(made.code)
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


def test_four_digits_of_two_numbers_still_open_it(besieged):
    for client in (client_of(citizen()), None):
        response = ask(besieged.code, client, phone_last4="5678", id_last4=RIGHT)
        assert response.json()["dossier"]["code"] == besieged.code


def test_who_is_kept_out_is_told_what_helps(besieged):
    for code in (besieged.code, guessed_at(new_code())):
        response = ask(code, id_last4=RIGHT)
        assert (response.status_code, response.json()["code"]) == (429, "code_guessed")
        assert "cả 4 số cuối điện thoại và 4 số cuối căn cước" in response.json()["detail"]


@for_each(("phone", "id_last4"), [("5678", WRONG), ("0000", RIGHT), ("0000", WRONG)])
def test_both_numbers_have_to_be_right(besieged, phone, id_last4):
    response = ask(besieged.code, phone_last4=phone, id_last4=id_last4)
    assert (response.status_code, response.json()["code"]) == (404, "dossier_not_found")


def test_a_dossier_with_one_of_both_numbers_is_opened_by_no_pair(now):
    row = dossier(phone=PHONE)
    assert ask(row.code, phone_last4="5678", id_last4=RIGHT).status_code == 404


def test_pairs_are_bounded_by_caller(besieged):
    client = client_of(citizen())
    asked = [
        ask(besieged.code, client, phone_last4="0000", id_last4=WRONG).status_code
        for _time in range(guessing.FREE_MISSES + 1)
    ]
    assert asked == [404] * guessing.FREE_MISSES + [429]


def test_pairs_have_a_bound_of_their_own(besieged, monkeypatch):
    """500 addresses with 20 tries each do not reach it, six times an hour."""
    assert guessing.PAIR_TRIES > 500 * 20 * 6
    assert 10**8 / guessing.PAIR_TRIES > 24 * 40
    monkeypatch.setattr(guessing, "PAIR_TRIES", 2)
    asked = [
        ask(besieged.code, client_of(citizen()), phone_last4="0000", id_last4=WRONG)
        for _stranger in range(3)
    ]
    assert [one.status_code for one in asked] == [404, 404, 429]
    owner = client_of(citizen(phone=PHONE))
    assert ask(besieged.code, owner, phone_last4="5678").status_code == 200
    assert ask(besieged.code, slip_secret=besieged.secret).status_code == 200


def test_a_secret_and_digits_are_two_attempts_in_one(besieged):
    response = ask(besieged.code, slip_secret=besieged.secret, id_last4=RIGHT)
    assert response.status_code == 400


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
