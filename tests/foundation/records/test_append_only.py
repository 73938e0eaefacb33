"""Append-only rows: written once, protected by the model, its querysets and the database."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.db import DatabaseError, connection, migrations, transaction
from django.db.models import QuerySet
from model_bakery import baker

from foundation.records.append_only import AppendOnly, AppendOnlyError, Expiring, forbid_changes
from tests.clock import databases_now
from tests.for_each import for_each
from tests.routes import make

MODELS = [model for model in apps.get_models() if issubclass(model, AppendOnly)]


each_model = for_each("model", MODELS, ids=lambda model: model.__name__)


def make_row(model):
    """Return a row of a table.

    If old rows may be deleted, the row is new by the database's clock.
    """
    if not issubclass(model, Expiring):
        return make(model)
    with time_machine.travel(databases_now()):
        return make(model)


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_append_only_models_exist():
    assert {"ProcedureVersion", "DraftEdit"} <= {model.__name__ for model in MODELS}


@each_model
def test_a_new_row_is_written_once(db, model):
    make_row(model)
    assert model.objects.count() == 1


@each_model
@for_each("act", ["save", "delete"])
def test_the_model_refuses_changes(db, model, act):
    make_row(model)
    with pytest.raises(AppendOnlyError):
        getattr(model.objects.get(), act)()


@each_model
def test_saving_a_new_row_again_is_refused(db, model):
    row = make_row(model)
    with pytest.raises(AppendOnlyError):
        row.save()


@each_model
def test_saving_over_another_row_is_refused(db, model):
    make_row(model)
    copy = model.objects.get()
    copy._state.adding = True
    with pytest.raises(DatabaseError), transaction.atomic():
        copy.save()


@each_model
def test_querysets_refuse_changes(db, model):
    row = make_row(model)
    rows = model.objects.filter(pk=row.pk)
    with pytest.raises(AppendOnlyError):
        rows.update(id=row.pk)
    with pytest.raises(AppendOnlyError):
        rows.delete()
    with pytest.raises(AppendOnlyError):
        model.objects.bulk_update([row], [model._meta.concrete_fields[-1].name])


@each_model
@for_each("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_the_database_refuses_changes(db, model, statement):
    make_row(model)
    meta = model._meta
    with pytest.raises(DatabaseError, match="append-only"):
        sql(statement.format(table=meta.db_table, column=meta.pk.column))
    assert model.objects.count() == 1


@each_model
def test_the_database_refuses_raw_deletes(db, model):
    row = make_row(model)
    rows = model._base_manager.filter(pk=row.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows._raw_delete(rows.db)


@each_model
def test_the_database_refuses_changes_through_an_ordinary_manager(db, model):
    row = make_row(model)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        QuerySet(model).filter(pk=row.pk).update(**{model._meta.pk.name: row.pk})


@each_model
def test_inserting_over_a_row_is_refused(db, model):
    row = make_row(model)
    with pytest.raises((DatabaseError, AppendOnlyError)), transaction.atomic():
        model.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=[model._meta.pk.name],
            update_fields=[model._meta.concrete_fields[-1].name],
        )


@pytest.mark.django_db(transaction=True)
def test_the_migration_can_be_reversed_and_repeated():
    operation = forbid_changes("procedures_draftedit")
    assert isinstance(operation, migrations.RunPython)
    with connection.schema_editor() as editor:
        operation.reverse_code(apps, editor)
    baker.make("procedures.DraftEdit")
    sql("DELETE FROM procedures_draftedit")
    with connection.schema_editor() as editor:
        operation.code(apps, editor)
    baker.make("procedures.DraftEdit")
    with pytest.raises(DatabaseError, match="append-only"):
        sql("DELETE FROM procedures_draftedit")


@pytest.mark.django_db(transaction=True)
def test_old_enough_rows_may_be_deleted():
    operation = forbid_changes("api_idempotencykey", deletable_after=30)
    for days in (29, 31):
        baker.make("api.IdempotencyKey", key=str(days), at=databases_now() - timedelta(days=days))
    with connection.schema_editor() as editor:
        operation.code(apps, editor)
    try:
        with pytest.raises(DatabaseError, match="append-only"):
            sql("DELETE FROM api_idempotencykey")
        with pytest.raises(DatabaseError, match="append-only"):
            sql("UPDATE api_idempotencykey SET result = 'x' WHERE key = '31'")
        sql("DELETE FROM api_idempotencykey WHERE key = '31'")
        with pytest.raises(DatabaseError, match="append-only"):
            sql("DELETE FROM api_idempotencykey WHERE key = '29'")
    finally:
        with connection.schema_editor() as editor:
            operation.reverse_code(apps, editor)
    sql("DELETE FROM api_idempotencykey")
