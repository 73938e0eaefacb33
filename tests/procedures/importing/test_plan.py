"""The plan of an import: the result for each entry, and for officers' changes."""

import pytest

from procedures.actions import withdraw
from procedures.choices import State
from procedures.importing.applying import apply_plan
from procedures.importing.plan import make_plan
from procedures.importing.reading import Invalid, read
from procedures.models import Fee, Procedure
from tests.for_each import for_each
from tests.procedures.factories import draft, fee, make_field, make_procedure, publish_procedure

pytestmark = pytest.mark.django_db


def plan_of(path, **options):
    return make_plan(read([str(path)]), **options)


def ids(changes):
    return [change.id for change in changes]


def imported(write_file, *drafts):
    """Import `drafts` and publish them."""
    files = read([str(write_file(*drafts))])
    apply_plan(files, make_plan(files), "Nhập")


def edit(procedure_id, **values):
    """Edit a draft as an officer does, without publishing it."""
    Procedure.objects.filter(pk=procedure_id).update(**values)


def test_an_entry_without_a_row_is_created(write_file):
    plan = plan_of(write_file(draft(id="a")))
    assert (ids(plan.create), plan.changes_anything) == (["a"], True)


def test_an_entry_equal_to_its_row_is_unchanged(write_file):
    entry = draft()
    imported(write_file, entry)
    plan = plan_of(write_file(entry))
    assert (plan.unchanged, plan.changes_anything) == (1, False)


@for_each(
    ("change", "member"),
    [
        ({"short_name": "Tên khác"}, "short_name"),
        ({"levels": ["tinh", "xa"]}, "levels"),
        ({"documents": [{"name": "Đơn"}]}, "documents"),
        ({"time_limits": [{"value": 7.5, "unit": "working_day"}]}, "time_limits"),
        ({"fee_status": "unverified"}, "fee_status"),
        ({"as_of": "2026-11-20"}, "as_of"),
        ({"doubts": ["Chưa rõ"]}, "doubts"),
        ({"same_day_cutoff": True}, "same_day_cutoff"),
        ({"cases": ["Cấp lại"]}, "cases"),
    ],
)
def test_a_changed_entry_lists_the_changed_member(write_file, change, member):
    entry = draft()
    imported(write_file, entry)
    (update,) = plan_of(write_file({**entry, **change})).update
    assert update.members == (member,)


def test_an_entry_in_another_field_has_a_changed_field(write_file):
    entry = draft()
    imported(write_file, entry)
    write_file(field="cutru")
    (update,) = plan_of(write_file(entry, field="xe")).update
    assert update.members == ("field",)


@pytest.mark.parametrize(
    "empty",
    [
        {"code": ""},
        {"fees": []},
        {"keywords": []},
        {"same_day_cutoff": False},
        {"online_note": ""},
        {"document_sets": None},
    ],
)
def test_empty_and_missing_members_are_equal(write_file, empty):
    (name,) = empty
    entry = {key: value for key, value in draft().items() if key != name}
    imported(write_file, entry)
    assert not plan_of(write_file(entry | empty)).changes_anything


def test_an_officers_edit_against_a_changed_file_is_a_conflict(write_file):
    entry = draft(id="a")
    imported(write_file, entry)
    edit("a", short_name="Cán bộ sửa")
    plan = plan_of(write_file({**entry, "name": "Tệp sửa"}))
    assert (ids(plan.conflicts), plan.conflicts[0].members, plan.changes_anything) == (
        ["a"],
        ("name", "short_name"),
        False,
    )


def test_an_officers_edit_of_a_part_counts(write_file):
    entry = draft(id="a", fee_status="confirmed", fees=[fee(10)])
    imported(write_file, entry)
    Fee.objects.update(amount=20)
    assert ids(plan_of(write_file({**entry, "name": "Tệp sửa"})).conflicts) == ["a"]


def test_an_officers_edit_is_kept_while_the_file_is_unchanged(write_file):
    entry = draft(id="a")
    imported(write_file, entry)
    edit("a", short_name="Cán bộ sửa")
    plan = plan_of(write_file(entry))
    assert (ids(plan.kept), plan.conflicts, plan.changes_anything) == (["a"], [], False)


def test_a_conflict_can_be_decided_for_the_file(write_file):
    entry = draft(id="a")
    imported(write_file, entry)
    edit("a", short_name="Cán bộ sửa")
    plan = plan_of(write_file({**entry, "name": "Tệp sửa"}), take_file=["a"])
    assert (ids(plan.update), plan.conflicts) == (["a"], [])


def test_a_file_with_the_same_edit_ends_the_conflict(write_file):
    entry = draft(id="a")
    imported(write_file, entry)
    edit("a", short_name="Cán bộ sửa")
    imported(write_file, {**entry, "short_name": "Cán bộ sửa"})
    plan = plan_of(write_file({**entry, "short_name": "Cán bộ sửa", "name": "Tệp sửa"}))
    assert (ids(plan.update), plan.conflicts) == (["a"], [])


def test_an_entry_with_the_id_of_an_officers_procedure_is_a_conflict(write_file):
    publish_procedure(id="a")
    assert ids(plan_of(write_file(draft(id="a", name="Tệp"))).conflicts) == ["a"]


def test_a_vanished_entry_is_withdrawn(write_file):
    imported(write_file, draft(id="a"), draft(id="b"))
    plan = plan_of(write_file(draft(id="c")))
    assert (ids(plan.withdraw), plan.withdraw[0].why) == (["a", "b"], "không còn trong tệp")


def test_a_vanished_entry_with_an_officers_edit_is_a_conflict(write_file):
    imported(write_file, draft(id="a"))
    edit("a", short_name="Cán bộ sửa")
    plan = plan_of(write_file())
    assert (plan.withdraw, ids(plan.conflicts), plan.conflicts[0].why) == (
        [],
        ["a"],
        "không còn trong tệp, nhưng cán bộ đã sửa",
    )


def test_a_vanished_entry_can_be_withdrawn_by_its_id(write_file):
    imported(write_file, draft(id="a"))
    edit("a", short_name="Cán bộ sửa")
    assert ids(plan_of(write_file(), take_file=["a"]).withdraw) == ["a"]


def test_procedures_of_fields_without_a_file_do_not_vanish(write_file):
    imported(write_file, draft(id="a"))
    make_field("xe")
    assert plan_of(write_file(field="xe")).withdraw == []


@pytest.mark.parametrize("make", [make_procedure, publish_procedure])
def test_an_officers_procedure_never_vanishes(write_file, make):
    make(id="a")
    assert plan_of(write_file()).withdraw == []


def test_an_officers_withdrawal_is_kept_while_the_file_is_unchanged(write_file, officer):
    entry = draft(id="a")
    imported(write_file, entry)
    withdraw("a", officer, "Hết hiệu lực")
    plan = plan_of(write_file(entry))
    assert (ids(plan.kept), plan.changes_anything) == (["a"], False)


def test_an_officers_withdrawal_against_a_changed_file_is_a_conflict(write_file, officer):
    entry = draft(id="a")
    imported(write_file, entry)
    withdraw("a", officer, "Hết hiệu lực")
    assert ids(plan_of(write_file({**entry, "name": "Mới"})).conflicts) == ["a"]


def test_an_entry_withdrawn_by_an_import_can_return(write_file):
    entry = draft(id="a")
    imported(write_file, entry)
    withdraw("a", None, "không còn trong tệp")
    assert ids(plan_of(write_file(entry)).update) == ["a"]


@pytest.mark.parametrize(
    ("count", "gone", "too_much"),
    [(20, 2, False), (20, 3, True), (10, 1, False), (9, 1, True), (1, 1, True)],
)
def test_more_than_a_tenth_may_not_vanish(write_file, count, gone, too_much):
    drafts = [draft(id=f"t{i:02}") for i in range(count)]
    imported(write_file, *drafts)
    assert plan_of(write_file(*drafts[gone:])).vanishes_too_much is too_much


def test_withdrawn_procedures_do_not_count_towards_the_tenth(write_file):
    imported(write_file, draft(id="a"), draft(id="b"))
    Procedure.objects.filter(pk="a").update(state=State.WITHDRAWN)
    assert plan_of(write_file()).covered == 1


def test_a_code_of_another_remaining_procedure_is_refused(write_file):
    make_procedure(id="cu", code="1.000001")
    with pytest.raises(Invalid) as refused:
        plan_of(write_file(draft(), draft(id="moi", code="1.000001")))
    (fault,) = refused.value.faults
    assert (fault.pointer, fault.entry, fault.text) == (
        "/procedures/1/code",
        "moi",
        "Mã 1.000001 đang thuộc về cu.",
    )


def test_a_code_cannot_move_while_its_owner_is_in_conflict(write_file):
    entry = draft(id="cu", code="1.000001")
    imported(write_file, entry)
    edit("cu", short_name="Cán bộ sửa")
    with pytest.raises(Invalid):
        plan_of(write_file({**entry, "code": "1.000002"}, draft(id="moi", code="1.000001")))


def test_a_plan_writes_nothing(write_file, everything):
    imported(write_file, draft(id="a"), draft(id="b"))
    path = write_file(draft(id="a", name="Khác"), draft(id="c"))
    before = everything()
    plan_of(path)
    assert everything() == before
