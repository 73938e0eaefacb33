"""Totals equal the sum of the ratings after every change and concurrent write."""

import threading
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from feedback.models import Rating, RatingTotal
from feedback.satisfaction import rating_totals
from foundation.records import counters
from tests.citizens.factories import client_of
from tests.feedback.factories import commune, rating
from tests.feedback.ratings.conftest import finished
from tests.offices.factories import field, office
from tests.procedures.factories import publish_procedure

OCTOBER = date(2026, 10, 5)


def counted(**values):
    with transaction.atomic():
        made = rating(**{"rated_on": OCTOBER, **values})
        rating_totals.count_rating(made)
    return made


def rows(measure="overall"):
    return sorted(
        RatingTotal.objects.filter(measure=measure).values_list(
            "office_id", "field", "procedure", "count", "total", "satisfied"
        )
    )


def replace(old, **values):
    Rating.objects.filter(pk=old.pk).update(current=False)
    new = rating(
        office=old.office,
        field=old.field,
        rated_on=OCTOBER,
        rater_hash=old.rater_hash,
        version=2,
        **values,
    )
    rating_totals.count_rating(new, replaced=old)
    return new


@pytest.mark.django_db
def test_ratings_add_up_by_place_and_measure():
    publish_procedure(id="tam-tru", short_name="Tạm trú", field=field("cutru"))
    here = {"office": commune(), "field_id": "cutru", "procedure_id": "tam-tru"}
    counted(**here, overall=5, aspects={"time": 2, "result": 4})
    counted(**here, overall=3, aspects={"time": 4})
    counted(office=commune(), overall=4)
    assert rows() == [
        ("ca-phuong-thanh-mieu", "", "", 1, 4, 1),
        ("ca-phuong-thanh-mieu", "cutru", "tam-tru", 2, 8, 1),
    ]
    assert rows("time") == [("ca-phuong-thanh-mieu", "cutru", "tam-tru", 2, 6, 1)]
    assert rating_totals.wrong_totals() == {}


@pytest.mark.django_db
def test_a_replaced_rating_is_subtracted():
    old = counted(field=field(), overall=1, aspects={"time": 1, "result": 5})
    replace(old, overall=5, aspects={"time": 4})
    assert rows() == [("ca-phuong-thanh-mieu", "cutru", "", 1, 5, 1)]
    assert rows("time") == [("ca-phuong-thanh-mieu", "cutru", "", 1, 4, 1)]
    assert rows("result") == [("ca-phuong-thanh-mieu", "cutru", "", 0, 0, 0)]
    assert rating_totals.wrong_totals() == {}


@pytest.mark.django_db
def test_wrong_totals_are_found_and_corrected():
    counted(overall=4, aspects={"time": 2})
    rating(rated_on=OCTOBER, overall=2, aspects={"time": 5})  # bypassing the action
    RatingTotal.objects.filter(measure="time").update(total=9)
    assert [(key.measure, *numbers) for key, numbers in rating_totals.wrong_totals().items()] == [
        ("overall", (1, 4, 1), (2, 6, 1)),
        ("time", (1, 9, 0), (2, 7, 1)),
    ]
    with pytest.raises(CommandError, match="2 tổng sai"):
        call_command("check_rating_totals")
    call_command("check_rating_totals", rebuild=True)
    assert rating_totals.wrong_totals() == {}
    call_command("check_rating_totals")


@pytest.mark.django_db(transaction=True)
def test_concurrent_ratings_are_all_counted():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    first, second = commune(), office("ca-xa-hai")

    def rate(number):
        try:
            for _time in range(5):  # each thread rates both offices, in a different order
                with transaction.atomic():
                    made = [
                        rating(office=place, rated_on=OCTOBER, aspects={"time": 3})
                        for place in (first, second)[:: (-1) ** number]
                    ]
                    counted = [pair for one in made for pair in rating_totals._counted(one)]
                    counters.add(RatingTotal, RatingTotal.KEYS, counters.difference([], counted))
        finally:
            connection.close()

    threads = [threading.Thread(target=rate, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows() == [
        ("ca-phuong-thanh-mieu", "", "", 20, 100, 20),
        ("ca-xa-hai", "", "", 20, 100, 20),
    ]
    assert rating_totals.wrong_totals() == {}


@pytest.mark.django_db
def test_ratings_over_http_are_counted(offices, lan):
    """The action counts in its own transaction, so that no recount is needed."""
    path = f"/api/v1/dossiers/{finished(lan, offices).code}/rating/"
    for overall, time in ((2, 1), (5, 4)):
        body = {"overall": overall, "aspects": {"time": time}}
        assert client_of(lan).put(path, body, content_type="application/json").status_code < 300
        assert rating_totals.wrong_totals() == {}
        assert [row[3:] for row in rows()] == [(1, overall, int(overall >= 4))]
        assert [row[3:] for row in rows("time")] == [(1, time, int(time >= 4))]
