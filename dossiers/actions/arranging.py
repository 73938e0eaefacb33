"""What an office arranges: the officer in charge, the fee, the applicant, the receipt slip."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from dossiers import workflow
from dossiers.actions import effects
from dossiers.actions.effects import Author
from dossiers.actions.writing import lock, raise_refusals, refuse_field, save_with_event
from dossiers.models import DossierEvent, Factor, Kind, Proof
from dossiers.owners.applicant import (
    factor_hash,
    id_columns,
    name_columns,
    new_slip_secret,
    phone_columns,
)
from dossiers.querysets import posts_that_see
from dossiers.validators import clean_slip_secret
from dossiers.workflow import Facts, Status


@transaction.atomic
def assign(
    dossier_id: int, officer_id: int | None, by: Author, *, seen: int | None = None
) -> DossierEvent:
    """Put an officer in charge, or nobody."""
    dossier = lock(dossier_id, by, seen)
    if officer_id is not None and not may_handle(officer_id, dossier.office_id):
        refuse_field(
            "officer", "unknown_officer", "Cán bộ này không phụ trách được hồ sơ của đơn vị."
        )
    if officer_id == dossier.officer_id:
        refuse_field("officer", "same_officer", "Cán bộ này đang phụ trách hồ sơ.")
    dossier.officer_id = officer_id
    return save_with_event(
        dossier, effects.next_event(dossier, Kind.ASSIGNMENT, by, timezone.now())
    )


def may_handle(officer_id: int, office_id: str) -> bool:
    """Return True if the officer holds a post today that sees the office's dossiers."""
    return posts_that_see(office_id).filter(pk=officer_id).exists()


@transaction.atomic
def set_fee(
    dossier_id: int, fee: int, by: Author, *, reason: str = "", seen: int | None = None
) -> DossierEvent:
    """Correct the amount that the citizen has to pay."""
    dossier = lock(dossier_id, by, seen)
    if dossier.status != Status.PAYMENT_REQUIRED:
        refuse_field("fee", "no_fee_asked", "Chỉ sửa được số tiền khi hồ sơ đang chờ nộp tiền.")
    facts = Facts(timezone.now(), reason=reason, fee=fee)
    raise_refusals(workflow.missing(Status.PAYMENT_REQUIRED, facts))
    dossier.fee_due = fee
    return save_with_event(
        dossier,
        effects.next_event(
            dossier, Kind.FEE, by, timezone.now(), facts=facts, details={"fee": fee}
        ),
    )


@dataclass(frozen=True)
class Applicant:
    """A correction of who applied, with clean values. None leaves a value; "" removes it."""

    name: str | None = None
    phone: str | None = None
    id_last4: str | None = None
    id_number_hash: str = ""


@transaction.atomic
def set_applicant(
    dossier_id: int, applicant: Applicant, by: Author, *, seen: int | None = None
) -> DossierEvent:
    """Correct who applied. Proofs given with the wrong value are deleted."""
    dossier = lock(dossier_id, by, seen)
    columns = name_columns(applicant.name) if applicant.name is not None else {}
    if applicant.phone is not None and applicant.phone != dossier.applicant_phone:
        columns |= phone_columns(dossier.code, applicant.phone)
        Proof.objects.filter(dossier=dossier, factor=Factor.PHONE_LAST4).delete()
    id_is_other = applicant.id_last4 is not None and applicant.id_last4 != dossier.id_last4
    if id_is_other or applicant.id_number_hash:
        columns |= id_columns(dossier.code, applicant.id_last4 or "", applicant.id_number_hash)
    if id_is_other:
        Proof.objects.filter(dossier=dossier, factor=Factor.ID_LAST4).delete()
    for column, value in columns.items():
        setattr(dossier, column, value)
    return save_with_event(dossier, effects.next_event(dossier, Kind.CONTACT, by, timezone.now()))


@transaction.atomic
def issue_slip_secret(dossier_id: int, by: Author, *, seen: int | None = None) -> str:
    """Return a new secret for the receipt slip, to be printed and stored nowhere.

    The earlier secret and its proofs end.
    """
    dossier = lock(dossier_id, by, seen)
    secret = new_slip_secret()
    dossier.slip_hash = factor_hash(Factor.SLIP_SECRET, dossier.code, clean_slip_secret(secret))
    Proof.objects.filter(dossier=dossier, factor=Factor.SLIP_SECRET).delete()
    save_with_event(dossier, effects.next_event(dossier, Kind.SLIP, by, timezone.now()))
    return secret
