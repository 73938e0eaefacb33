"""The migration of old rows: links of kept drafts, published translations."""

from importlib import import_module

import orjson
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from foundation.records.append_only import AppendOnlyError
from procedures.actions import publish, record_edit
from procedures.admin.draft_review import review_of
from procedures.importing.applying import apply_plan
from procedures.importing.plan import make_plan
from procedures.importing.reading import read
from procedures.models import DraftEdit, Procedure, Translation
from tests.procedures.factories import (
    draft,
    make_field,
    make_procedure,
    make_translation,
    publish_procedure,
)

pytestmark = pytest.mark.django_db
NAME = "0002_what_citizens_do_not_see"
MIGRATION = import_module(f"procedures.migrations.{NAME}")
LINK = {"target": "b", "sentence": "Làm tiếp."}


@pytest.fixture(scope="module")
def then(django_db_setup, django_db_blocker):
    """Return the models as the migration sees them."""
    with django_db_blocker.unblock():
        return MigrationLoader(connection).project_state([("procedures", NAME)]).apps


def keep_as_once(then, links):
    """Change a kept draft, which the database otherwise refuses."""
    rows = then.get_model("procedures", "DraftEdit").objects.filter(procedure="a")
    MIGRATION.TRIGGER.reverse_code(then, connection.schema_editor())
    for row in rows:
        rows.filter(pk=row.pk).update(draft={**row.draft, "next_procedures": links})
    MIGRATION.TRIGGER.code(then, connection.schema_editor())


def mend(then):
    MIGRATION.mend_kept_drafts(then, connection.schema_editor())


@pytest.fixture
def imported(tmp_path, then):
    """Import a procedure that links to a later one of its file; keep its draft in the old form."""
    make_field("cutru")
    drafts = [draft(id="a", next_procedures=[LINK]), draft(id="b")]
    path = tmp_path / "cutru.json"
    path.write_bytes(orjson.dumps({"format": 1, "field": "cutru", "procedures": drafts}))
    files = read([str(path)])
    apply_plan(files, make_plan(files), "Lý do nhập")
    keep_as_once(then, [])
    assert [one.kind for one in review_of("a").differences] == ["added"]
    return Procedure.objects.get(pk="a")


def test_a_kept_draft_gets_the_links_of_its_version(imported, then):
    mend(then)
    assert DraftEdit.objects.get(procedure="a").draft["next_procedures"] == [LINK]
    assert not review_of("a").changed


def test_a_link_removed_by_an_officer_stays_removed(imported, then, officer):
    mend(then)
    imported.next_procedures.all().delete()
    record_edit("a", officer)
    publish("a", officer, "Bỏ liên kết")
    before = DraftEdit.objects.first().draft
    mend(then)
    assert DraftEdit.objects.first().draft == before


def test_kept_drafts_cannot_be_changed_afterwards(imported, then):
    mend(then)
    with pytest.raises(AppendOnlyError):
        DraftEdit.objects.update(draft={})
    rows = then.get_model("procedures", "DraftEdit").objects
    with pytest.raises(Exception, match="append-only"):
        rows.update(draft={})


def test_published_translations_are_marked(then):
    row = make_procedure(id="a", results=["Thông báo"])
    make_translation(row, "results", "Thông báo", "Notice")
    publish_procedure(row)
    make_translation(row, "name", row.name, "Name")
    Translation.objects.update(published=False)
    MIGRATION.mark_published(then, None)
    assert dict(Translation.objects.values_list("field", "published")) == {
        "results": True, "name": False,
    }  # fmt: skip
