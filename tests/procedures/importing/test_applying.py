"""An import is written in one transaction as planned, or not at all."""

import pytest

from procedures import actions
from procedures.choices import State
from procedures.importing.applying import VanishesTooMuch, apply_plan
from procedures.importing.plan import make_plan
from procedures.importing.reading import read
from procedures.models import DraftEdit, Procedure, ProcedureVersion
from tests.procedures.factories import draft, make_procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(write_file):
    """Return a function that imports drafts as one file."""

    def load_drafts(*drafts, allow_vanish=False, take_file=(), field="cutru"):
        files = read([str(write_file(*drafts, field=field))])
        apply_plan(files, make_plan(files, take_file), "Lý do nhập", allow_vanish=allow_vanish)

    return load_drafts


def test_a_new_entry_is_published(load):
    load(draft(id="a"))
    assert Procedure.objects.get(pk="a").state == State.PUBLISHED


def test_a_version_of_an_import_has_no_officer(load):
    load(draft(id="a"))
    version = ProcedureVersion.objects.get(procedure="a")
    assert (version.number, version.published_by, version.reason) == (1, None, "Lý do nhập")


def test_an_import_bumps_the_revision_once(load, revision):
    load(draft(), draft(), draft())
    assert revision() == 1


def test_the_second_run_changes_nothing(load, everything):
    drafts = draft(id="a", superseded_by="b"), draft(id="b")
    load(*drafts)
    before = everything()
    load(*drafts)
    assert everything() == before


def test_a_changed_entry_becomes_the_next_version(load):
    entry = draft(id="a")
    load(entry)
    load({**entry, "name": "Tên mới"})
    assert list(
        ProcedureVersion.objects.filter(procedure="a").values_list("number", flat=True)
    ) == [2, 1]


def test_only_changed_entries_get_a_version(load):
    kept, changed = draft(id="a"), draft(id="b")
    load(kept, changed)
    load(kept, {**changed, "name": "Tên mới"})
    assert ProcedureVersion.objects.filter(procedure="a").count() == 1


def test_parts_are_replaced(load):
    entry = draft(id="a")
    load(entry)
    load({**entry, "documents": [{"name": "Giấy mới"}]})
    assert list(Procedure.objects.get(pk="a").documents.values_list("name", flat=True)) == [
        "Giấy mới"
    ]


def test_documents_and_steps_belong_to_their_cases(load):
    load(
        draft(
            id="a",
            cases=["Cấp lại"],
            documents=[{"case": "Cấp lại", "name": "Đơn"}],
            steps=[{"case": "Cấp lại", "title": "Nộp"}],
        )
    )
    procedure = Procedure.objects.get(pk="a")
    assert (procedure.documents.get().case.name, procedure.steps.get().case.name) == (
        "Cấp lại",
        "Cấp lại",
    )


def test_an_entry_can_move_to_another_field(load):
    entry = draft(id="a")
    load(entry)
    load(entry, field="xe")
    assert Procedure.objects.get(pk="a").field_id == "xe"
    newest = ProcedureVersion.objects.filter(procedure="a").order_by("-number").first()
    assert newest.search_entry["field"] == "xe"


def test_a_successor_may_come_later_in_the_file(load):
    load(draft(id="a", superseded_by="b"), draft(id="b"))
    assert Procedure.objects.get(pk="a").superseded_by_id == "b"


def test_the_history_includes_the_successor(load):
    load(draft(id="a", superseded_by="b"), draft(id="b"))
    assert [edit.draft["superseded_by"] for edit in DraftEdit.objects.filter(procedure="a")] == [
        "b"
    ]


def test_a_code_may_move_to_another_entry(load):
    old, new = draft(id="cu", code="1.000001"), draft(id="moi", code="1.000002")
    load(new, old)
    load({**new, "code": "1.000001"}, {**old, "code": "", "former_codes": ["1.000001"]})
    assert dict(Procedure.objects.values_list("pk", "code")) == {"cu": "", "moi": "1.000001"}


def test_codes_may_be_swapped(load):
    a, b = draft(id="a", code="1.000001"), draft(id="b", code="1.000002")
    load(a, b)
    load({**a, "code": "1.000002"}, {**b, "code": "1.000001"})
    assert dict(Procedure.objects.values_list("pk", "code")) == {"a": "1.000002", "b": "1.000001"}


def test_a_code_may_move_to_a_new_id_and_old_links_lead_there(load, refreshed):
    load(draft(id="cu", code="1.000001"), draft(id="khac"))
    load(draft(id="moi", code="1.000001"), draft(id="khac"), allow_vanish=True)
    assert dict(Procedure.objects.values_list("pk", "code"))["moi"] == "1.000001"
    old, known = Procedure.objects.get(pk="cu"), refreshed()
    assert (old.code, old.former_codes, old.superseded_by_id) == ("", ["1.000001"], "moi")
    assert (known.find("1.000001").id, known.find("cu").successor) == ("moi", "moi")


def test_a_code_of_a_vanished_entry_may_move(load):
    load(draft(id="cu", code="1.000001"), draft(id="khac"))
    load(draft(id="khac"), allow_vanish=True)
    load(draft(id="moi", code="1.000001"), draft(id="khac"))
    assert dict(Procedure.objects.values_list("pk", "code"))["moi"] == "1.000001"


def test_an_entry_that_gave_its_code_away_may_return(load):
    old, other = draft(id="cu", code="1.000001"), draft(id="khac")
    load(old, other)
    load(draft(id="moi", code="1.000001"), other, allow_vanish=True)
    load(old, other, allow_vanish=True)
    assert dict(Procedure.objects.values_list("pk", "code"))["cu"] == "1.000001"
    assert Procedure.objects.get(pk="cu").state == State.PUBLISHED


def test_a_vanished_entry_is_withdrawn_and_kept(load):
    load(*(draft(id=f"t{i}") for i in range(10)))
    load(*(draft(id=f"t{i}", code=f"9.{i:06}") for i in range(100, 101)), allow_vanish=True)
    assert set(
        Procedure.objects.filter(pk__startswith="t", pk__lt="t10").values_list("state", flat=True)
    ) == {State.WITHDRAWN}


def test_a_withdrawal_has_a_reason(load):
    load(draft(id="a"))
    load(allow_vanish=True)
    assert (
        ProcedureVersion.objects.filter(procedure="a").first().reason
        == "Lý do nhập: không còn trong tệp"
    )


def test_too_many_vanishing_entries_stop_the_import(load, everything):
    entry = draft(id="a")
    load(entry, draft(id="b"))
    before = everything()
    with pytest.raises(VanishesTooMuch):
        load({**entry, "name": "Tên mới"}, draft(id="c"))
    assert everything() == before


def test_an_officers_edit_is_not_overwritten(load):
    entry = draft(id="a")
    load(entry)
    Procedure.objects.filter(pk="a").update(short_name="Cán bộ sửa")
    load({**entry, "short_name": "Tệp sửa"}, draft(id="b"))
    assert Procedure.objects.get(pk="a").short_name == "Cán bộ sửa"


def test_a_conflict_settled_for_the_file_stays_settled(load):
    entry = draft(id="a")
    load(entry)
    Procedure.objects.filter(pk="a").update(short_name="Cán bộ sửa")
    load({**entry, "short_name": "Tệp sửa"}, take_file=["a"])
    load({**entry, "short_name": "Tệp sửa lần nữa"})
    assert Procedure.objects.get(pk="a").short_name == "Tệp sửa lần nữa"


def test_an_officers_withdrawal_is_kept(load, officer):
    entry = draft(id="a")
    load(entry)
    actions.withdraw("a", officer, "Hết hiệu lực")
    load(entry)
    load({**entry, "name": "Tên mới"})
    assert Procedure.objects.get(pk="a").state == State.WITHDRAWN


def test_an_officers_procedure_stays_published(load):
    procedure = make_procedure(id="a")
    actions.publish(procedure.pk, None, "Thử")
    load(draft(id="b"), allow_vanish=True)
    assert Procedure.objects.get(pk="a").state == State.PUBLISHED


def test_a_failure_in_the_middle_changes_nothing(load, everything, monkeypatch):
    before = everything()
    publish = actions.publish_loaded
    calls = []

    def fails_at_the_second(*args, **kwargs):
        calls.append(args)
        return publish(*args, **kwargs) if len(calls) == 1 else pytest.fail("mất điện")

    monkeypatch.setattr(actions, "publish_loaded", fails_at_the_second)
    with pytest.raises(BaseException, match="mất điện"):
        load(draft(id="a"), draft(id="b"))
    assert everything() == before
