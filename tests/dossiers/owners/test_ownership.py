"""What shows that a dossier is a citizen's own."""

import pytest
from django.utils import timezone

from dossiers.models import Factor, Ownership, Proof
from dossiers.owners.ownership import ownership_of
from tests.citizens.factories import citizen, client_of
from tests.dossiers.factories import dossier

pytestmark = pytest.mark.django_db
PHONE = "+84912345678"


@pytest.mark.parametrize(
    ("factor", "expected"),
    [(Factor.PHONE_LAST4, None), (Factor.ID_LAST4, None), (Factor.SLIP_SECRET, Ownership.SLIP)],
)
def test_four_digits_show_nothing_and_a_slip_does(factor, expected):
    who, row = citizen(), dossier(phone=PHONE)
    Proof.objects.create(citizen=who, dossier=row, factor=factor, at=timezone.now())
    assert ownership_of(who, row) == expected


def test_a_verified_phone_is_stronger_than_a_slip():
    who, row = citizen(phone=PHONE), dossier(phone=PHONE)
    Proof.objects.create(citizen=who, dossier=row, factor="slip_secret", at=timezone.now())
    assert ownership_of(who, row) == Ownership.PHONE


def test_without_phones_nothing_is_equal():
    assert ownership_of(citizen(), dossier(phone="")) is None


def test_a_slip_takes_the_place_of_four_digits_and_not_the_reverse():
    from dossiers.actions import issue_slip_secret
    from tests.dossiers.factories import MACHINE

    who, row = citizen(), dossier(phone=PHONE)
    secret = issue_slip_secret(row.pk, MACHINE)
    client = client_of(who)

    def look_up(**factor):
        body = {"code": row.code, **factor}
        path = "/api/v1/dossiers/lookup/"
        assert client.post(path, body, content_type="application/json").status_code == 200
        return Proof.objects.get().factor

    assert look_up(phone_last4="5678") == "phone_last4"
    assert look_up(slip_secret=secret) == "slip_secret"
    assert look_up(phone_last4="5678") == "slip_secret"
