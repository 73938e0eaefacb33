"""Who is notified of a change, and what the notice says."""

import pytest
from django.db import transaction
from django.utils import timezone

from citizens.models import Notice
from dossiers import actions
from dossiers.models import DossierEvent, Proof
from tests.citizens.factories import PHONE, citizen, erased_citizen
from tests.dossiers.factories import MACHINE, dossier, handler_of, move

pytestmark = pytest.mark.django_db


def told():
    return set(Notice.objects.values_list("citizen", "event"))


def test_owners_get_one_notice_per_change(now):
    owner, prover, _stranger = citizen(PHONE), citizen(), citizen("+84987654321")
    row = dossier(phone=PHONE)
    Proof.objects.create(citizen=prover, dossier=row, factor="slip_secret", at=timezone.now())
    move(row, "processing")
    assert told() == {
        (owner.pk, "dossier_accepted"),
        (owner.pk, "dossier_processing"),
        (prover.pk, "dossier_processing"),
    }
    actions.assign(row.pk, handler_of(row.office).pk, MACHINE)  # internal to the office
    assert len(told()) == 3


def test_unfollowed_blocked_and_erased_citizens_get_no_notice(now):
    muted, blocked = citizen(PHONE), citizen(blocked_at=timezone.now())
    row = dossier(phone=PHONE)
    Notice.objects.all().delete()
    muted.dossier_follows.create(dossier=row, active=False, at=timezone.now())
    for somebody in (blocked, erased_citizen()):
        Proof.objects.create(citizen=somebody, dossier=row, factor="id_last4", at=timezone.now())
    move(row, "processing")
    assert told() == set()


def test_a_rolled_back_change_sends_no_notice(now):
    citizen(PHONE)
    row = dossier(phone=PHONE)
    with transaction.atomic():
        move(row, "processing")
        transaction.set_rollback(True)
    assert {event for _who, event in told()} == {"dossier_accepted"}


def test_a_notice_holds_no_personal_data(now):
    citizen(PHONE)
    move(
        dossier(phone=PHONE, id_last4="7391"),
        "supplement_required",
        reason="Lý do riêng",
        internal_note="Ghi chú riêng",
    )
    texts = " ".join(
        f"{notice.title} {notice.text} {notice.values}" for notice in Notice.objects.all()
    )
    assert "03/12/2026" in texts  # ten days from today
    assert not any(
        word in texts for word in ("Bưởi", "7391", "12345678", "riêng", "Giấy khai sinh")
    )


def test_every_change_has_a_notice_event(now):
    from citizens.notices.events import events
    from dossiers.models import Kind
    from dossiers.notifying import event_name
    from dossiers.workflow import Status

    names = {event_name(DossierEvent(kind="transition", status_to=status)) for status in Status}
    names |= {event_name(DossierEvent(kind=kind, status_to="accepted")) for kind in Kind} - {None}
    assert names <= {event.name for event in events()}
    assert len(names) == len(Status) + 3
