"""Pages: sizes, ends, links."""

import pytest
from django.http import QueryDict

from foundation.api.pagination import bounds, links, page_head
from foundation.api.problems import Problem
from tests.procedures.factories import publish_procedure

LIST = "/api/v1/procedures/"


@pytest.fixture
def five(db):
    return [publish_procedure().pk for _number in range(5)]


@pytest.mark.parametrize(
    ("values", "count", "expected"),
    [
        ({}, 0, (1, 0, 0)),
        ({}, 5, (1, 0, 5)),
        ({}, 20, (1, 0, 20)),
        ({}, 21, (1, 0, 20)),
        ({"page": 2}, 21, (2, 20, 21)),
        ({"page": 3, "page_size": 2}, 5, (3, 4, 5)),
        ({"page": None, "page_size": None}, 5, (1, 0, 5)),
    ],
)
def test_bounds_follow_from_page_and_size(values, count, expected):
    assert bounds(values, count) == expected


@pytest.mark.parametrize(("page", "count"), [(2, 0), (2, 20), (100_000, 5)])
def test_a_page_beyond_the_last_is_not_found(page, count):
    with pytest.raises(Problem) as raised:
        bounds({"page": page}, count)
    assert raised.value.type.code == "page_not_found"


def test_links_keep_the_other_parameters():
    query = QueryDict("search=h%E1%BB%99&page=2&level=xa")
    following, previous = links("/a/", query, 2, last=False)
    assert following == "/a/?search=h%E1%BB%99&page=3&level=xa"
    assert previous == "/a/?search=h%E1%BB%99&page=1&level=xa"


@pytest.mark.parametrize(
    ("page", "last", "expected"),
    [(1, True, (False, False)), (1, False, (True, False)), (3, True, (False, True))],
)
def test_pages_link_only_to_existing_neighbours(page, last, expected):
    assert (
        tuple(link is not None for link in links("/a/", QueryDict(), page, last=last)) == expected
    )


@pytest.mark.parametrize(("count", "size", "is_last"), [(4, 2, False), (2, 2, True), (0, 2, True)])
def test_a_full_last_page_is_recognised(rf, count, size, is_last):
    head, part = page_head(rf.get("/a/"), {"page_size": size}, count)
    assert (head["count"], head["next"] is None) == (count, is_last)
    assert list(range(count))[part] == list(range(min(count, size)))


def test_following_next_visits_every_row_once(api, five):
    address, seen = f"{LIST}?page_size=2", []
    while address:
        body = api.get(address).json()
        assert body["count"] == 5
        seen += [card["id"] for card in body["results"]]
        address = body["next"]
    assert sorted(seen) == sorted(five)


def test_following_previous_leads_back(api, five):
    last = api.get(f"{LIST}?page_size=2&page=3").json()
    assert last["next"] is None
    assert api.get(last["previous"]).json()["previous"] == f"{LIST}?page_size=2&page=1"


def test_an_empty_catalogue_has_one_page(api, db):
    body = api.get(f"{LIST}?page=1").json()
    assert (body["count"], body["results"], body["next"], body["previous"]) == (0, [], None, None)
