"""Rows created and inserted in bulk equal those that Django would save one by one."""

import pytest
from django.db import IntegrityError, transaction

from dossiers.models import ColumnName, Dossier, DossierEvent
from foundation.records.bulk_rows import insert_rows, new_row
from tests.dossiers.importing.conftest import frozen, load, province  # noqa: F401  # fixtures
from tests.dossiers.importing.making import good

VALUES = {"code": "G01-260916-890028", "office_id": "x", "applicant_name": "Nguyễn Văn A"}


def state(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize(
    ("model", "values"), [(Dossier, VALUES), (DossierEvent, {"dossier_id": 1, "number": 2})]
)
def test_a_row_has_the_values_and_defaults_of_the_model(model, values):
    row = new_row(model, values)
    assert state(row) == state(model(**values))
    assert row._state.adding


def test_mutable_defaults_are_not_shared():
    one, other = new_row(Dossier, VALUES), new_row(Dossier, VALUES)
    one.papers.append("Giấy khai sinh")
    assert other.papers == []


@pytest.mark.django_db
def test_a_related_row_can_be_set_later():
    from tests.offices.factories import office

    row = new_row(Dossier, {**VALUES, "office_id": None})
    row.office = office()
    assert row.office_id == row.office.pk


@pytest.mark.django_db
def test_rows_get_keys_and_keep_every_value(load):  # noqa: F811  # the fixture
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


@pytest.mark.django_db
def test_a_duplicate_code_is_an_integrity_error(load):  # noqa: F811  # the fixture
    load([good()])
    again = Dossier.objects.get()
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows([again])


@pytest.mark.django_db
def test_an_empty_list_inserts_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows([])
    assert not ColumnName.objects.exists()
