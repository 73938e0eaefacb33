"""Parts of a procedure are loaded when their tab is opened; closed ones are not changed."""

from procedures.drafts.draft_format import draft_of
from procedures.models import Procedure
from procedures.querysets import with_parts
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import fee, make_procedure, publish_procedure

CASES = {
    "cases": ["Cấp lần đầu", "Cấp lại"],
    "documents": [{"name": "Đơn báo mất", "case": "Cấp lại"}],
}


def draft(procedure):
    return draft_of(with_parts(Procedure.objects.filter(pk=procedure.pk)).get())


def test_a_case_is_not_deleted_while_its_rows_are_closed(editor, save):
    procedure = make_procedure(**CASES)
    before = draft(procedure)
    answer = save(procedure, parts={"cases"}, **{"cases-1-DELETE": "on"})
    assert "«Cấp lại» còn 1 giấy tờ hoặc bước." in answer.content.decode()
    assert draft(procedure) == before


def test_a_closed_part_is_not_sent(editor, page):
    procedure = publish_procedure(fee_status="confirmed", fees=[fee(140000)])
    fields = fields_of(page(procedure), "procedure_form")
    assert not [name for name in fields if name.endswith("-TOTAL_FORMS")]


def test_an_opened_part_is_loaded_alone(editor, page, client):
    procedure = publish_procedure(fee_status="confirmed", fees=[fee(140000)])
    answer = client.get(page.address(procedure), {"part": "fees"}, headers={"X-Part": "fees"})
    assert {name.partition("-")[0] for name in fields_of(answer)} == {"fees"}


def test_a_refused_form_offers_the_closed_parts_again(editor, save):
    answer = save(
        publish_procedure(fee_status="confirmed", fees=[fee(140000)]), **{"fees-0-amount": "-5"}
    )
    html = answer.content.decode()
    assert 'data-part="documents"' in html
    assert 'data-part="fees"' not in html
