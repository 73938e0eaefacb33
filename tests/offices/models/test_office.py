"""The database and the model refuse impossible offices."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from offices.models import Level, Office
from tests.offices import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [
        {"latitude": 21.3},
        {"longitude": 105.4},
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)},
        {"parent_id": "ca-xa-a"},
        {"successor_id": "ca-xa-a"},
    ],
)
def test_the_database_refuses_impossible_offices(values):
    factories.office("ca-xa-a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.filter(pk="ca-xa-a").update(**values)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"latitude": 21.3}, "__all__"),
        ({"latitude": 105.4, "longitude": 21.3}, "latitude"),
        ({"id": "Ca Xa"}, "id"),
        ({"oa_id": "abc"}, "oa_id"),
        ({"phones": ["không có"]}, "phones"),
        ({"parent": None}, "parent"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)}, "__all__"),
    ],
)
def test_the_model_explains_refusals_in_vietnamese(values, wrong):
    row = Office(
        **{
            "id": "ca-xa-a",
            "kind": "commune",
            "name": "Công an xã A",
            "parent": factories.province(),
            **values,
        }
    )
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert wrong in refused.value.message_dict


@pytest.mark.parametrize("link", ["parent", "successor"])
def test_circles_of_offices_are_refused(link):
    first, second = factories.office("ca-xa-a"), factories.office("ca-xa-b")
    setattr(first, link, second)
    first.save()
    setattr(second, link, first)
    with pytest.raises(ValidationError, match="nối vòng"):
        second.full_clean()


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        ("province", Level.PROVINCE),
        ("department", Level.PROVINCE),
        ("reception_point", Level.PROVINCE),
        ("commune", Level.COMMUNE),
    ],
)
def test_the_level_follows_from_the_kind(kind, level):
    assert Office(kind=kind).level == level
