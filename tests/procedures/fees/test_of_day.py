"""A procedure's fees on one day, as citizens read them."""

from datetime import date

import pytest

from procedures.choices import FINAL_FEES, FeeStatus
from procedures.fees.doubts import IN_PLACE, OF_STATUS
from procedures.fees.of_day import card_line, fee_of_day, fees_of_channel, summarise
from tests.for_each import for_each
from tests.procedures.factories import fee, reduction, table

DAY = date(2026, 11, 24)
YEAR = fee(5, effective_from="2026-01-01", effective_to="2026-12-31")
UNKNOWN = fee(None, "Khác", certainty="unsettled")


def summary(*fees, status="confirmed", kinds=("direct",), day=DAY):
    return summarise(status, table(*fees), kinds, day)


@for_each(
    ("fees", "words"),
    [
        ([fee(5000)], "5.000 đồng/lần"),
        ([fee(5000), fee(5000, name="B")], "10.000 đồng/lần"),
        ([fee(9000, "A", group="G"), fee(5000, "B", group="G")], "5.000 – 9.000 đồng/lần"),
        ([fee(1000), fee(9000, "A", group="G"), fee(0, "B", group="G")], "1.000 – 10.000 đồng/lần"),
        ([fee(5000, "A", group="G"), fee(0, "B", group="G")], "Miễn phí – 5.000 đồng/lần"),
        ([fee(0)], "Miễn phí"),
        ([fee(9000, "A"), fee(5000, "B")], "5.000 – 9.000 đồng/lần"),
        ([fee(5000, amount_to=9000)], "từ 5.000 đến 9.000 đồng/lần"),
        ([fee(5), fee(10, name="B", currency="USD")], "Tuỳ trường hợp"),
        ([fee(5, "A"), fee(10, "B", currency="USD")], "Tuỳ trường hợp"),
        ([fee(5000), fee(3000, "B", unit="người")], "5.000 đồng/lần"),
        ([fee(5000, certainty="reported")], "5.000 đồng/lần (nên hỏi lại)"),
        ([fee(5000, certainty="reported", confirmed=True)], "5.000 đồng/lần"),
        ([fee(5000, "A"), UNKNOWN], "5.000 đồng/lần; có trường hợp chưa rõ"),
        ([UNKNOWN], "Chưa rõ mức thu"),
        ([fee(5000, effective_from="2027-01-01")], "Chưa xác minh"),
        ([], "Chưa xác minh"),
    ],
)
def test_fees_are_summarised_in_one_line(fees, words):
    assert summary(*fees) == words


def test_the_summary_goes_from_the_cheapest_channel_to_the_dearest():
    fees = [fee(20_000, channel="direct"), fee(10_000, channel="online")]
    assert summary(*fees, kinds=("direct", "online")) == "10.000 – 20.000 đồng/lần"


@for_each("status", sorted(IN_PLACE))
def test_without_a_certain_status_no_amount_is_summarised(status):
    assert summary(fee(5000), status=status) == IN_PLACE[status]


def test_every_status_without_amounts_has_a_reason():
    shown = {*FINAL_FEES, FeeStatus.REPORTED}
    assert IN_PLACE.keys() == OF_STATUS.keys() == set(FeeStatus) - shown


def test_unregulated_fees_are_described_as_such():
    assert summary(fee(0), status="unregulated") == "Chưa có quy định thu"


@for_each(
    ("fees", "final"),
    [
        ([fee(5)], True),
        ([fee(5), fee(9, "B", certainty="reported")], False),
        ([fee(5), UNKNOWN], False),
        ([fee(5, effective_to="2026-11-23")], False),
        ([], False),
    ],
)
def test_a_fee_is_final_only_if_each_current_row_is_certain(fees, final):
    assert fee_of_day("confirmed", table(*fees), ["direct"], DAY)["final"] is final


PASSPORT = table(
    fee(100_000, "Cấp mới", group="Lý do", effective_to="2026-12-31"),
    fee(200_000, "Cấp mới", group="Lý do", effective_from="2027-01-01"),
    fee(200_000, "Bị mất", group="Lý do", effective_to="2026-12-31"),
    fee(400_000, "Bị mất", group="Lý do", effective_from="2027-01-01"),
)


@pytest.mark.parametrize(
    ("day", "today", "later"),
    [
        (date(2026, 12, 31), "100.000 – 200.000", ["từ 01/01/2027: 200.000 – 400.000 đồng/lần"]),
        (date(2027, 1, 1), "200.000 – 400.000", []),
    ],
)
def test_the_page_shows_future_fees_with_their_dates(day, today, later):
    found = fee_of_day("confirmed", PASSPORT, ["direct"], day)
    assert (found["summary"], [change["text"] for change in found["later"]]) == (
        f"{today} đồng/lần",
        later,
    )
    assert found["day"] == day.isoformat()


def test_each_fee_shows_the_next_one():
    found = fees_of_channel(PASSPORT, "direct", DAY)
    assert [(row["condition"], row["text"], row["later"]) for row in found] == [
        ("Cấp mới", "100.000 đồng/lần", "từ 01/01/2027: 200.000 đồng/lần"),
        ("Bị mất", "200.000 đồng/lần", "từ 01/01/2027: 400.000 đồng/lần"),
    ]


@for_each(
    ("rows", "channel", "said"),
    [
        pytest.param(
            [fee(5, effective_to="2026-12-31")],
            "direct",
            "đến hết 31/12/2026; sau đó chưa rõ mức thu",
            id="nothing follows",
        ),
        pytest.param(
            [fee(9, effective_from="2025-01-01"), YEAR],
            "direct",
            "từ 01/01/2027: 9 đồng/lần",
            id="the standing fee holds again",
        ),
        pytest.param(
            [fee(9), YEAR | {"channel": "online"}],
            "online",
            "từ 01/01/2027: 9 đồng/lần",
            id="the fee of all channels follows the one of a single channel",
        ),
        pytest.param(
            [YEAR, fee(6, effective_from="2027-03-01")],
            "direct",
            "đến hết 31/12/2026; sau đó chưa rõ mức thu; từ 01/03/2027: 6 đồng/lần",
            id="a gap before the next fee",
        ),
        pytest.param(
            [YEAR, fee(5, effective_from="2027-03-01")],
            "direct",
            "đến hết 31/12/2026; sau đó chưa rõ mức thu; từ 01/03/2027: 5 đồng/lần",
            id="a gap before the same fee",
        ),
        pytest.param(
            [YEAR, fee(5, effective_from="2027-01-01", legal_basis="Thông tư mới")],
            "direct",
            "",
            id="the same fee goes on by another text",
        ),
        pytest.param(
            [fee(5, channel="online"), YEAR, fee(9, effective_from="2027-01-01")],
            "online",
            "",
            id="a later fee of all channels does not replace the channel's own",
        ),
        pytest.param([fee(5, effective_to="9999-12-31")], "direct", "", id="the last day of all"),
    ],
)
def test_the_next_fee_is_the_one_in_force_then(rows, channel, said):
    (found,) = fees_of_channel(table(*rows), channel, DAY)
    assert found["later"] == said


@for_each(
    ("values", "certain", "doubt"),
    [
        ({}, True, ""),
        ({"certainty": "reported"}, False, "nơi khác đăng lại"),
        ({"certainty": "unsettled"}, False, "chưa rõ"),
        ({"certainty": "unsettled", "confirmed": True}, True, ""),
    ],
)
def test_doubt_is_shown_in_plain_words(values, certain, doubt):
    (found,) = fees_of_channel(table(fee(5, **values)), "direct", DAY)
    assert (found["certain"], doubt in found["doubt"]) == (certain, True)
    assert bool(found["doubt"]) is not certain


def test_fees_of_other_channels_are_not_shown():
    both = table(fee(20, channel="direct"), fee(10, channel="online"), fee(1, name="Ảnh"))
    assert [row["amount"] for row in fees_of_channel(both, "online", DAY)] == [10, 1]


@for_each(
    ("values", "text"),
    [
        ({}, "Miễn phí"),
        ({"channel": "online", "effective_to": "2027-02-28"},
         "Miễn phí khi nộp trực tuyến, đến hết 28/02/2027"),
        ({"share": 50}, "Giảm 50 %"),
        ({"share": None, "amount": 100_000}, "Chỉ nộp 100.000 đồng"),
    ],
)  # fmt: skip
def test_a_reduction_is_shown_in_one_line(values, text):
    found = fee_of_day(
        "confirmed", table(fee(5), reductions=[reduction(**values)]), ["direct"], DAY
    )
    assert [row["text"] for row in found["reductions"]] == [text]


def test_a_reduction_is_shown_in_its_period_with_a_hint_on_the_card():
    over = table(fee(5), reductions=[reduction(effective_to="2026-11-24")])
    today, tomorrow = (
        fee_of_day("confirmed", over, ["direct"], day) for day in (DAY, date(2026, 11, 25))
    )
    assert card_line(today) == "5 đồng/lần; có trường hợp được miễn, giảm"
    assert (card_line(tomorrow), tomorrow["reductions"]) == ("5 đồng/lần", [])
