"""Mapping headers and office names, which is remembered."""

import pytest

from dossiers.importing import mapping, running
from dossiers.models import (
    OfficeName,
)
from tests.dossiers.importing.conftest import counts
from tests.dossiers.importing.making import good

pytestmark = pytest.mark.django_db


def test_mapped_headers_are_remembered(load):
    rows = [
        {
            "Ma so": good()["MaHoSo"],
            "Ma TT": "1.001456",
            "Buoc": "4",
            "Ngay": "16/09/2026",
            "Noi": "Công an phường Thanh Miếu",
        }
    ]
    batch = load(rows)
    assert batch.state == running.State.MAPPING
    meanings = {
        "Ma so": "code",
        "Ma TT": "procedure_code",
        "Buoc": "status",
        "Ngay": "accepted_at",
        "Noi": "office",
    }
    assert mapping.map_columns(batch.pk, meanings, None).state == running.State.CHECKING
    assert load(rows).created == 1


def test_a_mapped_office_is_remembered(load):
    rows = [good(DonViXuLy="CAP Thanh Miếu – Việt Trì")]
    batch = load(rows, apply=False)
    assert mapping.unknown_offices(batch) == ["CAP Thanh Miếu – Việt Trì"]
    mapping.map_office(batch.pk, "CAP Thanh Miếu – Việt Trì", "ca-phuong-thanh-mieu", None)
    list(running.work(batch.pk))
    batch.refresh_from_db()
    assert (counts(batch), OfficeName.objects.count()) == ((1, 0, 0, 0, 0), 1)
