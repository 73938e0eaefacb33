"""The list of ratings."""

from datetime import date

import pytest
from django.urls import reverse

from foundation.records.smallest_group import SMALLEST_GROUP
from tests.feedback.factories import publish_ratings, rating
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
LIST = reverse("admin:feedback_rating_changelist")
CLOSED = date(2026, 9, 10)  # on 24/11 no rating of September can be replaced


def listed(client, address=LIST):
    return list(client.get(address).context_data["cl"].result_list)


@for_each(
    "query",
    [
        "rater_hash__startswith=a",
        "owner_hash=x",
        "rated_on=2026-09-11",
        "rated_on__lt=2026-09-10",
        "procedure=x",
        "o=1",
        "follow_up__rater=1",
    ],
)
def test_no_filter_reaches_hidden_ratings(as_leader, offices, query):
    for _number in range(SMALLEST_GROUP):
        rating(office=offices, rated_on=CLOSED)
    publish_ratings()
    response = as_leader.get(f"{LIST}?{query}")
    assert (
        response.status_code in {302, 400}
        or len(response.context_data["cl"].result_list) == SMALLEST_GROUP
    )


@for_each(
    ("query", "shown"),
    [
        ("month=2026-09", 6),
        ("month=2026-08", 0),
        ("month=x", 6),
        ("level=1", 1),
        ("level=9", 6),
        ("words=some", 1),
        ("words=held", 1),
    ],
)
def test_the_list_can_be_filtered(as_leader, offices, query, shown):
    for _number in range(SMALLEST_GROUP):
        rating(office=offices, rated_on=CLOSED)
    rating(office=offices, rated_on=CLOSED, overall=1, words="Chậm", held_back=True)
    publish_ratings()
    assert len(listed(as_leader, f"{LIST}?{query}")) == shown
