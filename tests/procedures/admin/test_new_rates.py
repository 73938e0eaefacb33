"""One act sets new amounts of several procedures from one day on."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from time_machine import travel

from procedures.models import Fee, Procedure
from procedures.publishing.snapshot import catalogue
from tests.procedures.factories import fee, publish_procedure

PAGE = reverse("admin:procedures_procedure_new_rates")
ENDS = {"fee_status": "confirmed", "fees": [fee(100_000, effective_to="2026-12-31")]}


def typed(*rows, **values):
    return {
        "amount": "200.000",
        "start": "01/01/2027",
        "basis": "Thông tư 28/2026/TT-BTC",
        "rows": [",".join(str(row.pk) for row in rows)],
        **values,
    }


def amounts(procedure):
    rows = procedure.fees.order_by("order", "pk")
    return [(int(row.amount), row.effective_from, row.effective_to) for row in rows]


@pytest.fixture
def two(db):
    return [publish_procedure(id=key, short_name=f"Thủ tục {key}", **ENDS) for key in ("a", "b")]


def rows_of(*procedures):
    return [procedure.fees.get() for procedure in procedures]


def test_fees_are_offered_by_amount_and_last_day_what_ends_first_comes_first(editor, client, two):
    publish_procedure(fee_status="confirmed", fees=[fee(5, effective_to="2030-01-01")])
    groups = client.get(PAGE).context_data["groups"]
    assert [(len(group.rows), group.title) for group in groups] == [
        (2, "100.000 đồng/lần, đến hết 31/12/2026"),
        (1, "5 đồng/lần, đến hết 01/01/2030"),
    ]
    assert 'value="01/01/2027"' in client.get(PAGE).content.decode()


def test_what_is_known_to_follow_is_offered_instead_of_what_it_follows(editor, client):
    rows = [fee(100, effective_to="2026-12-31"), fee(200, effective_from="2027-01-01")]
    publish_procedure(fee_status="confirmed", fees=rows)
    (group,) = client.get(PAGE).context_data["groups"]
    assert [int(row.amount) for row in group.rows] == [200]


def test_both_amounts_are_shown_before_anything_is_written(editor, client, two):
    shown = client.post(PAGE, typed(*rows_of(*two))).content.decode()
    assert "<td>100.000 đồng/lần</td><td><strong>200.000 đồng/lần</strong></td>" in shown
    assert "Ghi và công bố" in shown
    assert Fee.objects.count() == 2


def test_what_is_known_to_begin_on_that_day_gets_the_new_amount(editor, client):
    rows = [fee(100, effective_to="2026-12-31"), fee(200, effective_from="2027-01-01")]
    one = publish_procedure(fee_status="confirmed", fees=rows)
    last = one.fees.get(amount=200)
    page = client.get(PAGE).content.decode()
    assert 'value="01/01/2027"' in page
    shown = client.post(PAGE, typed(last, amount="150")).content.decode()
    foreseen = "<del>200 đồng/lần</del> <strong>150 đồng/lần</strong>"
    assert f"<td>100 đồng/lần</td><td>{foreseen}</td>" in shown
    client.post(PAGE, typed(last, amount="150", confirm="1"))
    assert amounts(one) == [(100, None, date(2026, 12, 31)), (150, date(2027, 1, 1), None)]
    assert one.versions.count() == 2


def test_what_has_begun_on_that_day_is_not_overwritten(editor, client):
    rows = [fee(100, effective_to="2026-10-31"), fee(200, effective_from="2026-11-01")]
    one = publish_procedure(short_name="Hộ chiếu", fee_status="confirmed", fees=rows)
    last = one.fees.get(amount=200)
    shown = client.post(PAGE, typed(last, start="01/11/2026", confirm="1")).content.decode()
    assert "Đã có mức từ 01/11/2026" in shown
    assert {int(row.amount) for row in one.fees.all()} == {100, 200}


@pytest.mark.parametrize(
    ("day", "read", "not_read"),
    [
        ("2026-12-31", "100.000 đồng", "200.000 đồng"),
        ("2027-01-01", "200.000 đồng", "100.000 đồng"),
    ],
)
def test_citizens_read_the_old_amount_before_that_day_and_the_new_one_from_it_on(
    editor, client, two, day, read, not_read
):
    client.post(PAGE, typed(*rows_of(*two), confirm="1"))
    with travel(datetime.fromisoformat(f"{day}T09:00:00+07:00"), tick=False):
        catalogue.refresh()
        (line,) = client.get("/api/v1/procedures/a/").json()["channels"][0]["fees"]
    assert read in line["text"]
    assert not_read not in line["text"]


def test_the_old_row_ends_the_new_one_begins_and_citizens_see_it(editor, client, two):
    answer = client.post(PAGE, typed(*rows_of(*two), confirm="1"), follow=True)
    assert "Đã công bố 2 thủ tục" in answer.content.decode()
    for procedure in two:
        assert amounts(procedure) == [
            (100_000, None, date(2026, 12, 31)),
            (200_000, date(2027, 1, 1), None),
        ]
        version = procedure.versions.order_by("-number").first()
        assert [row["amount"] for row in version.fees["rows"]] == [100_000, 200_000]
    (group,) = client.get(PAGE).context_data["groups"]
    assert group.title == "200.000 đồng/lần, từ 01/01/2027"


def test_an_earlier_day_cuts_the_old_row(editor, client, two):
    client.post(PAGE, typed(*rows_of(two[0]), start="15/12/2026", confirm="1"))
    assert {row[2] for row in amounts(two[0])} == {date(2026, 12, 14), None}


def test_a_procedure_with_another_change_is_written_and_named_not_published(editor, client, two):
    Procedure.objects.filter(pk="b").update(short_name="Đang sửa dở", differs=None)
    answer = client.post(PAGE, typed(*rows_of(*two), confirm="1"), follow=True).content.decode()
    assert "Đã công bố 1 thủ tục; còn 1 thủ tục phải công bố riêng: Đang sửa dở" in answer
    assert len(amounts(two[1])) == 2
    assert two[1].versions.count() == 1


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"amount": "hai trăm"}, "Ghi số tiền"),
        ({"amount": "200.00"}, "Ghi số tiền"),
        ({"start": "31/02/2027"}, "Hãy ghi ngày, tháng, năm"),
        ({"basis": ""}, "bắt buộc"),
        ({"rows": ["999999"]}, "Chọn ít nhất một mức thu"),
        ({"rows": ["a,b"]}, "Chọn ít nhất một mức thu"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(editor, client, two, wrong, text):
    shown = client.post(PAGE, typed(*rows_of(*two), **wrong, confirm="1")).content.decode()
    assert text in shown
    assert Fee.objects.count() == 2


def test_a_day_before_the_row_begins_is_refused(editor, client):
    one = publish_procedure(
        short_name="Hộ chiếu",
        fee_status="confirmed",
        fees=[fee(100, effective_from="2026-11-01", effective_to="2026-12-31")],
    )
    shown = client.post(PAGE, typed(*rows_of(one), start="01/11/2026", confirm="1"))
    assert "Đã có mức từ 01/11/2026 hoặc muộn hơn ở: Hộ chiếu" in shown.content.decode()


def test_who_may_not_publish_writes_drafts(sign_in, client, two):
    sign_in("view_procedure", "change_procedure")
    answer = client.post(PAGE, typed(*rows_of(two[0]), confirm="1"), follow=True)
    assert "Đã ghi vào bản nháp" in answer.content.decode()
    assert two[0].versions.count() == 1


def test_who_may_not_edit_sees_nothing(sign_in, client):
    sign_in("view_procedure")
    assert client.get(PAGE).status_code == 403
