"""Concurrent changes: exactly one wins, and the other is refused."""

from citizens.guessing import Caller
from citizens.models import LookupTry
from dossiers import actions
from dossiers.actions import DossierChanged
from dossiers.models import Dossier
from dossiers.owners import lookup
from foundation.api.problems import Problem
from tests.at_once import RACE, at_once
from tests.citizens.factories import citizen
from tests.dossiers.factories import MACHINE, dossier, facts

pytestmark = RACE
ROUNDS = 20


def test_of_two_concurrent_moves_one_is_refused():
    for _round in range(ROUNDS):
        row = dossier()
        targets = ("processing", "suspended")

        def change(i, row=row, targets=targets):
            facts_of_move = facts(targets[i])
            return actions.transition(
                row.pk, targets[i], MACHINE, facts_of_move, seen=row.events_count
            )

        results = at_once(2, change)
        lost = [result for result in results if isinstance(result, DossierChanged)]
        (won,) = [result for result in results if result not in lost]
        row.refresh_from_db()
        assert len(lost) == 1
        assert (row.status, row.events_count, row.events.count()) == (won.status_to, 2, 2)


def test_concurrent_registrations_create_one_dossier():
    from tests.dossiers.factories import registration

    first = dossier()
    given = registration(office=first.office, procedure=first.procedure)
    results = at_once(4, lambda _i: actions.register(given, MACHINE))
    assert sum(isinstance(result, Dossier) for result in results) == 1
    assert Dossier.objects.count() == 2


def test_concurrent_tries_are_counted_exactly(settings, monkeypatch):
    settings.LOOKUP_TRIES = 5
    row, caller = dossier(), Caller.identify(citizen(), "")
    results = at_once(12, lambda _i: lookup.look_up(caller, row.code, {}))
    assert sum(isinstance(result, lookup.Hit) for result in results) == 5
    assert all(result.type.code == "throttled" for result in results if isinstance(result, Problem))
    assert LookupTry.objects.count() == 5
