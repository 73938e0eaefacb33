"""A row that is made is the row that Django's constructor makes."""

import pytest

from dossiers.making import made
from dossiers.models import Dossier, DossierEvent

VALUES = {"code": "G01-260916-890028", "office_id": "x", "applicant_name": "Nguyễn Văn A"}


def state(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize(
    ("model", "values"), [(Dossier, VALUES), (DossierEvent, {"dossier_id": 1, "number": 2})]
)
def test_it_has_the_values_and_the_defaults_of_the_model(model, values):
    row = made(model, values)
    assert state(row) == state(model(**values))
    assert row._state.adding


def test_a_default_that_can_change_is_each_row_s_own():
    one, other = made(Dossier, VALUES), made(Dossier, VALUES)
    one.papers.append("Giấy khai sinh")
    assert other.papers == []


@pytest.mark.django_db
def test_a_related_row_can_be_set_afterwards():
    from tests.offices.factories import office

    row = made(Dossier, {**VALUES, "office_id": None})
    row.office = office()
    assert row.office_id == row.office.pk
