"""Which offices are below others, and the number of queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.desk.remembering import remembering
from offices.models import Office
from offices.tree import offices_below, with_above, with_below
from tests.dossiers.factories import officer_of
from tests.offices import factories

pytestmark = pytest.mark.django_db


def test_offices_of_all_depths_below_are_returned():
    commune = factories.office("ca-xa-a")
    team = factories.office("doi", kind="reception_point", parent=commune)
    factories.office("ca-xa-b")
    assert with_below([commune.pk]) == {"ca-xa-a", "doi"}
    assert with_below([team.pk, "ca-xa-b"]) == {"doi", "ca-xa-b"}
    assert with_below(["tinh"]) == {"tinh", "ca-xa-a", "ca-xa-b", "doi"}


def test_offices_above_are_returned_nearest_first():
    commune = factories.office("ca-xa-a")
    team = factories.office("doi", kind="reception_point", parent=commune)
    assert with_above(team.pk) == ["doi", "ca-xa-a", "tinh"]
    assert with_above("no-such-office") == ["no-such-office"]


def test_circles_in_the_rows_do_not_hang():
    one = factories.office("ca-xa-a")
    other = factories.office("ca-xa-b", parent=one)
    Office.objects.filter(pk=one.pk).update(parent=other)
    assert with_below([one.pk]) == {"ca-xa-a", "ca-xa-b"}
    assert with_above(one.pk) == ["ca-xa-a", "ca-xa-b"]


def test_no_offices_cost_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert with_below([]) == frozenset()


def test_a_post_counts_on_the_days_it_is_held():
    today = timezone.localdate()
    user = officer_of(factories.office("ca-xa-a"), valid_to=today)
    assert offices_below(user) == {"ca-xa-a"}
    assert offices_below(user, today + timedelta(days=1)) == frozenset()


def test_offices_of_each_user_and_day_are_remembered_inside_the_block(django_assert_num_queries):
    today = timezone.localdate()
    one = officer_of(factories.office("ca-xa-a"), valid_to=today)
    other = officer_of(factories.office("ca-xa-b"))
    with remembering():
        assert offices_below(one) == {"ca-xa-a"}
        assert offices_below(other) == {"ca-xa-b"}
        assert offices_below(one, today + timedelta(days=1)) == frozenset()
        with django_assert_num_queries(0):
            assert offices_below(one, today) == {"ca-xa-a"}
            assert offices_below(other) == {"ca-xa-b"}
