"""Migrations that would block a large table are refused."""

import pytest
from django.db import connection, connections, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

from foundation.database import operations
from tests import migration_lint, released

NEW_TABLE = """
CREATE TABLE "new" ("id" bigint NOT NULL PRIMARY KEY, "code" varchar(9) NOT NULL UNIQUE);
CREATE INDEX "new_code" ON "new" ("code");
ALTER TABLE "new" ADD CONSTRAINT "short" CHECK ("id" < 9);
"""
NAME = "applicant_hash_again"
INDEX = models.Index(fields=["status"], name=NAME)

needs_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="only PostgreSQL says what it would do"
)


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ('CREATE INDEX "i" ON "dossiers" ("code");', "require-concurrent-index-creation"),
        ('DROP INDEX "i";', "require-concurrent-index-deletion"),
        ('ALTER TABLE "d" ALTER COLUMN "c" SET NOT NULL;', "adding-not-nullable-field"),
        ('ALTER TABLE "d" ALTER COLUMN "c" TYPE bigint;', "changing-column-type"),
        ('ALTER TABLE "d" ADD CONSTRAINT "u" UNIQUE ("c");', "disallowed-unique-constraint"),
        ('ALTER TABLE "d" ADD CONSTRAINT "k" CHECK ("c" > 0);', "constraint-missing-not-valid"),
        (
            'ALTER TABLE "d" ADD COLUMN "o" bigint NULL CONSTRAINT "f" REFERENCES "o" ("id");',
            "adding-foreign-key-constraint",
        ),
    ],
)
def test_what_blocks_a_large_table_is_refused(sql, rule):
    assert rule in {fault.partition(":")[0] for fault in migration_lint.faults_of(sql)}


@pytest.mark.parametrize(
    "sql",
    [
        NEW_TABLE,
        'CREATE INDEX CONCURRENTLY "i" ON "d" ("c");',
        'ALTER TABLE "d" ADD COLUMN "c" integer NULL;',
        'ALTER TABLE "d" ADD COLUMN "c" varchar(9) DEFAULT \'\' NOT NULL;',
        'ALTER TABLE "d" DROP COLUMN "c" CASCADE;',
    ],
)
def test_what_takes_a_moment_is_allowed(sql):
    assert migration_lint.faults_of(sql) == []


# --- Migrations ----------------------------------------------------------------------------------


def migration_with(operation, **more):
    """Return a migration after the newest of `dossiers`, and the loader that knows it."""
    loader = MigrationLoader(connection)
    before = loader.graph.leaf_nodes("dossiers")[0]
    members = {"operations": [operation], "dependencies": [before], **more}
    made = type("Migration", (migrations.Migration,), members)("9999_new", "dossiers")
    loader.graph.add_node(("dossiers", "9999_new"), made)
    loader.graph.add_dependency(made, ("dossiers", "9999_new"), before)
    return made, loader


@needs_postgresql
@pytest.mark.django_db
def test_a_migration_that_blocks_is_named():
    faults = migration_lint.lint(*migration_with(migrations.AddIndex("dossier", INDEX)))
    assert [fault.rpartition(":")[0] for fault in faults] == [
        "dossiers.9999_new: require-concurrent-index-creation"
    ]


@needs_postgresql
@pytest.mark.django_db
def test_a_migration_that_goes_concurrently_is_allowed(monkeypatch):
    monkeypatch.setattr(
        connections["default"], "in_atomic_block", False
    )  # nothing is carried out here
    concurrently = operations.AddIndexConcurrently("dossier", INDEX)
    assert migration_lint.lint(*migration_with(concurrently, atomic=False)) == []


@needs_postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("reason", [{"may_block": "dossiers has 20 rows"}, {"initial": True}])
def test_small_tables_and_new_ones_may_be_blocked(reason):
    operation = migrations.AddIndex("dossier", INDEX)
    assert migration_lint.lint(*migration_with(operation, **reason)) == []


# --- Two versions at once ------------------------------------------------------------------------


def unreleased_columns(loader):
    """Return app, model and field of each column that was added since the last release."""
    known = {path for digests in released.released().values() for path in digests}
    return [
        (label, one.model_name_lower, one.name)
        for (label, _name), made in loader.disk_migrations.items()
        for path in [f"{made.__module__.replace('.', '/')}.py"]
        if path in released.migrations().keys() - known
        for one in made.operations
        if isinstance(one, migrations.AddField)
    ]


def test_the_version_before_writes_rows_without_naming_new_columns():
    loader = MigrationLoader(None)
    models_now = loader.project_state().models
    added = unreleased_columns(loader)
    fields = {one: models_now[one[:2]].fields[one[2]] for one in added}
    assert [
        ".".join(one)
        for one, field in fields.items()
        if not (field.null or field.many_to_many or field.db_default is not NOT_PROVIDED)
    ] == []
