"""Two officers at once: exactly one wins, the other is told, and nothing is half written."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from dossiers import actions, lookup
from dossiers.actions import DossierChanged
from dossiers.models import Dossier, LookupTry
from foundation.api.problems import Problem
from tests.citizens.factories import citizen
from tests.dossiers.factories import MACHINE, dossier, facts

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite has one writer, and its tests share one connection between threads",
    ),
]
ROUNDS = 20


def at_once(number, work):
    """Run `work(i)` in `number` threads that start together.

    And return what each returned or raised.
    """
    barrier = Barrier(number)

    def run(i):
        try:
            barrier.wait()
            return work(i)
        except Exception as error:  # noqa: BLE001  # the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(run, range(number)))


def test_two_officers_moving_one_dossier_at_once_one_wins_and_the_other_is_told():
    for _round in range(ROUNDS):
        row = dossier()
        targets = ("processing", "suspended")
        results = at_once(
            2,
            lambda i: actions.transition(
                row.pk,
                targets[i],
                MACHINE,
                facts(targets[i]),
                seen=row.events_count,  # noqa: B023
            ),
        )  # noqa: B023, RUF100
        lost = [result for result in results if isinstance(result, DossierChanged)]
        (won,) = [result for result in results if result not in lost]
        row.refresh_from_db()
        assert len(lost) == 1
        assert (row.status, row.events_count, row.events.count()) == (won.status_to, 2, 2)


def test_one_code_is_registered_once():
    from tests.dossiers.factories import registration

    first = dossier()
    given = registration(office=first.office, procedure=first.procedure)
    results = at_once(4, lambda _i: actions.register(given, MACHINE))
    assert sum(isinstance(result, Dossier) for result in results) == 1
    assert Dossier.objects.count() == 2


def test_many_tries_of_one_caller_at_once_are_counted_exactly(settings, monkeypatch):
    settings.LOOKUP_TRIES = 5
    row, caller = dossier(), lookup.Caller.identify(citizen(), "")
    results = at_once(12, lambda _i: lookup.look_up(caller, row.code, None, ""))
    assert sum(isinstance(result, lookup.Hit) for result in results) == 5
    assert all(result.type.code == "throttled" for result in results if isinstance(result, Problem))
    assert LookupTry.objects.count() == 5
