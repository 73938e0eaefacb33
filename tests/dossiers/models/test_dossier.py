"""How dossiers are stored."""

import pytest

from dossiers import actions
from tests import kept_rows
from tests.citizens.factories import PHONE
from tests.dossiers.factories import MACHINE, dossier

pytestmark = pytest.mark.django_db


def test_personal_data_is_encrypted_at_rest(now):
    secret = actions.issue_slip_secret(dossier(phone=PHONE, id_last4="7391").pk, MACHINE)
    text = kept_rows.read_clear("dossiers_dossier")
    assert not any(value in text for value in ("12345678", "7391", secret))


def test_equal_id_digits_have_different_ciphertexts(now):
    one, other = dossier(phone=PHONE, id_last4="4321"), dossier(phone=PHONE, id_last4="4321")
    assert one.id_last4_hash != other.id_last4_hash
    assert one.phone_last4_hash != other.phone_last4_hash
