"""Export, erasure and access log of dossiers."""

import pytest
from django.utils import timezone

from citizens import access_log
from citizens.actions import erase
from citizens.models import Erasure, LookupTry
from citizens.privacy import personal_data_registry
from dossiers import actions
from dossiers.models import Dossier, Follow, Proof
from tests.citizens.factories import PHONE, citizen, client_of, lookup_try
from tests.dossiers.factories import MACHINE, dossier, move

pytestmark = pytest.mark.django_db


def part(name):
    return next(part for part in personal_data_registry.parts() if part.name == name)


def test_the_export_leaves_out_internal_notes(now):
    who = citizen(PHONE)
    own = move(
        dossier(phone=PHONE, applicant_name="Trần Thị Bưởi", id_last4="7391"),
        "suspended",
        internal_note="Nghi giả mạo",
    )
    proved, foreign = dossier(applicant_name="Người Khác", phone="+84987654321"), dossier()
    Proof.objects.create(citizen=who, dossier=proved, factor="slip_secret", at=timezone.now())
    exported = client_of(who).get("/api/v1/me/export/").content.decode()
    assert all(
        text in exported
        for text in (own.code, proved.code, "Trần Thị Bưởi", "Chờ xác minh", "7391", PHONE)
    )
    assert not any(
        text in exported for text in (foreign.code, "Nghi giả mạo", "Người Khác", "84987654321")
    )


def test_erasing_keeps_the_dossiers_without_the_citizen(now):
    who, other = citizen(PHONE), citizen()
    row = dossier(phone=PHONE)
    for somebody in (who, other):
        Proof.objects.create(citizen=somebody, dossier=row, factor="id_last4", at=timezone.now())
        Follow.objects.create(citizen=somebody, dossier=row, active=False, at=timezone.now())
    lookup_try(citizen=who)
    kept = erase(who, Erasure.Cause.OWN_WISH).kept
    assert any("Luật Lưu trữ" in one.reason for one in kept)
    assert [proof.citizen for proof in Proof.objects.all()] == [other]
    assert [follow.citizen for follow in Follow.objects.all()] == [other]
    assert (Dossier.objects.count(), row.events.count(), LookupTry.objects.count()) == (1, 1, 1)


def test_after_erasing_the_phone_may_belong_to_another_citizen(now):
    row = dossier(phone=PHONE)
    erase(citizen(PHONE), Erasure.Cause.OWN_WISH)
    back = citizen(PHONE)
    assert client_of(back).get(f"/api/v1/dossiers/{row.code}/").status_code == 200


def test_the_export_lists_looks_at_dossiers(now):
    who, row = citizen(PHONE), dossier(phone=PHONE)
    dossier()
    kind = next(kind for kind in access_log.kinds() if kind.name == "dossier")
    assert list(kind.keys_of(who)) == [row.pk]


def test_the_export_is_valid_json(now):
    who = citizen(PHONE)
    row = dossier(phone=PHONE)
    client = client_of(who)
    client.post(
        "/api/v1/dossiers/lookup/",
        {"code": row.code, "id_last4": "0000"},
        content_type="application/json",
    )
    client.delete(f"/api/v1/dossiers/{row.code}/follow/")
    ties, lookups = part("dossier_ties").export(who), part("lookups").export(who)
    assert (ties["follows"][0]["active"], lookups[0]["hit"]) == (False, False)
    actions.issue_slip_secret(row.pk, MACHINE)
