"""The table of retention periods, and how a class of rows is deleted."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import models

from foundation.records import retention
from foundation.records.one_by_one import RowsFailed
from foundation.records.retention import RetentionClass
from procedures.models import SearchCount
from tests.for_each import for_each
from tests.test_models import MARKS

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def counts(before):
    return SearchCount.objects.filter(day__lt=before.date())


def example(**values):
    return RetentionClass(
        **{
            "name": "x",
            "title": "X",
            "reason": "Vì",
            "due": counts,
            "setting": "SEARCH_COUNT_DAYS",
            **values,
        }
    )


def fill(number, day=date(2020, 1, 1)):
    SearchCount.objects.bulk_create(SearchCount(day=day, term=str(term)) for term in range(number))


@for_each("one", retention.classes(), ids=lambda one: one.name)
def test_every_class_has_a_vietnamese_description(one):
    assert MARKS.search(one.title)
    assert MARKS.search(one.reason)
    assert MARKS.search(one.keeps)


@for_each("one", retention.classes(), ids=lambda one: one.name)
def test_every_class_counts_rows_of_a_model_and_keeps_new_ones(db, one):
    assert isinstance(one.rows(NOW), models.QuerySet)
    assert one.rows(NOW).count() == 0
    assert one.apply(NOW) == 0


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 ngày"), (364, "364 ngày"), (365, "1 năm"), (730, "2 năm"), (731, "731 ngày")],
)
def test_periods_are_written_in_words(settings, days, words):
    settings.SEARCH_COUNT_DAYS = days
    assert example().keeps == words


def test_a_class_without_a_setting_has_its_own_words(db):
    one = example(setting="", text="Đến khi hết hạn")
    assert (one.keeps, one.days) == ("Đến khi hết hạn", None)


def test_batches_continue_until_nothing_is_due(db, django_assert_max_num_queries):
    fill(25)
    fill(2, day=NOW.date())
    with django_assert_max_num_queries(40):
        assert example(batch=10).apply(NOW) == 25
    assert SearchCount.objects.count() == 2


def test_the_next_run_finishes_an_interrupted_one(db):
    fill(25)
    runs = iter([True, False])

    def breaking(rows):
        if not next(runs, True):
            raise KeyboardInterrupt
        return retention.delete_rows(rows)

    with pytest.raises(KeyboardInterrupt):
        example(batch=10, remove=breaking).apply(NOW)
    assert SearchCount.objects.count() == 15
    assert example(batch=10).apply(NOW) == 15


def test_a_batch_that_cannot_be_removed_ends_the_run(db):
    fill(3)
    assert example(remove=lambda _rows: 0).apply(NOW) == 0


def test_a_name_can_be_registered_once():
    with pytest.raises(ValueError, match=retention.classes()[0].name):
        retention.register(retention.classes()[0])


@pytest.mark.parametrize(
    ("name", "days", "wrong"),
    [
        ("ACCESS_LOG_DAYS", 729, True),
        ("ACCESS_LOG_DAYS", 730, False),
        ("SEARCH_COUNT_DAYS", 0, True),
        ("EVIDENCE_UNUSED_DAYS", 1, True),
        ("EVIDENCE_UNUSED_DAYS", 2, False),
        ("PHOTO_UNUSED_DAYS", 1, True),
        ("PHOTO_UNUSED_DAYS", 2, False),
    ],
)
def test_a_too_short_period_stops_the_start(settings, name, days, wrong):
    setattr(settings, name, days)
    found = [
        message for message in run_checks(tags=["security"]) if message.id == "police_portal.E030"
    ]
    assert {name in message.msg for message in found} == ({True} if wrong else set())


def test_the_defaults_are_long_enough():
    assert [
        one.name
        for one in retention.classes()
        if one.days is not None and one.days < one.minimum_days
    ] == []


def test_the_limit_is_that_many_days_ago(settings, db):
    settings.SEARCH_COUNT_DAYS = 10
    fill(1, day=(NOW - timedelta(days=11)).date())
    fill(2, day=(NOW - timedelta(days=9)).date())
    assert example().rows(NOW).count() == 1


def not_removing(term):
    def remove(rows):
        if rows.filter(term=term).exists():
            raise ValueError(term)
        return retention.delete_rows(rows)

    return remove


def test_a_row_that_cannot_be_removed_does_not_stop_others(db):
    fill(25)
    with pytest.raises(RowsFailed, match="1 dòng"):
        example(batch=10, remove=not_removing("7")).apply(NOW)
    assert list(SearchCount.objects.values_list("term", flat=True)) == ["7"]


def test_a_failed_class_does_not_stop_others(db, monkeypatch):
    fill(3)
    broken = example(name="a", due=lambda _before: 1 // 0)
    monkeypatch.setattr(retention, "_classes", {"a": broken, "x": example()})
    with pytest.raises(RowsFailed):
        call_command("apply_retention", "--apply", stdout=StringIO())
    assert not SearchCount.objects.exists()
