"""What an announcement has to have, what it may not hold, and what is worth a second look."""

from datetime import date, timedelta

import pytest

from announcements import rules
from announcements.models import Announcement
from announcements.workflow import OF_PERSONS, Kind
from offices.working_time.calendar import WorkingCalendar
from tests.dossiers.factories import at

NOW = at("2026-11-23 09:00")  # a Monday; Tuesday is a holiday
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
CALENDAR = WorkingCalendar(
    days_off=frozenset({date(2026, 11, 24)}), years_with_tet=frozenset({2026})
)
LISTS = ("where_seen", "sources")
OF_A_PERSON = {
    "decision_number": "12/QĐ-CSHS",
    "expires_at": NOW + 300 * DAY,
    "picture_id": 1,
    "picture_alternative": "Chân dung người bị truy nã, tóc ngắn, đeo kính",
}
WHOLE = {
    Kind.FACT_CHECK: {
        "claim": "Ai chưa có VNeID bị phạt.", "where_seen": ["Facebook"], "verdict": "false",
        "sources": ["https://bocongan.gov.vn/tin", "Báo Phú Thọ"],
    },
    Kind.SERVICE_OUTAGE: {
        "service": "Cấp hộ chiếu", "begins_at": NOW + 20 * DAY, "ends_at": NOW + 21 * DAY,
    },
    **dict.fromkeys(OF_PERSONS, OF_A_PERSON),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _numbers_of_offices(monkeypatch):
    monkeypatch.setattr(rules, "office_phone_numbers", lambda: frozenset({"02103846001"}))


def announcement(kind=Kind.NEWS, **values):
    words = {"title": "Mở cửa sáng thứ Bảy", "summary": "Từ tuần này.", "body": "Từ 7 giờ 30."}
    return Announcement(kind=kind, **{**words, **WHOLE.get(kind, {}), **values})


def problems(kind=Kind.NEWS, *, correction=False, **values):
    return rules.problems(announcement(kind, **values), NOW, correction=correction)


@pytest.mark.parametrize("kind", Kind)
def test_what_has_all_it_needs_may_go_on(kind):
    assert problems(kind) == []


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        *[(Kind.NEWS, name, label) for name, label in [
            ("title", "«Tiêu đề»"), ("summary", "«Tóm tắt»"), ("body", "«Nội dung»"),
        ]],
        *[(Kind.FACT_CHECK, name, label) for name, label in [
            ("claim", "«Điều được lan truyền»"), ("where_seen", "«Thấy ở đâu»"),
            ("verdict", "«Kết luận»"), ("sources", "«Nguồn»"),
        ]],
        (Kind.SERVICE_OUTAGE, "service", "«Dịch vụ»"),
        (Kind.SERVICE_OUTAGE, "begins_at", "«Bắt đầu»"),
        (Kind.SERVICE_OUTAGE, "ends_at", "«Kết thúc»"),
        *[(kind, name, label) for kind in sorted(OF_PERSONS) for name, label in [
            ("decision_number", "«Số quyết định»"), ("expires_at", "«Hết hạn lúc»"),
            ("picture_id", "cần ảnh"), ("picture_alternative", "Ảnh cần lời mô tả"),
        ]],
    ],
)  # fmt: skip
def test_what_is_missing_is_said(kind, name, said):
    blank = "" if name in ("claim", "verdict") else "  "
    empty = None if name.endswith(("_at", "_id")) else [] if name in LISTS else blank
    (found,) = problems(kind, **{name: empty})
    assert said in found


def test_a_minor_is_looked_for_with_the_guardians_consent():
    (found,) = problems(Kind.MISSING, about_minor=True, guardian_consent=" ")
    assert "người giám hộ" in found
    assert problems(Kind.MISSING, about_minor=True, guardian_consent="Văn bản số 3") == []


@pytest.mark.parametrize(
    ("publish_at", "expires_at", "said"),
    [
        (None, None, []),
        (NOW, None, []),
        (NOW - SECOND, None, ["«Đăng lúc» đã qua"]),
        (None, NOW + SECOND, []),
        (None, NOW, ["«Hết hạn lúc»"]),
        (NOW + DAY, NOW + DAY, ["«Hết hạn lúc»"]),
        (NOW + DAY, NOW + DAY + SECOND, []),
        (NOW - SECOND, NOW - SECOND, ["«Đăng lúc» đã qua", "«Hết hạn lúc»"]),
    ],
)
def test_times_follow_each_other(publish_at, expires_at, said):
    found = problems(publish_at=publish_at, expires_at=expires_at)
    assert [one[: len(start)] for one, start in zip(found, said, strict=True)] == said


def test_a_correction_says_what_was_wrong_and_keeps_its_times():
    past = {"publish_at": NOW - DAY, "expires_at": NOW - DAY}
    (found,) = problems(correction=True, correction_note=" ", **past)
    assert "«Điều đã đính chính»" in found
    assert problems(correction=True, correction_note="Giờ mở cửa.", **past) == []


# --- what it may not hold -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("title", "tiêu đề"), ("summary", "tóm tắt"), ("body", "nội dung"),
        ("claim", "điều được lan truyền"), ("place", "địa điểm"),
        ("guardian_consent", "đồng ý của người giám hộ"), ("correction_note", "điều đã đính chính"),
        ("picture_alternative", "lời tả ảnh"),
    ],
)  # fmt: skip
def test_numbers_of_persons_are_found_in_every_text_and_not_repeated(name, label):
    (found,) = problems(**{name: "Gọi ông Hùng ở 0912 345 678."})
    assert f"«{label}»" in found
    assert "0912" not in found


def test_an_offices_own_number_may_stand():
    assert problems(body="Gọi trực ban 0210 384 6001.") == []


def test_a_warning_says_where_the_numbers_of_a_scam_belong():
    said = [len(problems(kind, body="Gọi 0912 345 678.")) for kind in (Kind.NEWS, "scam_warning")]
    assert said == [1, 2]


def test_links_are_checked_in_the_text_and_among_the_sources():
    assert problems(body="[Xem](http://bocongan.gov.vn)")
    assert problems(sources=[" https://bit.ly/abc "])
    assert problems(sources=["Báo Phú Thọ"]) == []


def test_words_of_officers_name_the_kind_only():
    assert rules.personal_in_words("Chưa rõ địa chỉ.") == []
    (found,) = rules.personal_in_words("Gọi 0912 345 678.")
    assert "0912" not in found


# --- what to read again ---------------------------------------------------------------------------


def warnings(kind=Kind.NEWS, **values):
    return rules.warnings(announcement(kind, **values), NOW, CALENDAR)


@pytest.mark.parametrize(
    ("publish_at", "begins_at", "short"),
    [
        # Seven working days after Monday the 23rd, without Tuesday's holiday.
        (None, "2026-12-02 23:59", True),
        (None, "2026-12-03 00:00", False),
        ("2026-11-25 08:00", "2026-12-03 12:00", True),
        ("2026-11-25 08:00", "2026-12-04 00:00", False),
        ("2026-12-30 08:00", "2027-06-01 00:00", True),  # nobody can tell: 2027 is not loaded
    ],
)
def test_an_outage_is_told_seven_working_days_ahead(publish_at, begins_at, short):
    outage = announcement(
        Kind.SERVICE_OUTAGE, publish_at=publish_at and at(publish_at), begins_at=at(begins_at)
    )
    assert rules.is_short_notice(outage, NOW, CALENDAR) is short
    assert (rules.OUTAGE_LAW in rules.warnings(outage, NOW, CALENDAR)) is short


def test_only_an_outage_that_has_a_beginning_can_be_short_of_notice():
    other = announcement(Kind.TRAFFIC, begins_at=NOW)
    assert rules.is_short_notice(other, NOW, CALENDAR) is False
    undated = announcement(Kind.SERVICE_OUTAGE, begins_at=None)
    assert rules.is_short_notice(undated, NOW, CALENDAR) is False


def test_names_are_read_again_but_where_a_person_is_looked_for():
    named = {"body": "Ông Nguyễn Văn Hùng đã nhận lại giấy tờ."}
    assert [one for one in warnings(**named) if "tên người" in one]
    assert not [one for one in warnings(Kind.WANTED, **named) if "tên người" in one]
    assert warnings() == []


@pytest.mark.parametrize(
    ("kind", "picture", "count"),
    [(Kind.NEWS, 1, 1), (Kind.NEWS, None, 0), (Kind.FACT_CHECK, 1, 2), (Kind.FACT_CHECK, None, 0)],
)
def test_pictures_are_looked_at_again(kind, picture, count):
    assert len(warnings(kind, picture_id=picture)) == count
