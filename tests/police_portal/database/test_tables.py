"""Missing parts of tables are reported; additional ones are accepted."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from foundation.api.readiness import NotReady
from foundation.database.tables import lacking
from police_portal.database import tables
from police_portal.health import check_database

IS_POSTGRESQL = connection.vendor == "postgresql"
pytestmark = pytest.mark.django_db(transaction=True)


def sql(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def changed():
    """Change tables by SQL, and change them back at the end."""
    undo = []

    def change(do, *back):
        sql(do)
        undo.extend(back)

    yield change
    sql(*reversed(undo))


def trigger(table, name):
    """Return the SQL that drops a trigger, and the SQL that creates it again."""
    with connection.cursor() as cursor:
        if IS_POSTGRESQL:
            cursor.execute(
                "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = %s", [name]
            )
            drop = f"DROP TRIGGER {name} ON {table}"
        else:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
            drop = f"DROP TRIGGER {name}"
        return drop, cursor.fetchone()[0]


def readiness():
    tables.comparison.forget()
    try:
        check_database()
    except NotReady as reason:
        return str(reason)
    return "ok"


def test_migrated_tables_lack_nothing():
    assert lacking(connection) == []


def test_it_sends_four_queries_for_any_number_of_tables(django_assert_num_queries):
    with django_assert_num_queries(4):
        lacking(connection)


@pytest.mark.parametrize(
    ("do", "back", "named"),
    [
        (
            "ALTER TABLE publishing_revision RENAME TO gone",
            "ALTER TABLE gone RENAME TO publishing_revision",
            "bảng publishing_revision",
        ),
        (
            "ALTER TABLE publishing_revision RENAME COLUMN number TO gone",
            "ALTER TABLE publishing_revision RENAME COLUMN gone TO number",
            "cột publishing_revision.number",
        ),
        (
            "DROP INDEX change_newest",
            'CREATE INDEX change_newest ON desk_changeentry ("at" DESC, id DESC)',
            "chỉ mục change_newest của desk_changeentry",
        ),
        (
            "DROP INDEX conflict_open",
            "CREATE INDEX conflict_open ON dossiers_importconflict (id DESC) WHERE state = 'open'",
            "chỉ mục conflict_open của dossiers_importconflict",
        ),
    ],
)
def test_missing_parts_are_reported(changed, do, back, named):
    changed(do, back)
    assert lacking(connection) == [named]
    assert readiness() == f"Bảng khác với phiên bản này, thiếu: {named}."
    with pytest.raises(SystemCheckError, match=named):
        call_command("check", tags=["database"], databases=["default"])


def test_a_missing_trigger_is_reported(changed):
    table, name = "desk_note", "desk_note_frozen"
    changed(*trigger(table, name))
    assert lacking(connection) == [f"trigger {name} của {table}"]


@pytest.mark.skipif(not IS_POSTGRESQL, reason="SQLite cannot drop one alone")
@pytest.mark.parametrize(
    ("table", "constraint", "named"),
    [
        (
            "desk_changeentry",
            "change_actor_named",
            "ràng buộc change_actor_named của desk_changeentry",
        ),
        (
            "api_idempotencykey",
            "idempotency_key_unique",
            "ràng buộc idempotency_key_unique của api_idempotencykey",
        ),
    ],
)
def test_a_missing_constraint_is_reported(changed, table, constraint, named):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [constraint]
        )
        definition = cursor.fetchone()[0]
    changed(
        f"ALTER TABLE {table} DROP CONSTRAINT {constraint}",
        f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {definition}",
    )
    assert lacking(connection) == [named]


@pytest.mark.skipif(not IS_POSTGRESQL, reason="SQLite cannot drop one alone")
def test_an_unnamed_missing_reference_and_index_are_reported(changed):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = 'desk_changeentry'::regclass AND contype = 'f'"
            " AND confrelid = 'offices_office'::regclass"
        )
        name, definition = cursor.fetchone()
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'desk_changeentry'"
            " AND indexdef LIKE '%%(office_id)'"
        )
        index, made = cursor.fetchone()
    changed(
        f"ALTER TABLE desk_changeentry DROP CONSTRAINT {name}",
        f"ALTER TABLE desk_changeentry ADD CONSTRAINT {name} {definition}",
    )
    changed(f"DROP INDEX {index}", made)
    assert lacking(connection) == [
        "chỉ mục của desk_changeentry.office_id",
        "khoá ngoại của desk_changeentry.office_id",
    ]


def test_additional_tables_and_columns_are_accepted(changed):
    changed("CREATE TABLE of_the_next (id integer)", "DROP TABLE of_the_next")
    changed(
        "ALTER TABLE publishing_revision ADD COLUMN of_the_next integer",
        "ALTER TABLE publishing_revision DROP COLUMN of_the_next",
    )
    assert lacking(connection) == []
    assert readiness() == "ok"


def test_unmigrated_tables_are_reported_as_such(changed):
    changed(
        "DROP INDEX change_newest",
        'CREATE INDEX change_newest ON desk_changeentry ("at" DESC, id DESC)',
    )
    [newest] = MigrationLoader(connection).graph.leaf_nodes("desk")
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(*newest)
    try:
        assert readiness() == "ok"
        call_command("check", tags=["database"], databases=["default"])
    finally:
        recorder.record_applied(*newest)


def test_matching_tables_are_compared_once_and_others_again(changed, monkeypatch):
    asked = []
    monkeypatch.setattr(tables, "lacking", lambda _connection: asked.append(1) or [])
    tables.comparison.forget()
    for _time in range(3):
        check_database()
    assert len(asked) == 1
    monkeypatch.setattr(tables, "lacking", lambda _connection: ["bảng x"])
    tables.comparison.forget()
    monkeypatch.setattr(tables, "AGAIN_SECONDS", 0.0)
    with pytest.raises(NotReady, match="bảng x"):
        check_database()
    monkeypatch.setattr(tables, "lacking", lambda _connection: [])
    check_database()


def test_many_names_are_cut(monkeypatch):
    monkeypatch.setattr(tables, "lacking", lambda _connection: [f"bảng {n}" for n in range(12)])
    assert readiness().endswith("bảng 9 và 2 thứ khác.")
