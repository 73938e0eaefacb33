"""The rules of fees, for publishing and import: amounts, days, groups, certainty."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foundation.records.vietnamese import fold
from procedures.choices import SHOWN_FEES, Certainty, FeeStatus

Path = tuple[str | int, ...]
Problems = Iterator[tuple[Path, str]]
Draft = Mapping[str, Any]


def fee_problems(draft: Draft) -> Problems:
    """Yield the faults in the fees of `draft`, in the shape of `publishing_problems`."""
    yield from _check_status(draft)
    for i, fee in enumerate(draft["fees"]):
        yield from _check_amount(("fees", i), fee)
        yield from check_period(("fees", i), fee)
    yield from _check_groups(draft)


def _check_status(draft: Draft) -> Problems:
    status, fees = draft["fee_status"], draft["fees"]
    if status == FeeStatus.FREE and any(_costs(fee) for fee in fees):
        yield ("fee_status",), "Ghi «miễn phí» nhưng có mức thu lớn hơn 0."
    if status in SHOWN_FEES and not fees:
        label = FeeStatus(status).label.lower()
        yield ("fee_status",), f"Ghi «{label}» nhưng chưa có mức thu nào."
    if status != FeeStatus.CONFIRMED:
        return
    for i, fee in enumerate(fees):
        if fee["certainty"] != Certainty.TEXT_READ and not fee["confirmed_on"]:
            text = "Thủ tục ghi phí «đã xác định» nhưng mức này chưa chắc và tỉnh chưa xác nhận."
            yield ("fees", i, "certainty"), text


def _costs(fee: Draft) -> bool:
    return fee["amount"] is not None and float(fee["amount"]) > 0


def _check_amount(path: Path, fee: Draft) -> Problems:
    amount, upper = fee["amount"], fee["amount_to"]
    if amount is None:
        if fee["certainty"] != Certainty.UNSETTLED:
            yield (*path, "amount"), "Cần ghi mức thu, hoặc ghi mức này là «chưa rõ»."
        if upper is not None:
            yield (*path, "amount_to"), "Có «đến mức» thì phải có mức thu."
        return
    if upper is not None and float(upper) < float(amount):
        yield (*path, "amount_to"), "«Đến mức» không được nhỏ hơn mức thu."
    if (_costs(fee) or upper) and not fee["unit"].strip():
        yield (*path, "unit"), "Mức thu cần ghi tính trên gì, ví dụ: lần, thẻ, người."


def check_period(path: Path, row: Draft) -> Problems:
    """Yield the path of an end that is before its beginning."""
    start, end = row["effective_from"], row["effective_to"]
    if start and end and str(end) < str(start):
        yield (*path, "effective_to"), "Ngày hết hiệu lực không được trước ngày có hiệu lực."


def _check_groups(draft: Draft) -> Problems:
    groups: dict[str, list[int]] = {}
    for i, fee in enumerate(draft["fees"]):
        if fee["group"]:
            groups.setdefault(fee["group"], []).append(i)
    for group, numbers in groups.items():
        yield from _check_group(draft["fees"], group, numbers)
    yield from _check_options_of_two_groups(draft["fees"])


def _check_group(fees: Sequence[Draft], group: str, numbers: Sequence[int]) -> Problems:
    for i in numbers:
        if not fees[i]["condition"].strip():
            yield ("fees", i, "condition"), f"Mức thu trong nhóm «{group}» phải nêu trường hợp."
    if len({fold(fees[i]["condition"]) for i in numbers}) == 1:
        text = f"Nhóm «{group}» chỉ có một trường hợp; nhóm là để chọn một trong nhiều trường hợp."
        yield ("fees", numbers[0], "group"), text
    for i in numbers:
        if fees[i]["currency"] != fees[numbers[0]]["currency"]:
            yield ("fees", i, "currency"), f"Nhóm «{group}» có hai loại tiền."


def _check_options_of_two_groups(fees: Sequence[Draft]) -> Problems:
    """Refuse a condition that occurs in two groups: one tick must not choose in both."""
    groups: dict[str, str] = {}
    for i, fee in enumerate(fees):
        known = groups.setdefault(fold(fee["condition"]), fee["group"])
        if fee["condition"] and known != fee["group"]:
            text = "Trường hợp này đã có ở nhóm khác; hãy đặt tên khác nhau."
            yield ("fees", i, "condition"), text
