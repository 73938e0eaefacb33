"""Every possible request to GET satisfaction/, taken together, reveals no small group."""

import random
from datetime import date
from itertools import product

import pytest
from django.test import Client

from feedback.models import RatingTotal
from feedback.satisfaction import publishing, rating_totals
from feedback.satisfaction.snapshot import held
from foundation.records import counters
from offices.models import Field, Office
from procedures.publishing.snapshot import catalogue
from tests.feedback.satisfaction.solving import small_groups
from tests.offices.factories import field, office, province
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
MONTHS = [date(2026, month, 1) for month in (7, 8, 9)]
FIELDS = {"cutru": ["tam-tru", "thuong-tru"], "cancuoc": ["cap-moi"]}
LINES = {"tinh": [], "a": ["a"], "b": ["b"], "d": ["d"], "d1": ["d", "d1"]}
PATH = "/api/v1/satisfaction/"


@pytest.fixture
def directory(settings):
    settings.THROTTLES = {**settings.THROTTLES, "catalogue": 100_000}
    province()
    department = office("d", kind=Office.Kind.DEPARTMENT, name="Phòng D")
    office("d1", kind=Office.Kind.RECEPTION_POINT, name="Điểm D1", parent=department)
    office("a")
    office("b")
    for code, procedures in FIELDS.items():
        for procedure in procedures:
            publish_procedure(id=procedure, short_name=procedure, field=field(code))
    catalogue.refresh()


def ratings(chance):
    """Return sparse marks by month, office, field and procedure, as small offices have them."""
    places = [
        (month, *place)
        for month, place in product(
            MONTHS, product(LINES, [(f, p) for f, found in FIELDS.items() for p in found])
        )
    ]
    chosen = chance.sample(places, 30)
    return {
        (m, o, *fp): [chance.randint(1, 5) for _one in range(chance.choice([1, 1, 2, 3, 4, 6]))]
        for m, o, fp in chosen
    }


def store(marks):
    sums = {
        rating_totals.Key(*place, 1, "overall"): {
            "count": len(given),
            "total": sum(given),
            "satisfied": sum(mark >= 4 for mark in given),
        }
        for place, given in marks.items()
    }
    counters.add(RatingTotal, RatingTotal.KEYS, sums)


def questions():
    """Yield every combination of parameters with its meaning."""
    inside = [
        {},
        *({"field": code} for code in FIELDS),
        *({"procedure": p} for found in FIELDS.values() for p in found),
    ]
    spans = [(first, last) for first in MONTHS for last in MONTHS if first <= last]
    for where, what, (first, last) in product(
        [{}, *({"office": key} for key in LINES)], inside, spans
    ):
        yield {**where, **what, "since": f"{first:%Y-%m}", "until": f"{last:%Y-%m}"}


def counts(asked, point, place):
    """Return True if a point of the answer counts the ratings of a place."""
    month, office_id, field_id, procedure_id = place
    return (
        asked.get("office", "tinh") in ["tinh", *LINES[office_id]]
        and asked.get("field") in (None, field_id)
        and asked.get("procedure") in (None, procedure_id)
        and point["since"] <= f"{month:%Y-%m}" <= point["until"]
    )


def marks_of(asked, point, marks):
    return [mark for place, given in marks.items() if counts(asked, point, place) for mark in given]


def check(score, given):
    assert score["count"] == len(given)
    assert score["mean"] == round(sum(given) / len(given), 2)
    assert score["satisfied_percent"] == round(
        100 * sum(mark >= 4 for mark in given) / len(given), 1
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_all_answers_together_reveal_no_small_group(directory, seed):
    marks, rows = ratings(random.Random(seed)), []  # noqa: S311  # the same data each time
    store(marks)
    # repeated after each publication
    for day in (
        date(2026, 8, 14),
        date(2026, 8, 15),
        date(2026, 9, 15),
        date(2026, 10, 15),
    ):
        publishing.publish_due_months(day)
        held.refresh()
        for asked in questions():
            answer = Client().get(PATH, asked).json()
            for point in answer["trend"]:
                check(point, marks_of(asked, point, marks))
                rows.append([int(counts(asked, point, place)) for place in marks])
            if answer["overall"]:
                check(
                    answer["overall"],
                    [mark for point in answer["trend"] for mark in marks_of(asked, point, marks)],
                )
            else:
                assert answer["trend"] == []
    assert len(set(map(tuple, rows))) > 8  # the test had something to solve
    assert list(small_groups(rows, [len(given) for given in marks.values()])) == []


def test_the_test_data_has_fields_and_offices(directory):
    assert set(FIELDS) <= set(Field.objects.values_list("pk", flat=True))
    assert set(LINES) == set(Office.objects.values_list("pk", flat=True))
