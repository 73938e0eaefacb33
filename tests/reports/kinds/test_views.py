"""GET report-kinds/."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procedures.models import DangerKind
from reports.kinds import actions
from reports.kinds.shipping import create_kinds
from reports.models import ClockRule, KindParticular, ReportKind, Topic
from tests.offices.factories import field
from tests.reports.factories import kind

KINDS = "/api/v1/report-kinds/"
pytestmark = pytest.mark.django_db


def told(api, code="traffic_violation"):
    return next(one for one in api.get(KINDS).json()["kinds"] if one["code"] == code)


def test_a_kind_tells_everything_that_a_client_has_to_ask(api):
    row = kind(doubt="Phải hỏi.", anonymity_warning="Không hỏi lại được.")
    Topic.objects.create(kind=row, code="red_light", name="Vượt đèn đỏ")
    assert told(api) == {
        "code": "traffic_violation",
        "name": "Vi phạm giao thông",
        "description": "Vi phạm mà ông/bà ghi được.",
        "is_open": True,
        "lawful_way": "Gọi 113 hoặc đến công an nơi gần nhất.",
        "crime_way": "",
        "law": "NĐ 61/2026/NĐ-CP Đ16",
        "announced_by": "Thông báo 12/TB-CAT",
        "announced_on": "2026-01-02",
        "anonymity": "with_evidence",
        "anonymity_warning": "Không hỏi lại được.",
        "particulars": [{"code": "words", "need": "required", "prompt": "Sự việc thế nào?"}],
        "topics": [{"code": "red_light", "name": "Vượt đèn đỏ"}],
        "clocks": [
            {
                "stage": "classify",
                "name": "Tiếp nhận, phân loại",
                "limit": "trong 24 giờ từ khi nhận",
                "extended": "",
                "citation": "NĐ 61/2026 Đ21k1",
            },
            {
                "stage": "verify",
                "name": "Xác minh",
                "limit": "trong 30 ngày từ khi thụ lý",
                "extended": "tối đa 60 ngày nếu gia hạn",
                "citation": "NĐ 61/2026 Đ21k1",
            },
        ],
    }


def test_doubts_and_alarms_are_the_officers_own(api):
    row = kind(doubt="Chưa rõ độ mật.")
    ClockRule.objects.create(
        kind=row,
        stage="alarm",
        length=15,
        unit="minute",
        citation="Nội bộ",
        valid_from="2026-01-01",
    )
    answer = api.get(KINDS).content.decode()
    assert "Chưa rõ độ mật" not in answer
    assert "Nội bộ" not in answer


def test_only_clocks_in_force_today_are_told(api, time_machine):
    row = kind()
    row.clock_rules.filter(stage="verify").update(valid_to="2026-11-24")
    ClockRule.objects.create(
        kind=row, stage="verify", length=20, unit="day", citation="Mới", valid_from="2026-11-25"
    )
    time_machine.move_to("2026-11-24T16:59:00Z", tick=False)
    assert told(api)["clocks"][-1]["limit"] == "trong 30 ngày từ khi thụ lý"
    time_machine.move_to("2026-11-24T17:01:00Z", tick=False)
    assert told(api)["clocks"][-1]["limit"] == "trong 20 ngày từ khi thụ lý"


def test_a_kind_that_is_off_shows_the_lawful_way(api):
    kind("crime", switched_on=False, is_crime=True, lawful_way="Gọi 113, 24/24 giờ.")
    found = told(api, "crime")
    assert (found["is_open"], found["lawful_way"]) == (False, "Gọi 113, 24/24 giờ.")


def test_a_scam_tells_the_lawful_way_of_crimes_only_while_these_are_off(api):
    KindParticular.objects.create(kind=kind("scam"), particular="loss", need="if_known", prompt="?")
    crime = kind("crime", is_crime=True, switched_on=False, lawful_way="Gọi 113.")
    assert told(api, "scam")["crime_way"] == "Gọi 113."
    actions.switch_on(crime, "TB 2", crime.announced_on)
    assert told(api, "scam")["crime_way"] == "Gọi 113."  # until the process has seen the revision
    from reports.kinds.snapshot import kinds

    kinds.refresh()
    assert told(api, "scam")["crime_way"] == ""


def test_limits_and_emergency_numbers_are_told_once(api, settings):
    settings.REPORT_MAX_FILES = 3
    DangerKind.objects.create(code="home", number="113", sentence="Gọi 113.")
    answer = api.get(KINDS).json()
    assert answer["evidence"] == {
        "photo_max_bytes": 20_971_520,
        "video_max_bytes": 104_857_600,
        "max_files": 3,
    }
    numbers = {row["number"]: row["advice"] for row in answer["emergency_numbers"]}
    assert list(numbers) == ["111", "112", "113", "114", "115"]
    assert numbers["113"] == "Gọi 113."


def test_unchanged_kinds_answer_304_without_a_query(api):
    kind()
    first = api.get(KINDS)
    with CaptureQueriesContext(connection) as captured:
        again = api.get(KINDS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, len(captured)) == (304, 0)
    assert api.get(KINDS, {"lang": "en"}).status_code == 400


def test_reading_kinds_costs_the_same_for_one_and_eight(db):
    from reports.kinds.snapshot import build

    kind()
    with CaptureQueriesContext(connection) as one:
        build(1, None)
    for code in ("attp", "pccc", "cainghien", "attt", "kntc"):
        field(code)
    ReportKind.objects.all().delete()
    create_kinds()
    with CaptureQueriesContext(connection) as eight:
        assert len(build(1, None).by_code) == 8
    assert len(eight) == len(one)
