"""The database never reopens or re-dates a follow-up."""

from datetime import date

import pytest

from tests.feedback.factories import follow_up
from tests.feedback.models.refusing import refused

pytestmark = pytest.mark.usefixtures("offices")


@pytest.mark.parametrize(
    "change",
    [{"opened_on": date(2026, 1, 1)}, {"decline_by": date(2027, 1, 1)}, {"rater": "1"}],
    ids=str,
)
def test_the_opening_day_of_a_follow_up_cannot_change(change):
    row = follow_up()
    refused(lambda: type(row).objects.filter(pk=row.pk).update(**change))


def test_an_ended_follow_up_cannot_be_reopened():
    row = follow_up(status="published", due_on=None, ended_on=date(2026, 11, 25))
    refused(
        lambda: (
            type(row)
            .objects.filter(pk=row.pk)
            .update(status="waiting", ended_on=None, due_on=date(2027, 1, 1))
        )
    )
