"""GET procedures/{key}/checklist/: documents, fee and time for one citizen."""

import pytest

from offices.actions import fill_calendar
from offices.models import CalendarDay
from offices.snapshot import directory
from procedures.api import views
from procedures.api.checklist import condition_id
from tests.for_each import for_each
from tests.procedures.factories import (
    fee,
    make_procedure,
    make_reduction,
    publish_procedure,
    withdraw_procedure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(api):
    """Return a function that requests the checklist of `a` and returns the whole answer."""
    return lambda **query: api.get("/api/v1/procedures/a/checklist/", query)


@pytest.fixture
def checklist(ask):
    """Return a function that requests the checklist of `a` and returns its content."""

    def content(**query):
        response = ask(**query)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return content


def names(documents):
    return [document["name"] for document in documents]


def refused(response):
    """Return the {pointer: code} of a 400."""
    assert (response.status_code, response.json()["code"]) == (400, "invalid_request")
    return {error["pointer"]: error["code"] for error in response.json()["errors"]}


# --- documents, cases, conditions ----------------------------------------------------------------

LOST = {"name": "Đơn trình báo", "requirement": "conditional", "condition": "Bị mất hộ chiếu"}
CHILD = {"name": "Giấy khai sinh", "requirement": "conditional", "condition": "Trẻ em dưới 14 tuổi"}


def test_without_conditions_only_common_documents_are_needed(checklist):
    publish_procedure(id="a", documents=[{"name": "Tờ khai"}, LOST, CHILD])
    content = checklist()
    assert names(content["documents"]) == ["Tờ khai"]
    assert [(c["text"], c["affects"], c["ticked"]) for c in content["conditions"]] == [
        ("Bị mất hộ chiếu", ["documents"], False),
        ("Trẻ em dưới 14 tuổi", ["documents"], False),
    ]


@pytest.mark.parametrize(
    ("ticks", "needed"),
    [([0], ["Tờ khai", "Đơn trình báo"]), ([0, 1], ["Tờ khai", "Đơn trình báo", "Giấy khai sinh"])],
)
def test_ticked_conditions_add_their_documents(checklist, ticks, needed):
    publish_procedure(id="a", documents=[{"name": "Tờ khai"}, LOST, CHILD])
    conditions = checklist()["conditions"]
    content = checklist(condition=[conditions[i]["id"] for i in ticks])
    assert names(content["documents"]) == needed
    assert [i for i, condition in enumerate(content["conditions"]) if condition["ticked"]] == ticks


def test_a_required_document_with_a_condition_is_always_listed(checklist):
    publish_procedure(id="a", documents=[{"name": "Ảnh", "condition": "Cỡ 4 x 6"}])
    content = checklist()
    assert (names(content["documents"]), content["conditions"]) == (["Ảnh"], [])


def test_a_repeated_condition_counts_once(checklist):
    publish_procedure(id="a", documents=[LOST])
    assert names(checklist(condition=[condition_id("Bị mất hộ chiếu")] * 2)["documents"]) == [
        "Đơn trình báo"
    ]


@pytest.mark.parametrize("unknown", ["c00000000", "x", "0", "<b>", "ệ" * 100])
def test_an_unknown_condition_is_refused(ask, unknown):
    publish_procedure(id="a", documents=[LOST])
    assert refused(ask(condition=[condition_id("Bị mất hộ chiếu"), unknown])) == {
        "/query/condition": "unknown"
    }


def test_a_case_adds_its_documents_after_the_common_ones(checklist):
    publish_procedure(
        id="a",
        cases=["Cấp lần đầu", "Cấp lại"],
        documents=[{"case": "Cấp lại", "name": "Thẻ cũ"}, {"name": "Tờ khai"}],
    )
    content = checklist(case="Cấp lại")
    assert (content["case"], content["cases"], names(content["documents"])) == (
        "Cấp lại",
        ["Cấp lần đầu", "Cấp lại"],
        ["Tờ khai", "Thẻ cũ"],
    )


def test_without_a_case_only_common_documents_are_listed(checklist):
    publish_procedure(
        id="a",
        cases=["Cấp lại"],
        documents=[{"case": "Cấp lại", "name": "Thẻ cũ"}, {"name": "Tờ khai"}],
    )
    assert names(checklist()["documents"]) == ["Tờ khai"]


def test_a_case_may_be_written_without_marks(checklist):
    publish_procedure(id="a", cases=["Cấp lại"])
    assert checklist(case="cap lai")["case"] == "Cấp lại"


def test_conditions_of_other_cases_are_not_offered(checklist, ask):
    publish_procedure(id="a", cases=["Cấp lại", "Đổi"], documents=[{"case": "Cấp lại", **LOST}])
    assert checklist(case="Đổi")["conditions"] == []
    assert refused(ask(case="Đổi", condition=condition_id("Bị mất hộ chiếu"))) == {
        "/query/condition": "unknown"
    }
    assert names(
        checklist(case="Cấp lại", condition=condition_id("Bị mất hộ chiếu"))["documents"]
    ) == ["Đơn trình báo"]


# --- channels ------------------------------------------------------------------------------------

TWO_CHANNELS = {
    "channels": [
        {"kind": "online", "time_relation": "single"},
        {"kind": "direct", "time_relation": "single"},
    ],
    "time_limits": [
        {"channel": "online", "value": 3, "unit": "day"},
        {"channel": "direct", "value": 7, "unit": "day"},
    ],
    "fee_status": "confirmed",
    "fees": [fee(50, channel="online"), fee(100, channel="direct")],
}


@pytest.mark.parametrize(
    ("query", "channel", "cost", "time"),
    [
        ({}, "online", "50 đồng/lần", "3 ngày"),
        ({"channel": "direct"}, "direct", "100 đồng/lần", "7 ngày"),
        ({"channel": "online"}, "online", "50 đồng/lần", "3 ngày"),
    ],
)
def test_fee_and_time_are_those_of_the_channel(checklist, query, channel, cost, time):
    publish_procedure(id="a", **TWO_CHANNELS)
    content = checklist(**query)
    assert (content["channel"], content["fee"]["text"], content["time"]["limits"][0]["text"]) == (
        channel,
        cost,
        time,
    )
    assert [c["code"] for c in content["channels"]] == ["online", "direct"]


@for_each(
    ("query", "errors"),
    [
        ({"channel": "postal"}, {"/query/channel": "unknown"}),
        ({"channel": "fax"}, {"/query/channel": "invalid_choice"}),
        ({"case": "Lạ"}, {"/query/case": "unknown"}),
        ({"accepted_at": "hôm nay"}, {"/query/accepted_at": "invalid"}),
        ({"accepted_at": "2026-02-30T09:00:00+07:00"}, {"/query/accepted_at": "invalid"}),
        ({"accepted_at": "2026-11-24T25:00:00Z"}, {"/query/accepted_at": "invalid"}),
        ({"accepted_at": "x" * 500}, {"/query/accepted_at": "invalid"}),
        ({"la": "1"}, {"/query/la": "unknown"}),
        ({"case": ["Cấp lại", "Cấp lại"]}, {"/query/case": "repeated"}),
        (
            {"la": "1", "channel": "fax"},
            {"/query/la": "unknown", "/query/channel": "invalid_choice"},
        ),
    ],
)
def test_an_invalid_parameter_is_reported(ask, query, errors):
    publish_procedure(id="a", cases=["Cấp lại"])
    assert refused(ask(**query)) == errors


# --- the fee -------------------------------------------------------------------------------------


def test_a_free_procedure_is_shown_as_free(checklist):
    publish_procedure(id="a", fee_status="free")
    assert checklist()["fee"] == {
        "verified": True, "text": "Miễn phí", "reason": "", "amounts": [], "reductions": [],
    }  # fmt: skip


LOST_FEE = fee(400_000, "Bị mất", group="Lý do")
NEW_FEE = fee(200_000, "Cấp mới", group="Lý do")


@pytest.mark.parametrize(
    "status", ["unverified", "conflicting", "unregulated", "by_circular_48_2022"]
)
def test_an_unverified_fee_has_its_reason(checklist, status):
    publish_procedure(id="a", fee_status=status, fees=[NEW_FEE, LOST_FEE])
    for ticks in ([], [condition_id("Cấp mới")]):
        found = checklist(condition=ticks)["fee"]
        assert (found["verified"], "200" in found["text"], len(found["amounts"])) == (
            False,
            False,
            2,
        )
        assert found["reason"]


def test_exclusive_cases_are_one_choice(checklist, ask):
    publish_procedure(id="a", fee_status="confirmed", fees=[NEW_FEE, LOST_FEE])
    content = checklist()
    assert [(row["text"], row["group"]) for row in content["conditions"]] == [
        ("Cấp mới", "Lý do"),
        ("Bị mất", "Lý do"),
    ]
    assert (content["fee"]["text"], content["fee"]["reason"]) == (
        "200.000 – 400.000 đồng/lần",
        "Chọn «Lý do» để biết đúng mức thu.",
    )
    found = checklist(condition=condition_id("Bị mất"))["fee"]
    assert (found["text"], found["reason"], len(found["amounts"])) == ("400.000 đồng/lần", "", 1)
    both = [condition_id("Bị mất"), condition_id("Cấp mới")]
    assert refused(ask(condition=both)) == {"/query/condition": "only_one"}


def test_a_reduction_is_a_tick_with_its_requirement_in_its_channel(checklist, ask):
    procedure = make_procedure(
        id="a", **{**TWO_CHANNELS, "fees": [fee(100)], "fee_status": "confirmed"}
    )
    make_reduction(procedure, channel="online", needs="Đã tích hợp giấy tờ trên VNeID.")
    publish_procedure(procedure)
    (tick,) = checklist(channel="online")["conditions"]
    assert (tick["affects"], tick["needs"]) == (["fee"], "Đã tích hợp giấy tờ trên VNeID.")
    free = checklist(channel="online", condition=tick["id"])["fee"]
    assert (free["verified"], free["text"]) == (True, "Miễn phí")
    direct = checklist(channel="direct")
    assert (direct["conditions"], direct["fee"]["text"]) == ([], "100 đồng/lần")
    assert [row["channel"] for row in direct["fee"]["reductions"]] == ["online"]
    assert refused(ask(channel="direct", condition=tick["id"])) == {"/query/condition": "unknown"}


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-12-31T23:59:59+07:00", "100 đồng/lần"),
        ("2026-12-31T17:00:00Z", "200 đồng/lần"),
        ("9999-12-31T23:59:59Z", "200 đồng/lần"),
    ],
)
def test_the_fee_is_that_of_the_day_of_acceptance(checklist, moment, text):
    publish_procedure(
        id="a",
        fee_status="confirmed",
        fees=[fee(100, effective_to="2026-12-31"), fee(200, effective_from="2027-01-01")],
    )
    assert checklist(accepted_at=moment)["fee"]["text"] == text


def test_a_channel_without_a_known_fee_is_unverified(checklist):
    publish_procedure(
        id="a", channels=TWO_CHANNELS["channels"], time_limits=TWO_CHANNELS["time_limits"],
        fee_status="confirmed",
        fees=[fee(50, channel="online")],
    )  # fmt: skip
    found = checklist(channel="direct")["fee"]
    assert (found["verified"], found["text"], found["amounts"]) == (False, "Chưa xác minh", [])
    assert "Chọn điều kiện" not in found["reason"]


def test_conditions_of_a_free_procedures_fees_are_not_offered(checklist):
    publish_procedure(id="a", fee_status="free", fees=[{"amount": 0, "condition": "Trẻ em"}])
    assert checklist()["conditions"] == []


# --- when it is due ------------------------------------------------------------------------------


@pytest.fixture
def _calendar():
    """Fill the calendar of 2026 and 2027."""
    fill_calendar(2026)
    fill_calendar(2027)


def limits(*values, relation=None, **extra):
    """Return the members of a procedure with these (value, unit) limits."""
    relation = relation or ("single" if len(values) == 1 else "stages")
    return {
        "channels": [{"kind": "direct", "time_relation": relation}],
        "time_limits": [{"value": value, "unit": unit} for value, unit in values],
        **extra,
    }


@pytest.mark.usefixtures("_calendar")
@for_each(
    ("accepted_at", "value", "unit", "due"),
    [
        ("2026-11-23T09:00:00+07:00", 1, "working_day", "2026-11-25"),  # 24/11 is a holiday
        (
            "2026-11-20T16:30:00+07:00",
            2,
            "working_day",
            "2026-11-25",
        ),  # weekend, 24/11; the afternoon makes no difference
        ("2026-12-31T10:00:00+07:00", 1, "working_day", "2027-01-04"),  # 1/1 is a Friday
        (
            "2027-04-29T10:00:00+07:00",
            3,
            "working_day",
            "2027-05-06",
        ),  # 30/4 Fri, 1/5 Sat gives Mon 3/5 off
        ("2026-11-27T09:00:00+07:00", 2, "day", "2026-11-30"),  # a Sunday moves to Monday
        (
            "2026-11-16T08:00:00+07:00",
            1,
            "working_day",
            "2026-11-17",
        ),  # submitted Saturday, accepted Monday
        ("2026-11-22T17:30:00Z", 1, "working_day", "2026-11-25"),  # past midnight in Vietnam
        ("2026-11-22T16:30:00Z", 1, "working_day", "2026-11-23"),  # not yet Monday in Vietnam
        ("2026-11-23T09:00:00", 1, "working_day", "2026-11-25"),  # without a zone: Vietnam's clock
        ("2026-11-10T09:00:00+07:00", 1, "month", "2026-12-10"),
        ("2026-12-31T09:00:00+07:00", 2, "month", "2027-03-01"),  # 28/2 is a Sunday
        ("2026-11-13T16:00:00+07:00", 0, "working_day", "2026-11-13"),
        ("2026-11-14T09:00:00+07:00", 0, "working_day", "2026-11-16"),  # accepted on a Saturday
    ],
)
def test_the_result_is_due_on_the_right_day(checklist, accepted_at, value, unit, due):
    publish_procedure(id="a", **limits((value, unit)))
    time = checklist(accepted_at=accepted_at)["time"]
    assert (time["due_on"], time["limits"][0]["due_on"], time["limits"][0]["due_at"]) == (
        due,
        due,
        None,
    )


@pytest.mark.usefixtures("_calendar")
@pytest.mark.parametrize(
    ("flag", "moment", "due"),
    [
        (True, "15:00:00", "2026-11-25"),
        (True, "15:00:01", "2026-11-26"),
        (False, "15:00:01", "2026-11-25"),
        (True, "09:00:00", "2026-11-25"),
    ],
)
def test_the_cutoff_at_15_applies_only_where_it_is_set(checklist, flag, moment, due):
    publish_procedure(id="a", **limits((0, "working_day"), same_day_cutoff=flag))
    assert checklist(accepted_at=f"2026-11-25T{moment}+07:00")["time"]["due_on"] == due


@pytest.mark.usefixtures("_calendar")
def test_a_make_up_saturday_is_a_working_day(checklist):
    CalendarDay.objects.create(
        date="2026-11-28", kind=CalendarDay.Kind.WORKING_DAY, holiday="other", name="Làm bù"
    )
    publish_procedure(id="a", **limits((1, "working_day")))
    assert checklist(accepted_at="2026-11-27T09:00:00+07:00")["time"]["due_on"] == "2026-11-28"


@pytest.mark.usefixtures("_calendar")
@pytest.mark.parametrize(
    ("value", "unit", "due_at"),
    [
        (0.5, "working_day", "2026-11-25T07:30:00Z"),  # four working hours from 9:00: 14:30
        (4, "working_hour", "2026-11-25T07:30:00Z"),
        (8, "working_hour", "2026-11-26T02:00:00Z"),
        (24, "hour", "2026-11-26T02:00:00Z"),
    ],
)
def test_limits_in_hours_have_a_due_time(checklist, value, unit, due_at):
    publish_procedure(id="a", **limits((value, unit)))
    (limit,) = checklist(accepted_at="2026-11-25T09:00:00+07:00")["time"]["limits"]
    assert (limit["due_at"], limit["due_on"]) == (due_at, due_at[:10])


@pytest.mark.usefixtures("_calendar")
@pytest.mark.parametrize(
    ("stages", "due"),
    [
        ([(3, "working_day"), (2, "working_day")], ["2026-12-03", "2026-12-07"]),
        ([(7, "day"), (1, "working_day")], ["2026-12-07", "2026-12-08"]),
        ([(0, "working_day"), (1, "working_day")], ["2026-11-30", "2026-12-01"]),
        (
            [(1, "working_day"), (4, "working_hour")],
            ["2026-12-01", "2026-12-02"],
        ),  # the second stage begins the day after
        ([(4, "working_hour"), (1, "working_day")], ["2026-11-30", "2026-12-01"]),
    ],
)
def test_stages_are_added_up(checklist, stages, due):
    publish_procedure(id="a", **limits(*stages))
    time = checklist(accepted_at="2026-11-30T09:00:00+07:00")["time"]
    assert ([limit["due_on"] for limit in time["limits"]], time["due_on"]) == (due, due[-1])


@pytest.mark.usefixtures("_calendar")
def test_a_stage_without_a_number_has_no_due_date(checklist):
    parts = limits((3, "working_day"), (1, "working_day"))
    parts["time_limits"].insert(1, {"text": "Thời gian niêm yết"})
    publish_procedure(id="a", **parts)
    time = checklist(accepted_at="2026-11-30T09:00:00+07:00")["time"]
    assert ([limit["due_on"] for limit in time["limits"]], time["due_on"]) == (
        ["2026-12-03", None, None],
        None,
    )


@pytest.mark.usefixtures("_calendar")
def test_the_ticked_alternative_decides_the_due_date(checklist):
    parts = limits((1, "working_day"), (3, "working_day"), relation="alternatives")
    parts["time_limits"][1]["condition"] = "Cần xác minh"
    publish_procedure(id="a", **parts)
    accepted = "2026-11-30T09:00:00+07:00"
    time = checklist(accepted_at=accepted)["time"]
    assert ([limit["due_on"] for limit in time["limits"]], time["due_on"]) == (
        ["2026-12-01", "2026-12-03"],
        None,
    )
    time = checklist(accepted_at=accepted, condition=condition_id("Cần xác minh"))["time"]
    assert ([limit["due_on"] for limit in time["limits"]], time["due_on"]) == (
        ["2026-12-03"],
        "2026-12-03",
    )


def test_without_a_time_of_acceptance_there_is_no_due_date(checklist):
    publish_procedure(id="a", **limits((7, "working_day")))
    (limit,) = checklist()["time"]["limits"]
    assert (limit["text"], limit["due_on"], limit["due_at"], limit["note"]) == (
        "7 ngày làm việc",
        None,
        None,
        "",
    )


def test_a_procedure_without_limits_has_none(checklist):
    publish_procedure(id="a", **limits(relation="none"))
    assert checklist(accepted_at="2026-11-30T09:00:00+07:00")["time"] == {
        "relation": "none",
        "relation_name": "Không quy định",
        "limits": [],
        "due_on": None,
    }


@for_each(
    "accepted_at",
    [
        "2027-01-29T09:00:00+07:00",
        "2026-12-30T09:00:00+07:00",
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00+14:00",
    ],
)
@for_each("unit", ["working_day", "day", "month", "hour", "working_hour"])
def test_a_span_over_an_unknown_tet_has_a_reason_and_no_due_date(checklist, accepted_at, unit):
    fill_calendar(2026)
    publish_procedure(id="a", **limits((60, unit)))
    time = checklist(accepted_at=accepted_at)["time"]
    assert (time["due_on"], time["limits"][0]["due_on"]) == (None, None)
    assert time["limits"][0]["note"].startswith("Chưa tính được ngày hẹn trả")


@pytest.mark.parametrize("unit", ["working_day", "day", "month", "hour", "working_hour"])
def test_the_longest_limit_of_the_format_is_harmless(checklist, unit):
    fill_calendar(2026)
    publish_procedure(id="a", **limits((9999, unit)))
    assert checklist(accepted_at="2026-11-30T09:00:00+07:00")["time"]["limits"][0]["note"]


# --- the answer ----------------------------------------------------------------------------------


def test_the_answer_has_procedure_office_and_trust(checklist):
    publish_procedure(
        id="a",
        short_name="Gọn",
        implementing_agency="Công an xã",
        as_of="2026-07-15",
        trust="amended",
    )
    content = checklist()
    assert (content["procedure"], content["name"], content["where"]) == ("a", "Gọn", "Công an xã")
    assert (content["as_of"], content["trust"]) == ("2026-07-15", "amended")


def test_the_checklist_is_found_by_code_too(api):
    publish_procedure(id="a", code="1.000001")
    assert api.get("/api/v1/procedures/1.000001/checklist/").json()["procedure"] == "a"


def test_an_unknown_procedure_is_not_found(api, db):
    assert api.get("/api/v1/procedures/khong-co/checklist/").status_code == 404


def test_a_withdrawn_procedure_has_its_successor(api):
    withdraw_procedure(id="cu", successor=publish_procedure(id="a"))
    response = api.get("/api/v1/procedures/cu/checklist/")
    assert (response.status_code, response.json()["successor"]["id"]) == (410, "a")


def test_the_checklist_makes_no_query(ask, django_assert_num_queries):
    fill_calendar(2026)
    publish_procedure(id="a", documents=[LOST])
    ask()
    with django_assert_num_queries(0):
        assert (
            ask(
                condition=condition_id("Bị mất hộ chiếu"), accepted_at="2026-11-30T09:00:00+07:00"
            ).status_code
            == 200
        )
        assert ask(condition="x").status_code == 400


def test_answers_that_depend_on_the_calendar_are_not_remembered(checklist):
    """A day that officers add to the calendar counts at once."""
    fill_calendar(2026)
    publish_procedure(id="a", **limits((1, "working_day")))
    accepted = "2026-11-30T09:00:00+07:00"
    assert checklist(accepted_at=accepted)["time"]["due_on"] == "2026-12-01"
    CalendarDay.objects.create(
        date="2026-12-01", kind=CalendarDay.Kind.DAY_OFF, holiday="other", name="Nghỉ đột xuất"
    )
    directory.forget()
    assert checklist(accepted_at=accepted)["time"]["due_on"] == "2026-12-02"


@pytest.mark.usefixtures("_calendar")
@pytest.mark.parametrize(
    ("moment", "worked_out"),
    [("09:00:00", 1), ("09:59:59", 1), ("09:00:01", 2), ("09:40:00", 2)],
)
def test_only_the_first_and_the_last_second_of_an_hour_share_an_answer(
    checklist, monkeypatch, moment, worked_out
):
    publish_procedure(id="a", **limits((1, "working_day")))
    asked = []
    work_out = views._checklist_of
    monkeypatch.setattr(views, "_checklist_of", lambda *args: asked.append(1) or work_out(*args))
    for _ in range(2):
        assert checklist(accepted_at=f"2026-11-25T{moment}+07:00")["time"]["due_on"]
    assert len(asked) == worked_out
