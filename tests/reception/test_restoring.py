"""After a restore no number is given twice."""

import pytest

from citizens.privacy import restoring
from tests.reception.factories import booked, walked_in

pytestmark = pytest.mark.django_db


def test_numbers_given_since_the_backup_are_not_given_again(counter):
    walked_in(counter)
    booked(counter, number=2)
    restoring.after_restore(None)
    assert walked_in(counter).label == "K202"
    assert booked(counter, number=2).label == "10:30-202"


def test_numbers_of_windows_and_days_that_the_backup_did_not_know(counter, time_machine):
    """The backup of the night knows no number of the day."""
    restoring.after_restore(None)
    counter.refresh_from_db()
    assert walked_in(counter).label == "K201"
    assert booked(counter, number=2).label == "10:30-201"
    time_machine.move_to("2027-02-01T02:00:00Z", tick=False)
    assert walked_in(counter).label == "K1"
