"""Offices in answers of other rooms."""

import pytest

from offices.api.reachable import reachable
from offices.snapshot import directory
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


def test_an_office_comes_with_phone_and_directions():
    row = office("ca-xa-a", phones=["0210384611"], address="Khu 7, phường Việt Trì")
    shown = reachable(row)
    (phone,) = shown["contact"]["phones"]
    assert phone["openPhone"] == {"phoneNumber": "0210384611"}
    assert "maps" in shown["directions"]["openWebview"]["url"]


def test_an_office_too_new_for_the_snapshot_has_only_its_name():
    directory.current()
    shown = reachable(office("ca-xa-moi", name="Công an xã Mới", phones=["0210384611"]))
    assert (shown["name"], shown["contact"]["phones"], shown["directions"]) == (
        "Công an xã Mới",
        [],
        None,
    )


def test_a_reachable_office_needs_no_query(django_assert_num_queries):
    row = office("ca-xa-a")
    directory.current()
    with django_assert_num_queries(0):
        reachable(row)
