"""Alarms about ratings that look stuffed, and the effect of a verdict."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection

from feedback import jobs
from feedback.models import PublishedFigure, Rating, RatingAlarm
from feedback.ratings import alarms
from feedback.satisfaction import publishing, rating_totals
from foundation.api.problems import Problem
from tests.citizens.factories import citizen
from tests.feedback.factories import publish_ratings, rating, rating_alarm
from tests.feedback.models.refusing import refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def judge(db):
    """Return the user who judges."""
    return User.objects.create_user("lanh-dao-tinh")


@pytest.fixture
def stuffed(offices):
    """Let two accounts rate the commune on five days each, and four others once."""
    for who in (citizen(), citizen()):
        for back in range(1, 6):
            rating(who, office=offices, rated_on=TODAY - timedelta(days=back), overall=1)
    for _number in range(4):
        rating(office=offices, rated_on=TODAY - timedelta(days=1), overall=5)
    rating_totals.rebuild_totals()
    return offices


def test_an_alarm_has_only_office_days_and_number(stuffed):
    jobs.raise_rating_alarms()
    assert RatingAlarm.objects.values_list("office", "rule", "count").get() == (
        stuffed.pk,
        "few_raters",
        10,
    )
    columns = {column.name for column in RatingAlarm._meta.concrete_fields}
    assert columns == {
        *("id", "office", "rule", "first", "last", "count"),
        *("verdict", "note", "reviewed_by", "reviewed_on"),
    }


def test_a_stuffed_week_raises_one_alarm(stuffed):
    with time_machine.travel("2026-11-24T09:00:00+07:00", tick=False):
        assert len(alarms.raise_alarms(TODAY)) == 1
    assert alarms.raise_alarms(TODAY) == alarms.raise_alarms(TODAY + timedelta(days=1)) == []


def test_an_unfinished_day_raises_no_alarm(offices):
    for _number in range(15):
        rating(office=offices, rated_on=TODAY)
    assert alarms.raise_alarms(TODAY) == []
    [alarm] = alarms.raise_alarms(TODAY + timedelta(days=1))
    assert (alarm.rule, alarm.first, alarm.last, alarm.count) == ("visits_of_day", TODAY, TODAY, 15)


def test_stuffed_ratings_no_longer_count(stuffed, judge):
    [alarm] = alarms.raise_alarms(TODAY)
    alarms.judge(alarm, judge, "stuffed", "Cùng một máy")
    assert set(Rating.objects.counted().values_list("overall", flat=True)) == {5}
    assert Rating.objects.filter(left_out="stuffed").count() == 10
    assert rating_totals.wrong_totals() == {}


def test_ratings_found_fine_still_count(stuffed, judge):
    [alarm] = alarms.raise_alarms(TODAY)
    alarms.judge(alarm, judge, "fine", "Ngày hội tiếp dân")
    assert Rating.objects.counted().count() == 14


def test_a_verdict_is_given_once(judge):
    alarm = rating_alarm()
    alarms.judge(alarm, judge, "fine", "Đã xem")
    with pytest.raises(Problem) as problem:
        alarms.judge(alarm, judge, "stuffed", "Xem lại")
    assert problem.value.type.code == "rating_alarm_judged"


def test_the_database_keeps_a_verdict(judge):
    alarm = rating_alarm()
    alarms.judge(alarm, judge, "fine", "Đã xem")
    refused(lambda: RatingAlarm.objects.update(verdict="stuffed"))
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("DELETE FROM feedback_ratingalarm"))


def test_published_months_do_not_change(offices, judge):
    for _number in range(6):
        rating(office=offices, rated_on=date(2026, 9, 10))
    publish_ratings()
    before = list(PublishedFigure.objects.order_by("pk").values())
    alarm = rating_alarm(rule="visits_of_day", first=date(2026, 9, 10), last=date(2026, 9, 10))
    alarms.judge(alarm, judge, "stuffed", "Cùng một máy")
    assert Rating.objects.counted().count() == 6
    publishing.publish_due_months(TODAY)
    assert list(PublishedFigure.objects.order_by("pk").values()) == before
