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
