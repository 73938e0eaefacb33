"""A confidential notice that is queued while its citizen is erased; it locks no row of theirs."""

import threading

from django.db import connection, transaction

from citizens import actions
from citizens.models import Erasure, Notice
from citizens.notices import queueing
from tests.at_once import RACE

pytestmark = RACE


def test_what_is_queued_while_somebody_is_erased_is_not_left_behind(lan):
    def queue():
        queueing._queue_alone(queueing.Telling("report_decided", "report-1", [lan.pk], {}))
        connection.close()

    thread = threading.Thread(target=queue)
    with transaction.atomic():
        actions.erase(lan, Erasure.Cause.OWN_WISH)
        thread.start()
        thread.join(0.5)  # without a turn it would be done by now
    thread.join(10)
    assert not thread.is_alive()
    assert not Notice.objects.exists()
