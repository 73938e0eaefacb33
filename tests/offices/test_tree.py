"""Which offices an officer reaches, remembered for one page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offices.tree import offices_below, remembering_offices
from tests.dossiers.factories import at, officer_of
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(time_machine):
    """Stop the clock at a Monday morning."""
    time_machine.move_to(at("2026-11-23 09:00"), tick=False)


def test_an_officers_offices_are_loaded_once_a_page(now):
    user = officer_of(office("ca-xa-a"))
    with remembering_offices():
        assert offices_below(user) == {"ca-xa-a"}
        with CaptureQueriesContext(connection) as asked:
            assert offices_below(user) == {"ca-xa-a"}
    assert len(asked) == 0
    user.posts.update(valid_to="2026-11-20")
    assert offices_below(user) == frozenset()


def test_remembered_offices_belong_to_one_officer(now):
    first, second = officer_of(office("ca-xa-a")), officer_of(office("ca-xa-b"))
    with remembering_offices():
        assert (offices_below(first), offices_below(second)) == ({"ca-xa-a"}, {"ca-xa-b"})
