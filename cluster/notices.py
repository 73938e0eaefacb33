"""Notices that are queued all the time, and what became of each at the simulated Zalo."""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection

from benchmarks.parts.notice_delivery import (
    SENDERS,
    await_end,
    prepare,
    queue_notices,
    taken_by,
)
from citizens.models import Delivery
from citizens.models.delivery import OPEN
from cluster.judging import Finding
from zalo_client.simulator import Simulator

AT_ONCE, EVERY = 20, 4.0  # notices, and seconds until the next ones
A_SECOND = 30.0  # of each worker, at most
PATIENCE = 60.0  # seconds until all are sent that can be
_numbers = itertools.count()


class Notices:
    """People who are told of their dossiers by the simulated Zalo `zalo`."""

    def __init__(self, zalo: Simulator) -> None:
        prepare(zalo)
        self._zalo = zalo
        self._stop = threading.Event()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Queue notices while the block runs."""
        self._stop.clear()
        thread = threading.Thread(target=self._queue)
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join()

    def _queue(self) -> None:
        while not self._stop.wait(EVERY):
            try:
                queue_notices(AT_ONCE, f"cluster-{next(_numbers)}")
            except Error:  # while there is no primary nothing is acknowledged
                connection.close()
        connection.close()

    def finding(self) -> Finding:
        """Say what became of all notices so far; what was under way at a kill may come twice."""
        connection.close()
        await_end(PATIENCE)
        taken = taken_by(self._zalo)
        states = dict(Delivery.objects.values_list("tracking_id", "state"))
        lost = sum(one not in taken for one in states)
        waiting = sum(state in OPEN for state in states.values())
        twice = sum(times - 1 for times in taken.values())
        words = f"{len(states)} notices so far, {lost} lost, {waiting} open, {twice} sent twice"
        return Finding(words, not lost and not waiting and twice <= 2 * SENDERS)
