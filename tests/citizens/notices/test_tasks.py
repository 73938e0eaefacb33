"""Loading what a delivery needs to be sent."""

import pytest

from citizens.models import Notice
from citizens.notices import outbox, tasks
from tests.citizens.factories import agree, delivery, notice

pytestmark = pytest.mark.django_db


def test_a_task_is_loaded_fresh_from_the_database(lan):
    delivery(notice(lan))
    (claim,) = outbox.claim("w1", 1)
    assert not tasks.load_task(claim).recipient.consents
    agree(lan)
    assert tasks.load_task(claim).recipient.consents
    agree(lan, granted=False)
    assert not tasks.load_task(claim).recipient.consents
    Notice.objects.all().delete()
    assert tasks.load_task(claim) is None
