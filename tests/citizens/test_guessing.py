"""What keeps callers from guessing at codes, whatever is looked up.

The limits themselves are asked over HTTP in tests/dossiers/owners/test_lookup.py.
"""

import pytest
from django.db import DatabaseError, transaction

from citizens import guessing
from citizens.guessing import Asked, Caller, Given, Subject
from citizens.models import LookupTry
from foundation.api.problems import Problem
from tests.citizens.factories import citizen, lookup_try
from tests.clock import databases_now

pytestmark = pytest.mark.django_db
DOSSIER = Asked(Subject.DOSSIER, "A-1", Given.ID_LAST4)
REPORT = Asked(Subject.REPORT, "A-1", Given.SECRET_CODE)


@pytest.fixture(autouse=True)
def _now(time_machine):
    """Stop the clock."""
    time_machine.move_to("2026-11-23T02:00:00Z", tick=False)


def somebody():
    """Return a caller who has not tried yet."""
    return Caller.identify(citizen(), "")


def miss(caller, asked, **options):
    assert guessing.attempt(caller, asked, lambda: None, **options) is None


def refusal(caller, asked, **options):
    """Return the code of the problem with which an attempt is refused before anything is read."""
    with pytest.raises(Problem) as raised:
        guessing.attempt(caller, asked, lambda: pytest.fail("looked up all the same"), **options)
    return raised.value.type.code


def test_what_is_found_is_returned_and_both_outcomes_are_logged():
    caller = Caller.identify(None, "203.0.113.7")
    assert guessing.attempt(caller, REPORT, lambda: "found") == "found"
    miss(caller, REPORT)
    tries = LookupTry.objects.order_by("pk").values_list("subject", "given", "citizen", "hit")
    assert list(tries) == [
        ("report", "secret_code", None, True),
        ("report", "secret_code", None, False),
    ]


def test_who_has_to_wait_is_refused_without_a_further_entry():
    caller = somebody()
    for _time in range(guessing.FREE_MISSES):
        miss(caller, REPORT)
    assert refusal(caller, REPORT) == "throttled"
    assert LookupTry.objects.count() == guessing.FREE_MISSES


def test_tries_at_one_subject_do_not_count_at_another():
    caller = somebody()
    for _time in range(guessing.FREE_MISSES):
        miss(caller, DOSSIER)
    miss(caller, REPORT)
    assert refusal(caller, DOSSIER) == "throttled"


def test_equal_codes_of_two_subjects_are_counted_apart():
    other = Asked(Subject.REPORT, DOSSIER.code, DOSSIER.given)
    for _stranger in range(guessing.CODE_MISSES):
        miss(somebody(), DOSSIER)
    assert refusal(somebody(), DOSSIER) == "code_guessed"
    miss(somebody(), other)


def test_strangers_keep_out_neither_a_long_secret_nor_a_known_owner():
    for _stranger in range(guessing.CODE_MISSES):
        miss(somebody(), DOSSIER)
        miss(somebody(), REPORT)
    miss(somebody(), REPORT)
    miss(somebody(), DOSSIER, count_guesses=False)
    assert refusal(somebody(), DOSSIER) == "code_guessed"


def test_a_recent_try_cannot_be_deleted():
    lookup_try(at=databases_now())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LookupTry.objects.all().expire()
