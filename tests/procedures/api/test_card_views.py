"""GET procedures/cards/: the whole list in one answer, which a client stores."""

import gzip

import pytest

from tests.procedures.factories import make_procedure, publish_procedure

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/procedures/cards/"


def test_all_published_cards_are_returned_at_once_as_in_the_list(api):
    for number in range(25):
        publish_procedure(id=f"t{number}")
    make_procedure(id="nhap")
    listed = api.get("/api/v1/procedures/", {"page_size": 50}).json()["results"]
    assert (len(listed), api.get(ADDRESS).json()) == (25, {"results": listed})


def test_a_client_can_revalidate_them(api):
    publish_procedure()
    kept = api.get(ADDRESS)["ETag"]
    assert api.get(ADDRESS, headers={"If-None-Match": kept}).status_code == 304


def test_the_shipped_catalogue_is_small_enough_for_a_slow_network(shipped, api):
    assert len(gzip.compress(api.get(ADDRESS).content, 6)) < 10_000


def test_cards_of_one_name_differ_by_their_level(shipped, api):
    cards = api.get(ADDRESS).json()["results"]
    seen = [(c["name"], *c["level_names"], c["time"], c["fee"]) for c in cards]
    assert len(set(seen)) == len(seen)


def test_parameters_are_refused(api):
    assert api.get(ADDRESS, {"search": "x"}).status_code == 400
