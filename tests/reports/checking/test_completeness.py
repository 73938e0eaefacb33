"""What a draft lacks, what is wrong in it, what would help."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from foundation.api.problems import Problem
from offices.geography.places import Point
from reports.checking.completeness import STILL_HAPPENING, EvidenceFact, check, require_complete
from reports.kinds.snapshot import Asked
from tests.reports.drafts import NOW, VIDEO, YESTERDAY, draft, traffic

VIET_TRI = Point(21.32, 105.40)


def codes(found):
    return [(one.pointer, one.code) for one in found]


def faults(**values):
    return codes(check(draft(**values), traffic(), NOW).faults)


def advice(**values):
    return [one.code for one in check(draft(**values), traffic(), NOW).advice]


def test_a_complete_draft_is_good_as_it_is():
    found = check(draft(point=VIET_TRI), traffic(), NOW)
    assert (found.missing, found.faults, found.advice, found.likelihood) == ((), (), (), "good")
    assert found.likelihood_reason == "Đủ thông tin để công an xác minh."


@pytest.mark.parametrize(
    ("emptied", "pointer", "code"),
    [
        ({"words": ""}, "/body/words", "words"),
        ({"occurred_from": None}, "/body/occurred_from", "occurred"),
        ({"place_words": ""}, "/body/place", "place"),
        ({"evidence": ()}, "/body/evidence", "evidence"),
    ],
)
def test_what_the_kind_requires_is_missed_with_its_question(emptied, pointer, code):
    (missing,) = check(draft(**emptied), traffic(), NOW).missing
    assert (missing.pointer, missing.code, missing.detail) == (pointer, code, f"Hỏi {code}?")


def test_all_that_is_missing_is_said_in_one_sentence():
    found = check(draft(words="", evidence=()), traffic(), NOW)
    assert found.likelihood == "poor"
    assert found.likelihood_reason == "Chưa gửi được, còn thiếu: nội dung, ảnh hoặc video gốc."


def test_what_may_be_unknown_is_advice():
    found = check(draft(plates=()), traffic(), NOW)
    assert (found.missing, codes(found.advice)) == ((), [("/body/plates", "plate")])
    assert (found.likelihood, found.likelihood_reason) == (
        "fair",
        "Nên bổ sung để dễ xác minh hơn: biển số xe.",
    )


def test_an_unknown_place_is_an_answer_that_is_hard_to_use():
    found = check(draft(place_words="", place_certainty="unknown"), traffic(), NOW)
    assert (found.missing, codes(found.advice)) == ((), [("/body/place", "place_unknown")])
    assert found.likelihood == "poor"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"occurred_from": NOW + timedelta(minutes=6)}, [("/body/occurred_from", "future")]),
        ({"occurred_from": NOW + timedelta(minutes=4)}, []),  # a clock that is ahead
        ({"occurred_to": NOW + timedelta(days=1)}, [("/body/occurred_to", "future")]),
        (
            {"occurred_to": YESTERDAY - timedelta(minutes=1)},
            [("/body/occurred_to", "out_of_order")],
        ),
        (  # an end without a beginning
            {"occurred_from": None, "occurred_to": YESTERDAY},
            [("/body/occurred_to", "out_of_order")],
        ),
        ({"occurred_to": YESTERDAY}, []),  # a moment
        (
            {"occurred_from": datetime(2025, 11, 22, 2, tzinfo=UTC)},
            [("/body/occurred_from", "too_old")],
        ),
        ({"occurred_from": datetime(2025, 11, 23, 2, tzinfo=UTC)}, []),  # its last day
        ({"occurred_from": datetime(1, 1, 1, tzinfo=UTC)}, [("/body/occurred_from", "too_old")]),
        (
            {"occurred_from": datetime(9999, 12, 31, 23, 59, tzinfo=UTC)},
            [("/body/occurred_from", "future")],
        ),
    ],
)
def test_times_that_cannot_be_used_are_faults(values, found):
    assert faults(**values) == found


def test_without_a_limitation_any_past_time_may_be_told():
    long_ago = draft(occurred_from=datetime(2015, 1, 1, tzinfo=UTC))
    assert check(long_ago, traffic(clocks=()), NOW).faults == ()


@pytest.mark.parametrize(
    ("point", "code"),
    [
        (Point(0, 0), "no_position"),
        (Point(105.4, 21.3), "outside_vietnam"),  # swapped
        (Point(48.85, 2.35), "outside_vietnam"),
        (Point(14.0, 111.0), "at_sea"),
    ],
)
def test_points_where_nothing_can_happen_are_faults(point, code):
    assert faults(point=point) == [("/body/place", code)]


@pytest.mark.parametrize("point", [VIET_TRI, Point(16.83, 112.34), Point(11.43, 114.33)])
def test_land_and_the_islands_of_the_archipelagos_are_places(point):
    assert faults(point=point) == []


def test_an_act_that_the_kind_does_not_know_is_a_fault():
    assert faults(topic="red_light") == []
    assert faults(topic="noise") == [("/body/topic", "unknown")]


def test_anonymity_follows_the_kind():
    nameless = draft(identity="anonymous", evidence=(), words="")
    bare = traffic(asked=())
    assert codes(check(nameless, bare, NOW).missing)[:2] == [
        ("/body/evidence", "evidence"),
        ("/body/words", "words"),
    ]
    refused = check(draft(identity="anonymous"), traffic(anonymity="no"), NOW)
    assert codes(refused.faults) == [("/body/identity", "anonymous_refused")]
    warned = traffic(anonymity="warned", anonymity_warning="Không hỏi lại được.")
    found = check(draft(identity="anonymous"), warned, NOW)
    assert [one.detail for one in found.advice] == ["Không hỏi lại được."]
    assert check(draft(), warned, NOW).advice == ()


def test_what_lacks_a_name_is_asked_for_what_is_not_there_and_once():
    bare = traffic(asked=())
    assert check(draft(identity="anonymous"), bare, NOW).missing == ()
    nameless = draft(identity="anonymous", evidence=(), words="")
    required = check(nameless, traffic(), NOW).missing
    assert codes(required) == [("/body/words", "words"), ("/body/evidence", "evidence")]
    if_known = (Asked("words", "if_known", "Việc gì?"), Asked("evidence", "required", "Ảnh?"))
    assert codes(check(nameless, traffic(asked=if_known), NOW).missing) == [
        ("/body/evidence", "evidence"),
        ("/body/words", "words"),
    ]
    for changed, kind in ((nameless, traffic(asked=(), anonymity="yes")), (draft(), bare)):
        assert "evidence" not in [one.code for one in check(changed, kind, NOW).missing]


@pytest.mark.parametrize(
    ("before", "later"),
    [(STILL_HAPPENING, []), (STILL_HAPPENING - timedelta(seconds=1), ["still_happening"])],
)
def test_what_began_half_an_hour_ago_may_still_happen(before, later):
    assert advice(occurred_from=NOW - before) == later
    assert advice(occurred_from=NOW - before, occurred_to=NOW) == []  # it is over


def test_a_clock_may_be_five_minutes_ahead():
    ahead = NOW + timedelta(minutes=5)
    assert faults(occurred_from=ahead) == []
    late = ahead + timedelta(seconds=1)
    assert faults(occurred_from=late) == [("/body/occurred_from", "future")]


def test_twenty_letters_tell_of_an_act():
    assert advice(words="a" * 19 + " 1, 2") == ["words_short"]
    assert advice(words="a" * 20) == []
    assert advice(words="") == []


def test_a_crime_may_be_told_in_any_way_but_not_with_nothing():
    crime = traffic(is_crime=True, asked=(Asked("words", "if_known", "Việc gì?"),))
    nothing = draft(words="", evidence=())
    assert codes(check(nothing, crime, NOW).missing) == [("/body/words", "words")]
    assert check(replace(nothing, evidence=(VIDEO,)), crime, NOW).missing == ()


def test_an_officer_may_be_named_in_words_where_the_office_is_not_known():
    about = traffic(asked=(Asked("office", "required", "Đơn vị nào?"),))
    assert codes(check(draft(), about, NOW).missing) == [("/body/about_office", "office")]
    assert check(draft(suspect="Cán bộ ở quầy số 2"), about, NOW).missing == ()


def test_proposals_about_rules_are_in_vietnamese():
    kind = replace(traffic(), code="admin_rule")
    assert codes(check(draft(language="en"), kind, NOW).faults) == [
        ("/body/language", "not_vietnamese")
    ]


def test_a_loss_shows_the_lawful_way_while_crimes_are_not_taken():
    scam = traffic(crime_way="Gọi 113.")
    assert [one.code for one in check(draft(loss=5_000_000), scam, NOW).advice] == ["loss_is_crime"]
    assert check(draft(loss=0), scam, NOW).advice == ()


def test_other_advice():
    assert advice(words="Vượt đèn đỏ") == ["words_short"]
    assert advice(plates=("xe trắng", "29A-123.45")) == ["plate_form"]
    assert advice(evidence=(EvidenceFact("video/mp4"),)) == ["not_own_recording"]
    assert advice(occurred_from=NOW - timedelta(minutes=10)) == ["still_happening"]
    assert advice(occurred_from=NOW - timedelta(minutes=40)) == []


def test_faults_come_before_what_is_missing():
    with pytest.raises(Problem) as wrong:
        require_complete(draft(words="", point=Point(0, 0)), traffic(), NOW)
    assert wrong.value.type.code == "invalid_request"
    with pytest.raises(Problem) as incomplete:
        require_complete(draft(words=""), traffic(), NOW)
    assert incomplete.value.type.code == "report_incomplete"
    assert [error.detail for error in incomplete.value.errors] == ["Hỏi words?"]
    require_complete(draft(plates=()), traffic(), NOW)


def test_nothing_personal_of_a_draft_reaches_a_log():
    personal = {
        "words": "lời kể", "place_words": "số nhà", "suspect": "kẻ lừa", "name": "Lan",
        "address": "tổ 3", "phone": "0912345678",
    }  # fmt: skip
    shown = repr(draft(**personal))
    assert not [value for value in personal.values() if value in shown]
