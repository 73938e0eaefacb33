"""The work list of fees, confirming them, and warnings before publishing."""

import pytest
from django.urls import reverse

from procedures.drafts.draft_format import draft_of
from procedures.models import Procedure
from procedures.querysets import with_parts
from tests.for_each import for_each
from tests.procedures.factories import (
    fee,
    make_procedure,
    make_reduction,
    publish_procedure,
    withdraw_procedure,
)

SOON = fee(100, effective_to="2027-01-23", confirmed_on="2026-11-01")  # 60 days from today
LATER = fee(100, effective_to="2027-01-24", confirmed_on="2026-11-01")
ENDLESS = fee(100, confirmed_on="2026-11-01")
OPEN = fee(100, effective_to="2030-01-01")


def listed(client, **query):
    response = client.get(reverse("admin:procedures_procedure_fees"), query)
    assert response.status_code == 200
    return {row.short_name for row in response.context_data["cl"].result_list}


@for_each(
    ("work", "names"),
    [
        ("", {"Sắp hết", "Không hạn", "Chưa xác nhận", "Miễn giảm"}),
        ("ending", {"Sắp hết", "Miễn giảm"}),
        ("endless", {"Không hạn"}),
        ("unconfirmed", {"Chưa xác nhận", "Miễn giảm"}),
    ],
)
def test_a_procedure_is_listed_by_the_work_on_its_fees(editor, client, work, names):
    confirmed = {"fee_status": "confirmed"}
    make_procedure(short_name="Sắp hết", **confirmed, fees=[SOON])
    make_procedure(short_name="Còn lâu", **confirmed, fees=[LATER])
    make_procedure(short_name="Không hạn", **confirmed, fees=[ENDLESS])
    make_procedure(short_name="Chưa xác nhận", **confirmed, fees=[OPEN])
    withdraw_procedure(short_name="Đã gỡ", **confirmed, fees=[OPEN])
    given = make_procedure(short_name="Miễn giảm")
    make_reduction(given, effective_to="2027-01-01")
    assert listed(client, **({"work": work} if work else {})) == names


def test_the_next_end_of_a_fee_or_reduction_comes_first(editor, client):
    by_fee = make_procedure(fee_status="confirmed", fees=[SOON])
    by_reduction = make_procedure(fee_status="confirmed", fees=[OPEN])
    make_reduction(by_reduction, effective_to="2027-01-01")
    never = make_procedure(fee_status="confirmed", fees=[ENDLESS])
    response = client.get(reverse("admin:procedures_procedure_fees"))
    found = [row.pk for row in response.context_data["cl"].result_list]
    assert found == [by_reduction.pk, by_fee.pk, never.pk]


def test_the_list_shows_ends_and_missing_confirmations(editor, client):
    make_procedure(
        fee_status="confirmed",
        fees=[fee(100_000, "Cấp mới", effective_to="2026-12-31"), ENDLESS],
    )
    page = client.get(reverse("admin:procedures_procedure_fees")).content.decode()
    assert "100.000 đồng/lần – Cấp mới · đến hết 31/12/2026 · chưa xác nhận" in page
    assert "100 đồng/lần · không ghi ngày kết thúc" in page


def fees(procedure):
    return draft_of(with_parts(Procedure.objects.filter(pk=procedure.pk)).get())["fees"]


def test_confirming_marks_each_known_fee_and_the_status(editor, decide):
    procedure = make_procedure(fee_status="reported", fees=[fee(5, certainty="reported"), OPEN])
    assert decide(procedure, "confirm_fees").status_code == 302
    assert {row["confirmed_on"] for row in fees(procedure)} == {"2026-11-24"}
    procedure.refresh_from_db()
    assert (procedure.fee_status, procedure.edits.first().saved_by) == ("confirmed", editor)


def test_an_unknown_amount_stays_unconfirmed(editor, decide):
    procedure = make_procedure(
        fee_status="reported", fees=[fee(5), fee(None, "Khác", certainty="unsettled")]
    )
    decide(procedure, "confirm_fees")
    procedure.refresh_from_db()
    assert [row["confirmed_on"] for row in fees(procedure)] == ["2026-11-24", None]
    assert procedure.fee_status == "reported"


def test_nothing_can_be_confirmed_without_a_fee(editor, decide):
    assert "chưa có mức thu nào" in decide(make_procedure(), "confirm_fees").content.decode()


@pytest.mark.parametrize(
    ("change", "confirmed"),
    [
        ({}, "2026-11-01"),
        ({"fees-0-note": "Trang 3"}, "2026-11-01"),
        ({"fees-0-amount": "7"}, None),
    ],
)
def test_a_changed_fee_needs_a_new_confirmation(editor, save, change, confirmed):
    procedure = make_procedure(fee_status="unverified", fees=[ENDLESS])
    assert save(procedure, **change).status_code == 302
    assert fees(procedure)[0]["confirmed_on"] == confirmed


def test_reversed_days_are_refused_at_the_row(editor, save):
    procedure = make_procedure(fee_status="unverified", fees=[ENDLESS])
    days = {"fees-0-effective_from": "02/02/2026", "fees-0-effective_to": "01/02/2026"}
    answer = save(procedure, **days)
    assert (answer.status_code, "không được trước ngày" in answer.content.decode()) == (200, True)


def test_publishing_warns_of_a_gap_and_still_publishes(editor, page, decide):
    procedure = make_procedure(
        id="a",
        fee_status="confirmed",
        fees=[fee(1, effective_to="2026-12-31"), fee(2, effective_from="2027-03-01")],
    )
    shown = page(procedure, "publish").content.decode()
    assert "Phí, lệ phí · dòng 2 · Có hiệu lực từ: Từ 01/01/2027 đến trước 01/03/2027" in shown
    assert decide(procedure, "publish", reason="Biết rồi").status_code == 302


def test_a_changed_reduction_can_be_published_with_the_procedure(editor, page, decide):
    procedure = publish_procedure(id="a", fee_status="confirmed", fees=[fee(5)])
    make_reduction(procedure)
    shown = page(procedure, "publish").content.decode()
    assert "Miễn, giảm phí · " in shown
    assert "Không có khác biệt" not in shown
    decide(procedure, "publish", reason="Thông tư 117")
    assert procedure.versions.count() == 2
