"""What one citizen pays, by their choices."""

from datetime import date

import pytest

from procedures.choices import SHOWN_FEES, FeeStatus
from procedures.fees.doubts import IN_PLACE, OF_STATUS
from procedures.fees.of_case import fee_of_case, reductions_of_channel, tick_of
from procedures.fees.of_day import fee_of_day, fees_of_channel
from tests.for_each import for_each
from tests.procedures.factories import fee, reduction, table

DAY = date(2026, 11, 24)
A, B = fee(5, "A", group="G"), fee(9, "B", group="G")
DIGITAL = reduction()


def paid(fees, ticks=(), status="confirmed", reductions=()):
    of_all = table(*fees, reductions=reductions)
    of_day = fee_of_day(status, of_all, ["direct"], DAY)
    ticked = {tick_of(row) if isinstance(row, dict) else row for row in ticks}
    return fee_of_case(
        of_day,
        fees_of_channel(of_all, "direct", DAY),
        reductions_of_channel(of_day, "direct"),
        lambda condition: condition in ticked,
    )


@for_each(
    ("fees", "ticks", "text"),
    [
        ([fee(5)], (), "5 đồng/lần"),
        ([fee(5), fee(2, name="N")], (), "7 đồng/lần (gồm 5 đồng/lần + 2 đồng/lần)"),
        ([A, B], ("B",), "9 đồng/lần"),
        ([fee(1), A, B], ("A",), "6 đồng/lần (gồm 1 đồng/lần + 5 đồng/lần)"),
        ([A, {**A, "name": "N"}, B], ("A",), "10 đồng/lần (gồm 5 đồng/lần + 5 đồng/lần)"),
        ([fee(5), fee(9, "T")], (), "5 đồng/lần"),
        ([fee(5), fee(9, "T")], ("T",), "14 đồng/lần (gồm 5 đồng/lần + 9 đồng/lần)"),
        ([fee(5, "T")], (), "5 đồng/lần"),
        ([fee(0, "A", group="G"), B], ("A",), "Miễn phí"),
        ([fee(5), fee(1, name="N", currency="USD")], (), "5 đồng/lần + 1 đô la Mỹ/lần"),
        ([fee(5, amount_to=9)], (), "từ 5 đến 9 đồng/lần"),
    ],
)
def test_a_fee_follows_the_case(fees, ticks, text):
    found = paid(fees, ticks)
    assert (found["verified"], found["text"], found["reason"]) == (True, text, "")


@pytest.mark.parametrize(
    ("fees", "reason"),
    [
        ([A, B], "Chọn «G» để biết đúng mức thu."),
        ([fee(5, "A"), fee(9, "B")], "Chọn điều kiện để biết đúng mức thu."),
    ],
)
def test_before_a_choice_the_span_and_the_choice_are_shown(fees, reason):
    found = paid(fees)
    assert (found["text"], found["reason"], len(found["amounts"])) == (
        "5 – 9 đồng/lần",
        reason,
        2,
    )


def test_the_span_before_a_choice_is_that_of_the_channel():
    dear = [{**A, "channel": "online", "amount": 500}, {**B, "channel": "online"}]
    assert paid([{**A, "channel": "direct"}, {**B, "channel": "direct"}, *dear])["text"] == (
        "5 – 9 đồng/lần"
    )


@for_each("status", sorted(set(FeeStatus) - SHOWN_FEES - {FeeStatus.FREE}))
def test_an_uncertain_fee_is_provisional_with_a_reason(status):
    found = paid([fee(5)], status=status)
    assert (found["verified"], found["text"], found["reason"]) == (
        False,
        IN_PLACE[status],
        OF_STATUS[status],
    )


def test_a_free_procedure_has_no_amounts():
    found = paid([fee(0)], status="free")
    assert found == {"verified": True, "text": "Miễn phí", "reason": "", "amounts": []}


def test_the_certainty_of_the_fee_follows_the_chosen_option():
    fees = [A, {**B, "certainty": "reported"}, fee(None, "C", group="G", certainty="unsettled")]
    sure, doubtful, unknown = (paid(fees, [tick], "reported") for tick in "ABC")
    assert [found["verified"] for found in (sure, doubtful, unknown)] == [True, False, False]
    assert (doubtful["text"], unknown["text"]) == ("9 đồng/lần", "Chưa rõ mức thu")
    assert "hỏi lại" in doubtful["reason"]


def test_without_a_current_fee_of_the_channel_nothing_is_promised():
    found = paid([fee(5, effective_to="2026-11-23")])
    assert (found["verified"], found["text"]) == (False, "Chưa xác minh")


@for_each(
    ("values", "text"),
    [
        ({"share": 100}, "Miễn phí"),
        ({"share": 50}, "từ 250.000 đến 75.000.000 đồng/dự án"),
        ({"share": None, "amount": 100_000}, "100.000 đồng/dự án"),
    ],
)
def test_a_ticked_reduction_lowers_the_fee(values, text):
    act = {**DIGITAL, **values}
    design = fee(500_000, amount_to=150_000_000, unit="dự án")
    assert paid([design], [act], reductions=[act])["text"] == text
    assert paid([design], [], reductions=[act])["text"].startswith("từ 500.000")


def test_the_better_of_two_reductions_applies():
    half, less = {**DIGITAL, "share": 50, "name": "H"}, {**DIGITAL, "share": 10, "name": "L"}
    assert paid([fee(100)], [half, less], reductions=[less, half])["text"] == "50 đồng/lần"


def test_an_exemption_makes_an_unknown_fee_free():
    found = paid([fee(5)], [DIGITAL], status="unverified", reductions=[DIGITAL])
    assert (found["verified"], found["text"]) == (True, "Miễn phí")


def test_a_reduction_of_another_channel_does_not_apply():
    online = {**DIGITAL, "channel": "online"}
    assert paid([fee(5)], [online], reductions=[online])["text"] == "5 đồng/lần"
