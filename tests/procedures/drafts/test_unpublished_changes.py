"""Unpublished changes of a draft: pages, list, first page, acts and publishing agree."""

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from offices.models import Field
from procedures import actions
from procedures.admin.draft_review import review_of
from procedures.drafts.draft_format import draft_of
from procedures.drafts.unpublished_changes import for_citizens
from procedures.fees.reduction_actions import publish_reductions
from procedures.models import DraftEdit, NextProcedure, Procedure
from procedures.publishing import rendering
from procedures.querysets import with_parts
from tests.for_each import for_each
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import (
    draft,
    fee,
    make_procedure,
    make_reduction,
    publish_procedure,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:procedures_procedure_changelist")
ROWS = {
    "cases": ["Cấp lại"],
    "documents": [{"name": "Đơn", "original_count": 1}, {"name": "Ảnh", "case": "Cấp lại"}],
    "fee_status": "confirmed",
    "fees": [fee(5)],
    "legal_basis": [{"number": "1/2026/NĐ-CP", "title": "Nghị định"}],
    "forms": [{"form": "mau-a"}],
}
# Parts of a draft that no citizen reads.
OWN = [
    {"doubts": ["Chưa đối chiếu."]},
    {"fees": [fee(5, source_title="Báo", source_url="https://bao.vn/a", note="Hỏi lại.")]},
    {"sources": [{"name": "Cổng", "type": "national_portal", "reference": "Trang 3"}]},
]
SEEN = [
    {"short_name": "Tên khác"},
    {"keywords": ["cách gọi khác"]},
    {"conditions": ["Đủ 18 tuổi"]},
    {"fees": [fee(6)]},
    {"fees": [fee(5, confirmed_on="2026-11-01")]},
    {"sources": [{"name": "Cổng khác", "type": "national_portal"}]},
    {"documents": [{"name": "Đơn", "original_count": 0}]},
    {"legal_basis": [{"number": "2/2026/NĐ-CP", "title": "Nghị định"}]},
]


def listed(client):
    client.get(LIST)
    return client.get(LIST, {"draft": "differs"}).context_data["cl"].result_count


def on_first_page(client):
    groups = client.get(reverse("admin:index")).context_data["groups"]
    cards = [card for group in groups.values() for card in group]
    return next(card.number for card in cards if card.title == "Bản nháp khác bản công bố")


def rendered(procedure_id):
    """Return the whole public rendering of the draft as it is now."""
    procedure = with_parts(Procedure.objects.filter(pk=procedure_id)).get()
    seen = procedure.versions.first()
    made = rendering.render(procedure, rendering.Stamp(seen.number, seen.published_at))
    return made.document, made.card, orjson.dumps(made.search_entry), made.fees, made.forms


@for_each("change", [{}, *OWN, *SEEN])
def test_a_draft_differs_if_publishing_would_change_something(change):
    base = draft(id="a", sources=[{"name": "Cổng", "type": "national_portal"}], **ROWS)
    publish_procedure(**base)
    before, shown = rendered("a"), for_citizens(draft_of(Procedure.objects.get(pk="a")))
    make_procedure(**{**base, **change})
    after, then = rendered("a"), for_citizens(draft_of(Procedure.objects.get(pk="a")))
    assert (before != after) is (shown != then) is (change in SEEN)


@pytest.fixture
def known(editor, client):
    """Publish a procedure, and let the list compute that it does not differ."""
    editor.is_superuser = True
    editor.save()
    values = {**ROWS, "name": "Thủ tục", "short_name": "Thủ tục"}
    publish_procedure(**draft(id="a", code="9.000001", **values))
    assert listed(client) == on_first_page(client) == 0
    return lambda **change: make_procedure(**draft(id="a", code="9.000001", **{**values, **change}))


def agree(client, *, differs):
    """Check that page, list, first page and publishing agree."""
    review = review_of("a")
    assert (listed(client), on_first_page(client)) == (int(differs), int(differs))
    assert bool(review.changed) is differs
    assert (actions.publish("a", None, "Thử") is not None) is differs
    assert (listed(client), on_first_page(client)) == (0, 0)
    assert not review_of("a").changed


def test_all_show_a_changed_draft(known, client):
    known(short_name="Tên khác")
    agree(client, differs=True)


def test_none_shows_a_change_for_officers_only(known, client):
    known(doubts=["Chưa rõ."])
    agree(client, differs=False)


def test_all_show_a_form_changed_on_its_page(known, client):
    page = reverse("admin:procedures_officialform_change", args=["mau-a"])
    client.post(page, fields_of(client.get(page), "officialform_form") | {"name": "Mẫu khác"})
    agree(client, differs=True)


def test_all_show_an_act_changed_on_its_page(known, client):
    act = make_reduction(Procedure.objects.get(pk="a"))
    publish_reductions([act.pk], None, "Miễn phí")
    page = reverse("admin:procedures_feereduction_change", args=[act.pk])
    sent = fields_of(client.get(page), "feereduction_form") | {"who": "Người cao tuổi"}
    client.post(page, sent)
    agree(client, differs=True)


def test_all_show_a_move_to_another_field(known, client):
    Field.objects.create(code="xe", name="Đăng ký xe")
    Procedure.objects.filter(pk="a").update(field="xe")
    actions.record_edit("a", None)
    assert [one.place for one in review_of("a").differences] == ["Lĩnh vực"]
    agree(client, differs=True)


def test_none_shows_a_new_name_of_another_procedure_or_field(known, client):
    target = publish_procedure(id="b", short_name="Tên cũ")
    NextProcedure.objects.create(procedure_id="a", target=target, sentence="Làm tiếp.")
    actions.record_edit("a", None)
    agree(client, differs=True)
    make_procedure(**draft(id="b", code=target.code, short_name="Tên mới"))
    publish_procedure(Procedure.objects.get(pk="b"))
    Field.objects.get(pk="cutru").save()
    Field.objects.filter(pk="cutru").update(name="Tên lĩnh vực mới")
    agree(client, differs=False)
    act = make_reduction(Procedure.objects.get(pk="a"))
    assert publish_reductions([act.pk], None, "Miễn phí").left == []


def test_a_draft_saved_with_a_clock_ahead_is_the_published_one(time_machine):
    time_machine.move_to("2026-11-23T09:00:10+07:00", tick=False)
    make_procedure(id="a")
    time_machine.move_to("2026-11-23T09:00:00+07:00", tick=False)
    actions.publish("a", None, "Thử")
    assert not review_of("a").changed


def test_an_unrecorded_draft_is_recorded_when_published():
    publish_procedure(id="a")
    Procedure.objects.filter(pk="a").update(short_name="Sửa thẳng")
    actions.publish("a", None, "Thử")
    assert DraftEdit.objects.filter(procedure="a").first().draft["short_name"] == "Sửa thẳng"
    assert not review_of("a").changed


def test_the_list_costs_the_same_for_1_and_20_unmarked_rows(known, client):
    def queries():
        Procedure.objects.update(differs=None)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    one = queries()
    for _number in range(20):
        publish_procedure()
    assert queries() == one
