"""Assigning officers, fees and applicants."""

from datetime import date

import pytest
from django.utils import timezone

from dossiers import actions
from dossiers.actions import Applicant
from dossiers.models import Dossier, Factor, Proof
from tests.citizens.factories import PHONE, citizen
from tests.dossiers.actions.refusing import refused
from tests.dossiers.factories import MACHINE, dossier, handler_of, move
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def test_a_dossier_is_assigned_to_an_officer_who_can_see_it(now):
    row = dossier(office=offices.office("ca-xa-a"))
    post, foreign = handler_of(row.office), handler_of(offices.office("ca-xa-b"))
    above = handler_of(offices.province())
    left = handler_of(row.office, valid_to=date(2026, 1, 1))
    for nobody in (foreign, left):
        assert refused(actions.assign, row.pk, nobody.pk, MACHINE) == {
            "officer": ["unknown_officer"]
        }
    for somebody in (post, above):
        assert actions.assign(row.pk, somebody.pk, MACHINE).kind == "assignment"
    assert Dossier.objects.get().officer == above
    actions.assign(row.pk, None, MACHINE)
    assert Dossier.objects.get().officer is None


def test_the_fee_can_be_corrected_while_it_is_due(now):
    row = dossier()
    assert refused(actions.set_fee, row.pk, 5, MACHINE) == {"fee": ["no_fee_asked"]}
    move(row, "payment_required")
    assert refused(actions.set_fee, row.pk, 0, MACHINE) == {"fee": ["fee_missing"]}
    assert actions.set_fee(row.pk, 90_000, MACHINE).details == {"fee": 90_000}
    assert Dossier.objects.get().fee_due == 90_000


def test_correcting_the_phone_removes_wrong_proofs(now):
    row = dossier(phone=PHONE, id_last4="4321")
    for factor in Factor:
        Proof.objects.create(citizen=citizen(), dossier=row, factor=factor, at=timezone.now())
    actions.set_applicant(row.pk, Applicant(name="Lê Văn Đạt", phone="+84987654321"), MACHINE)
    row.refresh_from_db()
    assert (row.applicant_folded, row.applicant_phone) == ("le van dat", "+84987654321")
    assert set(row.proofs.values_list("factor", flat=True)) == {"id_last4", "slip_secret"}
    # the same phone: the proof was right
    actions.set_applicant(row.pk, Applicant(id_last4="4321"), MACHINE)
    assert row.proofs.filter(factor="id_last4").exists()
    actions.issue_slip_secret(row.pk, MACHINE)
    assert set(row.proofs.values_list("factor", flat=True)) == {"id_last4"}
