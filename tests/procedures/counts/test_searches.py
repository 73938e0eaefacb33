"""Searches are counted by day, without a person, in limited memory and without a loss."""

import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection

from foundation.publishing.snapshots import watcher
from procedures.counts.searches import (
    MAX_TERM,
    MAX_TERMS_IN_MEMORY,
    OTHER,
    SearchCounts,
    countable,
    counts,
)
from procedures.models import SearchCount, SearchDay
from tests.for_each import for_each
from tests.procedures.factories import publish_procedure

ADDRESS = "/api/v1/procedures/"


def rows():
    return {(row.day, row.term): (row.searches, row.misses) for row in SearchCount.objects.all()}


def terms():
    """Write the counts and return {term: (searches, misses)}."""
    counts.write()
    return {term: counted for (_day, term), counted in rows().items()}


# --- the stored form of a query ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("Mất HỘ CHIẾU", "mat ho chieu"),
        ("  mất \t hộ\n chiếu ", "mat ho chieu"),
        ("mẫu CT01", "mau ct01"),
        ("phạt 1000 đồng", "phat 1000 dong"),
        ("", ""),
        ("\u200b\u200d", ""),
        ("🚓 công an", "🚓 cong an"),
        ("a\x00b\x1b[31m", "a b [31m"),
    ],
)
def test_a_query_is_stored_folded_on_one_line(query, kept):
    assert countable(query) == kept


@for_each(
    "number",
    [
        "0912345678", "0912 345 678", "0912  345  678", "0912.345.678", "0912-345-678",
        "(0912) 345 678", "0912/345/678", "0912, 345, 678",
        "0912_345_678", "0912·345·678", "+84 912 345 678", "+84 (912) 345-678", "001099012345",
        "００１０９９０１２３４５", "12345",
        "G01.899.909-260916-890028", "０９１２３４５６７８",
    ],
)  # fmt: skip
def test_long_numbers_are_masked_in_any_spelling(number):
    kept = countable(f"tra cứu {number} giúp tôi")
    assert "#" in kept
    assert sum(character.isdigit() for character in kept.replace("g01", "")) < 5


@pytest.mark.parametrize("mail", ["an.nguyen@gmail.com", "AN@GMAIL.COM", "ân@ví-dụ.vn"])
def test_mail_addresses_are_masked(mail):
    assert countable(f"gửi tới {mail} nhé") == "gui toi # nhe"


@pytest.mark.parametrize("query", ["x" * 10_000, "ệ" * 10_000, "1 " * 10_000, "😀" * 10_000])
def test_stored_queries_are_shortened(query):
    assert len(countable(query)) <= MAX_TERM


# --- counting answers ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_searches_answered_from_memory_are_counted_too(api):
    publish_procedure(short_name="Cấp hộ chiếu")
    for _ in range(3):
        api.get(ADDRESS, {"search": "hộ chiếu"})
    api.get(ADDRESS, {"search": "HO CHIEU"})
    assert terms() == {"ho chieu": (4, 0)}


@pytest.mark.django_db
def test_a_search_without_results_is_a_miss(api):
    publish_procedure(short_name="Cấp hộ chiếu")
    for _ in range(2):
        api.get(ADDRESS, {"search": "qwertyuiop"})
    assert terms() == {"qwertyuiop": (2, 2)}


@pytest.mark.django_db
def test_a_search_answered_304_is_counted(api):
    publish_procedure(short_name="Cấp hộ chiếu")
    etag = api.get(ADDRESS, {"search": "hộ chiếu"})["ETag"]
    assert (
        api.get(ADDRESS, {"search": "hộ chiếu"}, headers={"If-None-Match": etag}).status_code == 304
    )
    assert terms() == {"ho chieu": (2, 0)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"search": ""},
        {"search": "  "},
        {"search": "\u200b"},
        {"channel": "direct"},
        {"search": "a", "la": "1"},
    ],
)
def test_other_requests_are_not_counted(api, query):
    api.get(ADDRESS, query)
    assert terms() == {}


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["001099012345", "0912 345 678"])
def test_a_search_with_a_personal_number_is_not_stored(api, number):
    api.get(ADDRESS, {"search": f"tra cuu cccd {number}"})
    assert terms() == {}


def test_a_row_contains_no_person_and_no_time():
    assert [field.name for field in SearchCount._meta.get_fields()] == [
        "id",
        "day",
        "term",
        "searches",
        "misses",
    ]
    assert SearchCount._meta.get_field("day").get_internal_type() == "DateField"


@pytest.mark.django_db
def test_counting_makes_no_query(api, django_assert_num_queries):
    publish_procedure()
    api.get(ADDRESS, {"search": "x"})
    with django_assert_num_queries(0):
        api.get(ADDRESS, {"search": "x"})
        api.get(ADDRESS, {"search": "y"})


# --- memory and days -----------------------------------------------------------------------------


def test_memory_is_limited_without_losses():
    some = SearchCounts()
    for i in range(MAX_TERMS_IN_MEMORY + 100):
        some.add(f"t{i}", found=False)
    some.add("t0", found=True)
    taken = some.take()
    assert (len(taken), taken[OTHER], taken["t0"]) == (MAX_TERMS_IN_MEMORY + 1, [100, 100], [2, 1])


@pytest.mark.django_db
def test_rows_of_a_day_are_limited_without_losses(monkeypatch):
    monkeypatch.setattr("procedures.counts.searches.MAX_TERMS_A_DAY", 3)
    for term in ["ho chieu", "tam tru", "can cuoc", "xe may", "ho chieu", "bien so"]:
        counts.add(term, found=term != "bien so")
        counts.write()
    assert terms() == {"ho chieu": (2, 0), "tam tru": (1, 0), "can cuoc": (1, 0), OTHER: (2, 1)}


@pytest.mark.django_db
def test_a_full_day_still_counts_its_terms(monkeypatch):
    monkeypatch.setattr("procedures.counts.searches.MAX_TERMS_A_DAY", 2)
    for term in ["ho chieu", "tam tru", "can cuoc"]:
        counts.add(term, found=True)
    assert terms() == {"ho chieu": (1, 0), "tam tru": (1, 0), OTHER: (1, 0)}


@pytest.mark.django_db
def test_each_day_in_vietnam_has_its_own_row():
    with time_machine.travel(datetime(2026, 11, 24, 16, 59, 59, tzinfo=UTC), tick=False):
        counts.add("a", found=True)
        counts.write()
    with time_machine.travel(datetime(2026, 11, 24, 17, 0, 0, tzinfo=UTC), tick=False):
        counts.add("a", found=False)
        counts.write()
    assert rows() == {(date(2026, 11, 24), "a"): (1, 0), (date(2026, 11, 25), "a"): (1, 1)}


@pytest.mark.django_db
def test_later_counts_are_added_to_the_row_of_the_day():
    for _ in range(3):
        counts.add("a", found=False)
        counts.add("b", found=True)
        counts.write()
    assert terms() == {"a": (3, 3), "b": (3, 0)}


@pytest.mark.django_db
def test_nothing_counted_makes_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        counts.write()


@pytest.mark.django_db(
    transaction=True
)  # the watcher closes connections that were left in a transaction
def test_the_watcher_writes_the_counts():
    counts.add("a", found=True)
    watcher.run_once()
    assert list(rows().values()) == [(1, 0)]


@pytest.mark.django_db
def test_counts_survive_an_unavailable_database(monkeypatch):
    def away(_taken):
        raise DatabaseError

    counts.add("a", found=True)
    with monkeypatch.context() as outage:
        outage.setattr(SearchCounts, "_insert", staticmethod(away))
        with pytest.raises(DatabaseError):
            counts.write()
    counts.add("a", found=False)
    counts.write()
    assert list(rows().values()) == [(2, 1)]


# --- at the same time ----------------------------------------------------------------------------


def test_concurrent_threads_lose_no_count():
    some = SearchCounts()

    def work():
        for i in range(2000):
            some.add(f"t{i % 7}", found=bool(i % 2))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = some.take().values()
    assert (
        sum(searches for searches, _misses in taken),
        sum(misses for _searches, misses in taken),
    ) == (8000, 4000)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite's database in memory belongs to one thread"
)
@pytest.mark.django_db(transaction=True)
def test_concurrent_processes_lose_no_count():
    errors = []

    def process(order):
        own = SearchCounts()
        try:
            for _ in range(20):
                for i in order:
                    own.add(f"t{i}", found=False)
                own.write()
        except DatabaseError as error:
            errors.append(error)
        finally:
            connection.close()

    orders = [range(50), range(49, -1, -1)]
    threads = [threading.Thread(target=process, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert set(rows().values()) == {(40, 40)}
    assert len(rows()) == 50


@pytest.mark.django_db
@time_machine.travel(datetime(2026, 11, 24, 3, tzinfo=UTC), tick=False)
def test_a_day_has_a_total_besides_its_terms():
    for term, found in (("ho chieu", True), ("can cuoc", True), ("xyz", False)):
        counts.add(term, found=found)
    counts.write()
    counts.add("ho chieu", found=True)
    counts.write()
    assert list(SearchDay.objects.values_list("day", "searches", "misses")) == [
        (date(2026, 11, 24), 4, 1)
    ]
