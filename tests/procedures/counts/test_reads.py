"""Reads of procedures are counted by day, without a person, a query or a loss."""

import threading

import pytest
from django.db import DatabaseError

from foundation.publishing.snapshots import watcher
from procedures.counts.reads import ReadCounts, reads
from procedures.models import ReadCount
from tests.procedures.factories import publish_procedure

DETAIL = "/api/v1/procedures/{}/"


def counted():
    """Write the counts and return {procedure: reads}."""
    reads.write()
    return dict(ReadCount.objects.values_list("procedure", "reads"))


@pytest.mark.django_db
def test_remembered_and_repeated_reads_are_counted_too(api):
    procedure = publish_procedure(code="9.000001")
    etag = api.get(DETAIL.format(procedure.pk))["ETag"]
    api.get(DETAIL.format("9.000001"))
    assert api.get(DETAIL.format(procedure.pk), headers={"If-None-Match": etag}).status_code == 304
    assert counted() == {procedure.pk: 3}


@pytest.mark.django_db
def test_refused_requests_are_not_counted(api):
    procedure = publish_procedure()
    api.get(DETAIL.format("khong-co"))
    api.get(DETAIL.format(procedure.pk), {"la": "1"})
    assert counted() == {}


@pytest.mark.django_db
def test_checklists_are_not_counted_as_reads(api):
    api.get(f"{DETAIL.format(publish_procedure().pk)}checklist/")
    assert counted() == {}


@pytest.mark.django_db
def test_counting_makes_no_query(api, django_assert_num_queries):
    procedure = publish_procedure()
    api.get(DETAIL.format(procedure.pk))
    with django_assert_num_queries(0):
        api.get(DETAIL.format(procedure.pk))


@pytest.mark.django_db
def test_later_counts_are_added_to_the_row_of_the_day():
    procedure = publish_procedure()
    for _ in range(3):
        reads.add(procedure.pk)
        reads.write()
    assert counted() == {procedure.pk: 3}


@pytest.mark.django_db(transaction=True)
def test_the_watcher_writes_the_counts():
    reads.add(publish_procedure().pk)
    watcher.run_once()
    assert list(ReadCount.objects.values_list("reads", flat=True)) == [1]


@pytest.mark.django_db
def test_counts_survive_an_unavailable_database(monkeypatch):
    procedure = publish_procedure()

    def away(_self, _taken):
        raise DatabaseError

    reads.add(procedure.pk)
    with monkeypatch.context() as outage:
        outage.setattr(ReadCounts, "_insert", away)
        with pytest.raises(DatabaseError):
            reads.write()
    reads.add(procedure.pk)
    assert counted() == {procedure.pk: 2}


def test_a_row_contains_no_person_and_no_time():
    assert [field.name for field in ReadCount._meta.get_fields()] == [
        "id",
        "day",
        "procedure",
        "reads",
    ]


def test_concurrent_threads_lose_no_count():
    some = ReadCounts()

    def work():
        for _ in range(5000):
            some.add("ho-chieu")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert some.take() == {"ho-chieu": [20_000]}
