"""Which ratings an officer can see."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from feedback.models import FollowUp, PublishedFigure
from feedback.ratings.visibility import ratings_visible_to
from foundation.records.smallest_group import SMALLEST_GROUP
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import follow_up, leader_of, publish_ratings, rating
from tests.offices.factories import office

pytestmark = pytest.mark.django_db
LIST = reverse("admin:feedback_rating_changelist")
CLOSED = date(2026, 9, 10)  # on 24/11 no rating of September can be replaced


def listed(client, address=LIST):
    return list(client.get(address).context_data["cl"].result_list)


@pytest.mark.parametrize(
    ("count", "shown"), [(SMALLEST_GROUP - 1, 0), (SMALLEST_GROUP, SMALLEST_GROUP)]
)
def test_groups_of_fewer_than_five_are_hidden(as_leader, offices, count, shown):
    with time_machine.travel("2026-11-24T10:00:00+07:00", tick=True):
        for _number in range(count):
            rating(office=offices, rated_on=CLOSED)
        # a replaced rating does not count
        rating(office=offices, rated_on=CLOSED, current=False, key=None)
        publish_ratings()
        assert len(listed(as_leader)) == shown


def test_ratings_and_figures_together_reveal_no_small_group(as_leader, offices):
    """A figure includes offices below.

    Minus the office's five visible ratings, it would reveal the three of the point below.
    """
    with time_machine.travel("2026-11-24T10:00:00+07:00", tick=True):
        point = office("diem", parent=offices)
        for place, count in ((offices, SMALLEST_GROUP), (point, SMALLEST_GROUP - 2)):
            for _number in range(count):
                rating(office=place, rated_on=CLOSED)
        publish_ratings()
        assert (
            PublishedFigure.objects.filter(office=offices.pk, procedure="", field="").get().count
            == 2 * SMALLEST_GROUP - 2
        )
        assert listed(as_leader) == []


def test_a_later_replacement_does_not_change_the_page(offices, lan, done, rate):
    with time_machine.travel("2026-10-31T10:00:00+07:00", tick=True):
        rate(client_of(lan), done, 5)
        for _number in range(SMALLEST_GROUP - 1):
            rating(office=offices)
    with time_machine.travel("2026-11-14T10:00:00+07:00", tick=True):
        assert ratings_visible_to(leader_of(offices)).count() == 0
        assert rate(client_of(lan), done, 1).status_code == 200
    with time_machine.travel("2026-11-15T10:00:00+07:00", tick=True):
        # nothing before its figure is published
        assert ratings_visible_to(leader_of(offices)).count() == 0
        publish_ratings()
        shown = ratings_visible_to(leader_of(offices))
        assert sorted(shown.values_list("overall", flat=True)) == [1, 5, 5, 5, 5]
        assert rate(client_of(lan), done, 2).status_code == 422


def test_a_leader_of_another_office_sees_nothing(other, offices):
    for _number in range(SMALLEST_GROUP):
        rating(office=offices, rated_on=CLOSED)
    publish_ratings()
    follow_up(offices, opened_on=CLOSED)
    stranger = leader_of(other)
    assert (
        ratings_visible_to(stranger).count()
        == FollowUp.objects.visible_to_officer(stranger).count()
        == 0
    )
    above = leader_of(offices.parent)
    assert (
        ratings_visible_to(above).count(),
        FollowUp.objects.visible_to_officer(above).count(),
    ) == (SMALLEST_GROUP, 1)
    assert citizen().pk
