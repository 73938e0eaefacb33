"""GET procedures/popular/: what citizens read most, from counts of whole days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.publishing.snapshots import watcher
from procedures.counts.popular import AT_FIRST, DAYS, READS_AT_FIRST, SHOWN, most_read
from procedures.models import ReadCount
from tests.procedures.factories import publish_procedure, withdraw_procedure

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/procedures/popular/"


def read(procedure, reads, days_ago=1):
    day = timezone.localdate() - timedelta(days=days_ago)
    ReadCount.objects.create(day=day, procedure=procedure, reads=reads)


def shown(api):
    return [card["id"] for card in api.get(ADDRESS).json()["results"]]


def test_the_most_read_come_first(api):
    rarely, often = publish_procedure(id="it-xem"), publish_procedure(id="hay-xem")
    read(rarely, 1), read(often, 2)
    assert shown(api) == ["hay-xem", "it-xem"]


def test_a_new_installation_starts_with_the_hand_picked_ones(api):
    for key in (AT_FIRST[1], AT_FIRST[0]):
        publish_procedure(id=key)
    read(publish_procedure(id="a"), READS_AT_FIRST - 2)
    assert shown(api) == [AT_FIRST[0], AT_FIRST[1], "a"]


def test_real_readings_overtake_the_hand_picked_ones(api):
    publish_procedure(id=AT_FIRST[0])
    read(publish_procedure(id="a"), READS_AT_FIRST + 1)
    assert shown(api) == ["a", AT_FIRST[0]]


@pytest.mark.parametrize("days_ago", [0, DAYS + 1])
def test_neither_today_nor_old_days_count(days_ago):
    read(publish_procedure(id="a"), 5, days_ago)
    assert "a" not in most_read(timezone.localdate())


def test_withdrawn_procedures_are_skipped(api):
    for number in range(SHOWN + 1):
        read(publish_procedure(id=f"t{number}"), 100 + number)
    withdraw_procedure(publish_procedure(id="da-go"))
    assert shown(api) == [f"t{number}" for number in range(SHOWN, 0, -1)]


def test_the_order_costs_no_query_once_counted(api, django_assert_num_queries):
    publish_procedure()
    api.get(ADDRESS)
    with django_assert_num_queries(0):
        assert api.get(f"{ADDRESS}?").status_code == 200


def test_the_watcher_counts_again_on_a_new_day(api, time_machine):
    old, new = publish_procedure(id="hom-qua"), publish_procedure(id="hom-nay")
    read(old, 1)
    assert shown(api) == ["hom-qua"]
    read(new, 2, days_ago=0)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert shown(api) == ["hom-qua"]
    watcher.run_jobs()
    assert shown(api) == ["hom-nay", "hom-qua"]


def test_hand_picked_procedures_are_shipped(shipped, api):
    assert shown(api) == list(AT_FIRST[:SHOWN])


def test_parameters_are_refused(api):
    assert api.get(ADDRESS, {"page": 1}).status_code == 400
