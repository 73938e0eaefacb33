"""The writers of the catalogue: each writes all or nothing, records it and bumps the revision."""

import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from foundation.records.append_only import AppendOnlyError
from procedures import actions
from procedures.actions import NotPublishable, publish, withdraw
from procedures.choices import State, Trust
from procedures.models import DraftEdit, Procedure, ProcedureVersion
from tests.procedures.factories import draft, make_procedure, publish_procedure, withdraw_procedure

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 2, 30, 0, 123456, tzinfo=UTC)


# --- publishing ----------------------------------------------------------------------------------


@time_machine.travel(NOW, tick=False)
def test_a_version_records_what_who_when_and_why(officer):
    version = publish(make_procedure(id="a").pk, officer, "Công bố lần đầu")
    assert (version.procedure_id, version.number, version.state) == ("a", 1, State.PUBLISHED)
    assert (version.published_by, version.published_at, version.reason) == (
        officer,
        NOW,
        "Công bố lần đầu",
    )


@time_machine.travel(NOW, tick=False)
def test_the_draft_has_its_state_and_time():
    procedure = publish_procedure()
    assert (procedure.state, procedure.published_at) == (State.PUBLISHED, NOW)


def test_publishing_does_not_count_as_an_edit():
    procedure = make_procedure()
    before = procedure.edited_at
    publish(procedure.pk, None, "Thử")
    procedure.refresh_from_db()
    assert procedure.edited_at == before


def test_an_unchanged_draft_is_not_published_again(revision):
    procedure = publish_procedure()
    assert publish(procedure.pk, None, "Lần nữa") is None
    assert (procedure.versions.count(), revision()) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"short_name": "Khác"},
        {"keywords": ["từ khoá"]},
        {"public_doubt": "Chưa rõ."},
        {"former_codes": ["1.000001"]},
        {"fee_status": "unverified"},
    ],
)
def test_any_visible_change_is_published(change):
    procedure = publish_procedure()
    Procedure.objects.filter(pk=procedure.pk).update(**change)
    assert publish(procedure.pk, None, "Sửa").number == 2


def test_a_changed_part_is_published():
    procedure = publish_procedure()
    procedure.documents.update(copy_count=2)
    assert publish(procedure.pk, None, "Sửa").number == 2


def test_each_publication_bumps_the_revision_once(revision):
    procedure = publish_procedure()
    assert revision() == 1
    procedure.documents.update(copy_count=2)
    publish(procedure.pk, None, "Sửa")
    assert revision() == 2


def test_an_invalid_draft_is_refused_with_all_reasons(everything):
    procedure = make_procedure(levels=[], sources=[])
    before = everything()
    with pytest.raises(NotPublishable) as refused:
        publish(procedure.pk, None, "Thử")
    assert refused.value.messages == ["Cần ít nhất một cấp thực hiện.", "Cần ít nhất một nguồn."]
    assert everything() == before


def test_a_refused_publication_keeps_the_old_version():
    procedure = publish_procedure()
    procedure.sources.all().delete()
    with pytest.raises(NotPublishable):
        publish(procedure.pk, None, "Sửa")
    assert list(procedure.versions.values_list("number", "state")) == [(1, State.PUBLISHED)]


def test_a_withdrawn_procedure_can_be_published_again():
    procedure = withdraw_procedure()
    version = publish(procedure.pk, None, "Áp dụng lại")
    assert (version.number, version.state) == (3, State.PUBLISHED)


def test_old_versions_stay_readable():
    procedure = publish_procedure(short_name="Cũ")
    Procedure.objects.filter(pk=procedure.pk).update(short_name="Mới")
    publish(procedure.pk, None, "Sửa")
    assert ['"short_name":"Mới"' in version.document for version in procedure.versions.all()] == [
        True,
        False,
    ]


# --- history is append-only ----------------------------------------------------------------------


@pytest.mark.parametrize("model", [ProcedureVersion, DraftEdit])
def test_history_refuses_changes(model):
    publish_procedure()
    row = model.objects.get()
    for change in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(procedure="x"),
    ):
        with pytest.raises(AppendOnlyError):
            change()


@pytest.mark.parametrize("table", ["procedures_procedureversion", "procedures_draftedit"])
@pytest.mark.parametrize(
    "statement", ["DELETE FROM {}", "UPDATE {} SET procedure_id = procedure_id"]
)
def test_the_database_refuses_changes_of_history(table, statement):
    publish_procedure()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


# --- withdrawing ---------------------------------------------------------------------------------


@time_machine.travel(NOW, tick=False)
def test_a_withdrawal_is_a_version_too(officer):
    procedure = publish_procedure()
    version = withdraw(procedure.pk, officer, "Hết hiệu lực")
    assert (version.number, version.state, version.published_by, version.reason) == (
        2,
        State.WITHDRAWN,
        officer,
        "Hết hiệu lực",
    )
    procedure.refresh_from_db()
    assert (procedure.state, procedure.published_at) == (State.WITHDRAWN, NOW)


def test_a_withdrawal_bumps_the_revision_once(revision):
    withdraw_procedure()
    assert revision() == 2


@pytest.mark.parametrize("make", [make_procedure, withdraw_procedure])
def test_only_published_procedures_can_be_withdrawn(make, everything):
    procedure = make()
    before = everything()
    with pytest.raises(NotPublishable, match="không đang được công bố"):
        withdraw(procedure.pk, None, "Thử")
    assert everything() == before


def test_a_successor_is_kept_in_draft_and_version():
    procedure = withdraw_procedure(successor=publish_procedure(id="moi"))
    assert (
        procedure.superseded_by_id,
        '"superseded_by":"moi"' in procedure.versions.first().document,
    ) == ("moi", True)


def test_an_unknown_successor_is_refused(everything):
    procedure = publish_procedure()
    before = everything()
    with pytest.raises(NotPublishable, match="Không có thủ tục thay thế này"):
        withdraw(procedure.pk, None, "Thử", "khong-co")
    assert everything() == before


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circular_successor_is_refused(everything, length):
    first = last = publish_procedure(id="a")
    for _ in range(length - 1):
        last = publish_procedure(superseded_by=last)
    before = everything()
    with pytest.raises(NotPublishable, match="dẫn vòng"):
        withdraw(first.pk, None, "Thử", last.pk)
    assert everything() == before


@pytest.mark.parametrize(
    ("links", "circle"),
    [
        ({}, False),
        ({"b": "c"}, False),
        ({"b": "a"}, True),
        ({"b": "c", "c": "a"}, True),
        ({"b": "c", "c": "b"}, True),
        ({"b": None}, False),
    ],
)
def test_a_circle_is_found_wherever_it_closes(links, circle):
    assert actions.makes_circle("a", "b", links) is circle


# --- drafts --------------------------------------------------------------------------------------


def test_an_edit_is_recorded_with_the_whole_draft(officer):
    procedure = make_procedure(id="a")
    Procedure.objects.filter(pk="a").update(short_name="Mới")
    edit = actions.record_edit("a", officer)
    assert (edit.saved_by, edit.draft["short_name"], procedure.edits.count()) == (officer, "Mới", 2)


def test_saving_without_a_change_is_not_recorded(officer):
    make_procedure(id="a")
    assert actions.record_edit("a", officer) is None


def test_an_edit_updates_the_search_text_of_the_admin():
    make_procedure(id="a", code="1.000001")
    Procedure.objects.filter(pk="a").update(short_name="Đăng ký Thường trú", keywords=["Hộ khẩu"])
    actions.record_edit("a", None)
    folded = Procedure.objects.get(pk="a").folded
    assert all(word in folded for word in ("dang ky thuong tru", "ho khau", "1.000001"))


@time_machine.travel(NOW, tick=False)
def test_confirming_dates_the_draft_and_publishes_nothing(officer, revision):
    procedure = publish_procedure(trust="needs_recheck", as_of="2026-01-01")
    actions.confirm_still_true(procedure.pk, officer)
    procedure.refresh_from_db()
    assert (procedure.trust, procedure.as_of, procedure.versions.count(), revision()) == (
        Trust.CURRENT,
        date(2026, 11, 24),
        1,
        1,
    )
    assert procedure.edits.first().saved_by == officer


@time_machine.travel(datetime(2026, 11, 24, 17, 30, tzinfo=UTC), tick=False)
def test_today_is_the_day_in_vietnam(officer):
    procedure = publish_procedure(as_of="2026-01-01")
    actions.confirm_still_true(procedure.pk, officer)
    procedure.refresh_from_db()
    assert procedure.as_of == date(2026, 11, 25)


def test_a_change_of_words_bumps_the_revision(revision):
    actions.change_vocabulary(lambda: None)
    assert revision() == 1


def test_a_failed_change_of_words_bumps_nothing(revision):
    with pytest.raises(ZeroDivisionError):
        actions.change_vocabulary(lambda: 1 / 0)
    assert revision() == 0


# --- at the same time ----------------------------------------------------------------------------

at_once = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite has one writer at a time and a private database for each thread",
)


def together(*jobs):
    """Run `jobs` in threads that start at the same moment.

    Return their results or errors in order.
    """
    results = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def work(i, job):
        start.wait(10)
        try:
            results[i] = job()
        except Exception as error:  # noqa: BLE001  # the test looks at it
            results[i] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=item) for item in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@at_once
@pytest.mark.django_db(transaction=True)
def test_concurrent_publications_of_a_draft_give_one_version(revision):
    procedure = make_procedure()
    results = together(*[lambda: publish(procedure.pk, None, "Cùng lúc")] * 4)
    assert [type(result) for result in results].count(ProcedureVersion) == 1
    assert (procedure.versions.count(), revision()) == (1, 1)


@at_once
@pytest.mark.django_db(transaction=True)
def test_concurrent_edits_and_publications_are_numbered_in_order(revision):
    procedure = publish_procedure()

    def change(i):
        Procedure.objects.filter(pk=procedure.pk).update(short_name=f"Tên {i}")
        return publish(procedure.pk, None, f"Lần {i}")

    results = together(*[lambda i=i: change(i) for i in range(6)])
    assert not [result for result in results if isinstance(result, Exception)]
    numbers = list(procedure.versions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert revision() == len(numbers)


@at_once
@pytest.mark.django_db(transaction=True)
def test_concurrent_publications_each_bump_the_revision(revision):
    names = [make_procedure().pk for _ in range(6)]
    results = together(*[lambda name=name: publish(name, None, "Cùng lúc") for name in names])
    assert [result.number for result in results] == [1] * 6
    assert revision() == 6


@at_once
@pytest.mark.django_db(transaction=True)
def test_concurrent_publication_and_withdrawal_take_turns():
    procedure = publish_procedure()
    Procedure.objects.filter(pk=procedure.pk).update(short_name="Mới")
    together(lambda: publish(procedure.pk, None, "Sửa"), lambda: withdraw(procedure.pk, None, "Gỡ"))
    assert list(procedure.versions.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    procedure.refresh_from_db()
    assert procedure.state == procedure.versions.first().state


def test_applying_a_draft_overwrites_the_row_of_its_id():
    make_procedure(id="a", name="Cũ", cases=["Cũ"])
    make_procedure(**draft(id="a", name="Mới", cases=[]))
    procedure = Procedure.objects.get()
    assert (procedure.name, procedure.cases.count()) == ("Mới", 0)
