"""Procedures that people are least satisfied with."""

from datetime import UTC, date, datetime

import pytest

from feedback.models import PublishedFigure, SatisfactionRelease
from feedback.needs import weekly
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db


def publish(month, **satisfied_by_procedure):
    release = SatisfactionRelease.objects.create(
        month=month, at=datetime(2026, 11, 15, tzinfo=UTC), lines={}
    )
    for procedure, satisfied in satisfied_by_procedure.items():
        PublishedFigure.objects.create(
            release=release, office="", field="", procedure=procedure, measure="overall",
            first=month, last=month, count=10, total=40, satisfied=satisfied,
        )  # fmt: skip


def test_nothing_is_rated_low_before_anything_is_published():
    assert weekly.low_rated("") == []


def test_low_rated_procedures_of_three_months_come_lowest_first():
    poor, fair, good = (
        publish_procedure(short_name=name) for name in ("Cấp hộ chiếu", "Tạm trú", "Đăng ký xe")
    )
    publish(date(2026, 7, 1), **{good.pk: 0})  # too long ago
    publish(date(2026, 8, 1), **{fair.pk: 8})
    publish(date(2026, 10, 1), **{poor.pk: 5, fair.pk: 8, good.pk: 9})
    assert [(row.title, row.score.satisfied_percent) for row in weekly.low_rated("")] == [
        ("Cấp hộ chiếu", 50.0),
        ("Tạm trú", 80.0),
    ]
