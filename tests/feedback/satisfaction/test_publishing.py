"""A month is published once, after its ratings are final, and never changes."""

from datetime import date

import pytest

from feedback.models import PublishedFigure, SatisfactionRelease
from feedback.satisfaction import publishing, rating_totals
from offices.models import Office
from tests.feedback.factories import rating
from tests.offices.factories import office, province

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (9, 10, 11))


def rated(number, month=OCTOBER, **values):
    for _one in range(number):
        made = rating(rated_on=month, **values)
        rating_totals.count_rating(made)


def published(measure="overall", **place):
    wanted = {"office": "", "field": "", "procedure": "", **place}
    return list(
        PublishedFigure.objects.filter(measure=measure, **wanted)
        .order_by("last")
        .values_list("first", "last", "count")
    )


def test_a_month_is_published_once_on_the_next_15th():
    rated(6)
    assert publishing.publish_due_months(date(2026, 11, 14)) == []
    assert publishing.publish_due_months(date(2026, 11, 15)) == [OCTOBER]
    assert publishing.publish_due_months(date(2026, 12, 14)) == []
    assert published() == [(OCTOBER, OCTOBER, 6)]


def test_missed_months_are_published_in_order():
    rated(6, SEPTEMBER)
    rated(7, NOVEMBER)
    assert publishing.publish_due_months(date(2026, 12, 15)) == [SEPTEMBER, OCTOBER, NOVEMBER]
    assert published() == [(SEPTEMBER, SEPTEMBER, 6), (NOVEMBER, NOVEMBER, 7)]


def test_without_ratings_nothing_is_published():
    assert publishing.publish_due_months(date(2026, 12, 15)) == []
    assert not SatisfactionRelease.objects.exists()


def test_published_figures_never_change():
    rated(6)
    publishing.publish_due_months(date(2026, 11, 15))
    rated(1)
    publishing.publish_due_months(date(2026, 11, 16))
    assert published() == [(OCTOBER, OCTOBER, 6)]


def test_an_aspect_with_few_answers_is_not_published():
    rated(4, aspects={"time": 2})
    rated(3, aspects={"result": 2})
    rated(5, aspects={"access": 2})
    publishing.publish_due_months(date(2026, 11, 15))
    assert set(PublishedFigure.objects.values_list("measure", flat=True)) == {"overall", "access"}


def test_an_aspect_shows_no_place_that_the_marks_hide(monkeypatch):
    """Of offices with 5, 5 and 3 marks one is shown; its aspect has too few, another's not."""
    monkeypatch.setattr(publishing, "_lot_of", lambda _month: repr)
    for name, marks, answers in (("ca-xa-a", 5, 4), ("ca-xa-b", 5, 5), ("ca-xa-c", 3, 3)):
        place = office(name)
        rated(answers, office=place, aspects={"time": 2})
        rated(marks - answers, office=place, aspects={})
    publishing.publish_due_months(date(2026, 11, 15))
    shown = PublishedFigure.objects.exclude(office="").values_list("office", "measure")
    assert set(shown) == {("ca-xa-a", "overall")}


def test_the_order_of_a_month_is_the_same_again_and_another_with_another_key(settings):
    classes = [(0, ((name, OCTOBER),)) for name in "abcdefghij"]
    order = sorted(classes, key=publishing._lot_of(OCTOBER))
    assert sorted(classes, key=publishing._lot_of(OCTOBER)) == order
    settings.HASH_KEY = "another-key-" * 6
    assert sorted(classes, key=publishing._lot_of(OCTOBER)) != order


def test_a_small_office_waits_for_the_next_month():
    small, large = office("ca-xa-it"), office("ca-xa-nhieu")
    for month in (OCTOBER, NOVEMBER):
        rated(3, month, office=small)
        rated(12, month, office=large)
    publishing.publish_due_months(date(2026, 12, 15))
    assert published(office="ca-xa-it") == [(OCTOBER, NOVEMBER, 6)]


def test_waiting_ratings_do_not_carry_into_a_new_year():
    small, large = office("ca-xa-it"), office("ca-xa-nhieu")
    for month in (date(2026, 12, 1), date(2027, 1, 1)):
        rated(3, month, office=small)
        rated(12, month, office=large)
    publishing.publish_due_months(date(2027, 2, 15))
    assert published(office="ca-xa-it") == []


def test_waiting_ratings_end_with_a_change_of_the_office_tree():
    """With another parent, the old and new figures of the parents would reveal the difference."""
    department = office("phong", kind=Office.Kind.DEPARTMENT, name="Phòng")
    small, large = office("ca-xa-it"), office("ca-xa-nhieu")
    for month in (OCTOBER, NOVEMBER):
        rated(3, month, office=small)
        rated(12, month, office=large)
    publishing.publish_due_months(date(2026, 11, 15))
    Office.objects.filter(pk=large.pk).update(parent=department)
    publishing.publish_due_months(date(2026, 12, 15))
    assert published(office="ca-xa-it") == []
    assert published() == [(OCTOBER, OCTOBER, 15), (NOVEMBER, NOVEMBER, 15)]


def test_ratings_of_the_province_count_only_in_the_total():
    rated(6, office=province())
    rated(6, office=office("ca-xa-nhieu"))
    publishing.publish_due_months(date(2026, 11, 15))
    assert published() == [(OCTOBER, OCTOBER, 12)]
    assert published(office="tinh") == []
