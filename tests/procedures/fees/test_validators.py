"""The rules of fees in a draft."""

from procedures.fees.validators import fee_problems
from tests.for_each import for_each
from tests.procedures.factories import fee, table

A, B = fee(5, "A", group="G"), fee(9, "B", group="G")


def problems(*fees, status="confirmed"):
    rows = [{**row, "confirmed_on": row.get("confirmed_on")} for row in table(*fees)["rows"]]
    return dict(fee_problems({"fee_status": status, "fees": rows}))


@for_each(
    ("fees", "status"),
    [
        ([fee(5)], "confirmed"),
        ([fee(5, certainty="reported", confirmed_on="2026-11-20")], "confirmed"),
        ([fee(5, certainty="reported"), fee(None, certainty="unsettled")], "reported"),
        ([A, B], "confirmed"),
        ([A, {**A, "name": "N"}, B], "confirmed"),
        ([fee(0, unit="")], "free"),
        ([fee(5, effective_from="2026-01-01", effective_to="2026-01-01")], "confirmed"),
        ([fee(5, amount_to=5)], "confirmed"),
        ([fee(5, name="Tiền đồng"), fee(5, name="Đô la", currency="USD")], "confirmed"),
    ],
)
def test_valid_fees_have_no_faults(fees, status):
    assert problems(*fees, status=status) == {}


@for_each(
    ("fees", "path", "text"),
    [
        ([fee(5, certainty="reported")], ("fees", 0, "certainty"), "chưa chắc"),
        ([fee(5), fee(None)], ("fees", 1, "amount"), "Cần ghi mức thu"),
        ([fee(5, unit=" ")], ("fees", 0, "unit"), "tính trên gì"),
        ([fee(5, amount_to=4)], ("fees", 0, "amount_to"), "không được nhỏ hơn"),
        (
            [fee(5, effective_from="2026-02-02", effective_to="2026-02-01")],
            ("fees", 0, "effective_to"),
            "không được trước ngày",
        ),
        ([A, {**B, "currency": "USD"}], ("fees", 1, "currency"), "hai loại tiền"),
        ([A], ("fees", 0, "group"), "chỉ có một trường hợp"),
        ([A, {**A, "condition": "a"}], ("fees", 0, "group"), "chỉ có một trường hợp"),
        ([A, B, fee(1, group="G")], ("fees", 2, "condition"), "phải nêu trường hợp"),
        ([A, B, fee(1, "A")], ("fees", 2, "condition"), "đã có ở nhóm khác"),
    ],
)
def test_each_wrong_fee_is_reported_by_row_and_field(fees, path, text):
    found = problems(*fees)
    assert list(found) == [path]
    assert text in found[path]


def test_a_range_needs_its_beginning():
    found = problems(fee(None, amount_to=5, certainty="unsettled"), status="unverified")
    assert list(found) == [("fees", 0, "amount_to")]
