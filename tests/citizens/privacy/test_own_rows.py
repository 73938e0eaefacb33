"""Which tables hold anything of a citizen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.access_log import kinds
from citizens.models import Notice, PersonalRequest
from citizens.privacy import own_rows, personal_data_registry
from citizens.privacy.own_rows import OwnRows
from dossiers.owners.own_rows import DOSSIERS
from reports.reporter import seals
from tests.citizens.factories import PHONE, citizen, personal_request
from tests.dossiers.factories import dossier

pytestmark = pytest.mark.django_db
REQUESTS, NOTICES = OwnRows(PersonalRequest), OwnRows(Notice)
PARTS = [part for part in personal_data_registry.parts() if part.rows]


def test_only_tables_with_a_row_of_the_citizen_are_found():
    who, other = citizen(), citizen()
    personal_request(who)
    assert own_rows.found(who, [REQUESTS, NOTICES]) == {REQUESTS}
    assert own_rows.has_none(other, [REQUESTS, NOTICES])


def test_dossiers_are_found_by_the_verified_phone_only():
    dossier(phone=PHONE), dossier(phone="")
    assert not own_rows.has_none(citizen(PHONE), DOSSIERS)
    assert own_rows.has_none(citizen(), DOSSIERS)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_what_is_not_asked_would_have_exported_the_same(part):
    assert part.export(citizen()) == part.nothing()


def test_rows_without_an_owner_are_asked_for_apart():
    who = citizen()
    everything = [rows for holder in (*PARTS, *kinds()) for rows in holder.rows]
    (mark,) = seals.ROWS[0].values(who)
    with CaptureQueriesContext(connection) as asked:
        own_rows.found(who, everything)
    naming = [query["sql"] for query in asked if mark in query["sql"]]
    assert len(asked) == 3  # all by the number, then who reported, then who rated
    assert [sql.count("EXISTS") for sql in naming] == [1]
