"""Which tables hold anything of a citizen."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.access_log import kinds
from citizens.models import Citizen, Notice, PersonalRequest
from citizens.privacy import own_rows, personal_data_registry
from citizens.privacy.export import export_citizen
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


def own_columns(model):
    """Return the columns of `model` that say whose a row is."""
    keys = [
        one.column
        for one in model._meta.local_concrete_fields
        if one.is_relation and one.related_model is Citizen
    ]
    marks = {rows.column for part in PARTS for rows in part.rows if rows.model is model}
    return marks | set(keys)


def own_models():
    return [model for model in apps.get_models() if own_columns(model)]


# What says whose it is, and is read with something that is looked at, or always, or never.
NOT_LOOKED_AT = {
    "AccessEntry": "its part is always asked",
    "Erasure": "of who is erased there is no export",
    "NoticeReading": "read with confidential notices",
    "Photo": "read with the messages of questions; who sent one is no longer in it",
}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_table_of_citizens_that_a_part_reads_is_looked_at(part):
    with CaptureQueriesContext(connection) as asked:
        part.export(citizen(PHONE))
    sql = "\n".join(query["sql"] for query in asked)
    read = set(re.findall(r'FROM "(\w+)"', sql))
    asked_by = {*re.findall(r'"(\w+)"\."(\w+)" (?:=|IN) ', sql)}
    own = {
        model
        for model in own_models()
        if (table := model._meta.db_table) in read
        or any((table, column) in asked_by for column in own_columns(model))
    } - {Citizen}
    assert own
    assert {model for model in own if model.__name__ not in NOT_LOOKED_AT} <= {
        rows.model for rows in part.rows
    }


def test_every_table_that_refers_to_a_citizen_is_looked_at_or_named():
    looked_at = {rows.model for part in PARTS for rows in part.rows}
    others = {model.__name__ for model in own_models() if model not in looked_at}
    assert others - {Citizen.__name__} == NOT_LOOKED_AT.keys()


def test_nothing_is_asked_twice_for_an_export():
    who = citizen()
    personal_request(who)
    with CaptureQueriesContext(connection) as asked:
        export_citizen(who)
    looks = [query["sql"] for query in asked if query["sql"].startswith("SELECT EXISTS")]
    tables = re.findall(r'FROM "(\w+)" WHERE "(\w+)"', " ".join(looks))
    assert len(tables) == len(set(tables)) > 0


def test_rows_without_an_owner_are_asked_for_apart():
    who = citizen()
    everything = [rows for holder in (*PARTS, *kinds()) for rows in holder.rows]
    (mark,) = seals.ROWS[0].values(who)
    with CaptureQueriesContext(connection) as asked:
        own_rows.found(who, everything)
    naming = [query["sql"] for query in asked if mark in query["sql"]]
    assert len(asked) == 3  # all by the number, then who reported, then who rated
    assert [sql.count("EXISTS") for sql in naming] == [1]
