"""How dossiers are stored."""

import pytest
from django.db import connection

from dossiers import actions
from tests.citizens.factories import PHONE
from tests.dossiers.factories import MACHINE, dossier

pytestmark = pytest.mark.django_db


def test_personal_data_is_encrypted_at_rest(now):
    secret = actions.issue_slip_secret(dossier(phone=PHONE, id_last4="7391").pk, MACHINE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM dossiers_dossier")
        text = " ".join(str(value) for value in cursor.fetchone())
    assert not any(value in text for value in ("12345678", "7391", secret))


def test_equal_id_digits_have_different_ciphertexts(now):
    one, other = dossier(phone=PHONE, id_last4="4321"), dossier(phone=PHONE, id_last4="4321")
    assert one.id_last4_hash != other.id_last4_hash
    assert one.phone_last4_hash != other.phone_last4_hash
