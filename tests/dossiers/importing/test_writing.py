"""Bulk inserts are what saving one by one would be."""

import pytest
from django.db import IntegrityError, transaction

from dossiers.importing.writing import insert
from dossiers.models import ColumnName, Dossier, DossierEvent
from tests.dossiers.importing.making import good

pytestmark = pytest.mark.django_db


def test_rows_get_keys_and_keep_every_value(load):
    load(
        [
            good(
                TrangThaiHoSo="5",
                LyDo="Thiếu\t\\N",
                GiayToBoSung="Giấy «1»; Ảnh",
                HanBoSung="01/12/2026",
            )
        ]
    )
    dossier = Dossier.objects.get()
    assert (dossier.reason, dossier.papers, dossier.applicant_phone) == (
        "Thiếu \\N",
        ["Giấy «1»", "Ảnh"],
        "+84912345678",
    )
    assert DossierEvent.objects.order_by("-number").first().details["papers"] == ["Giấy «1»", "Ảnh"]
    load([good(29)])
    assert len({*Dossier.objects.values_list("pk", flat=True)}) == 2


def test_a_code_that_exists_is_an_integrity_error(load):
    load([good()])
    again = Dossier.objects.get()
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([again])


def test_nothing_is_inserted_as_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([])
    assert not ColumnName.objects.exists()
