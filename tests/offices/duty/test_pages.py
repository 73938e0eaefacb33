"""Officers' pages: beats with their officers, the week on one screen, what is urgent."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.desk.models import ChangeEntry
from offices.duty.roster import midnight
from offices.models import Beat, BeatDuty, DutyShift
from tests.offices.factories import beat, beat_duty, office, officer, shift
from tests.police_portal.world import browser_of
from tests.procedures.admin.browser import fields_of

pytestmark = pytest.mark.django_db
WEEK = reverse("admin:offices_dutyshift_week")


def text_of(answer):
    return answer.content.decode()


def change(row):
    return reverse(f"admin:offices_{row._meta.model_name}_change", args=[row.pk])


def test_a_leader_adds_a_beat_and_is_told_of_the_same_name(ward, leader):
    page = reverse("admin:offices_beat_add")
    typed = fields_of(leader.get(page)) | {"name": "Xóm Đồng", "kind": "hamlet"}
    assert leader.post(page, typed).status_code == 302
    again = leader.post(page, typed | {"name": "xom dong"})
    assert "trùng tên thì thêm nơi cũ" in text_of(again)
    assert Beat.objects.get().office == ward


def save_duties(client, row, *duties):
    page = change(row)
    typed = fields_of(client.get(page)) | {"duties-TOTAL_FORMS": str(len(duties))}
    for number, values in enumerate(duties):
        defaults = {"id": "", "beat": row.pk, "last_day": "", "decision": ""}
        for name, value in (defaults | values).items():
            typed[f"duties-{number}-{name}"] = value
    return client.post(page, typed)


def test_of_two_officers_at_once_the_page_says_which(ward, leader):
    row = beat(ward)
    first, second = officer(ward).pk, officer(ward).pk
    refused = save_duties(
        leader, row,
        {"officer": first, "first_day": "01/11/2026"},
        {"officer": second, "first_day": "15/11/2026"},
    )  # fmt: skip
    assert "ghi ngày cuối cho người trước" in text_of(refused)
    assert not BeatDuty.objects.exists()


def test_one_save_ends_the_first_and_begins_the_second(ward, leader):
    row = beat(ward)
    held = beat_duty(row, first_day=date(2026, 11, 1))
    first = {"id": held.pk, "officer": held.officer_id, "first_day": "01/11/2026"}
    typed = fields_of(leader.get(change(row)))
    assert typed["duties-INITIAL_FORMS"] == "1"
    saved = save_duties(
        leader, row,
        first | {"last_day": "30/11/2026"},
        {"officer": officer(ward).pk, "first_day": "01/12/2026"},
    )  # fmt: skip
    assert saved.status_code == 302
    assert BeatDuty.objects.count() == 2


def test_officers_of_other_offices_are_not_offered(ward, leader):
    row = beat(ward)
    stranger = officer(office(), public_name="Đại uý Xa")
    assert "Đại uý Xa" not in text_of(leader.get(change(row)))
    refused = save_duties(leader, row, {"officer": stranger.pk, "first_day": "01/11/2026"})
    assert (refused.status_code, BeatDuty.objects.count()) == (200, 0)


def test_what_was_looked_at_is_marked(ward, leader):
    row, fresh = beat(ward, checked_on=date(2026, 8, 1)), beat(ward)
    page = reverse("admin:offices_beat_changelist")
    shown = text_of(leader.get(page, {"checked": "no"}))
    assert (row.name in shown, f">{fresh.name}<" in shown) == (True, False)
    leader.post(page, {"action": "mark_checked", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.is_checked
    assert ChangeEntry.objects.filter(what__contains="Đã kiểm tra").count() == 1


def test_the_day_after_ninety_is_unchecked(ward):
    today = timezone.localdate()
    old, young = (beat(ward, checked_on=today - timedelta(days=days)) for days in (91, 90))
    assert (old.is_checked, young.is_checked, beat(ward, checked_on=None).is_checked) == (
        False, True, False,
    )  # fmt: skip


def test_the_week_stands_on_one_screen_with_its_gaps(ward, leader):
    row = shift(ward, midnight(date(2026, 11, 30)), who=officer(ward, public_name="Thượng uý Bình"))
    shown = text_of(leader.get(WEEK))
    assert "Thượng uý Bình" in shown
    assert change(row) in shown
    assert "Trống 12:00–24:00" in shown


def test_the_week_before_is_copied_in_one_act(ward, leader):
    for number in range(3):
        shift(ward, midnight(date(2026, 11, 23 + number)))
    answer = leader.post(f"{WEEK}?office={ward.pk}&day=30/11/2026", follow=True)
    assert "Đã chép 3 ca của tuần trước." in text_of(answer)
    assert DutyShift.objects.count() == 6


def test_others_read_the_week_and_copy_nothing(ward):
    other = browser_of(ward, "M")
    shift(ward, midnight(date(2026, 11, 23)))
    assert "Chép tuần trước" not in text_of(other.get(WEEK))
    assert other.post(WEEK).status_code == 403
    assert DutyShift.objects.count() == 1


def test_a_leader_of_another_office_sees_nothing_of_it(ward):
    stranger = browser_of(office(), "L")
    row = shift(ward)
    assert stranger.get(WEEK, {"office": ward.pk}).status_code == 404
    assert stranger.post(f"{WEEK}?office={ward.pk}").status_code == 404
    assert stranger.get(change(row)).status_code in {302, 404}


@pytest.mark.parametrize("day", ["gestern", "31/02/2026", "01/01/0001", "31/12/9999"])
def test_a_day_that_is_none_shows_a_week(ward, leader, day):
    assert leader.get(WEEK, {"day": day}).status_code == 200


def test_a_shift_that_overlaps_is_refused_beside_its_field(ward, leader):
    held = shift(ward, midnight(date(2026, 11, 30)))
    page = reverse("admin:offices_dutyshift_add")
    typed = {
        "office": ward.pk, "function": "desk", "officer": held.officer_id,
        "begins_at": "11:00 30/11/2026", "ends_at": "20:00 30/11/2026",
    }  # fmt: skip
    assert "Trùng giờ với ca" in text_of(leader.post(page, fields_of(leader.get(page)) | typed))
    assert DutyShift.objects.count() == 1


def test_a_gap_within_a_day_is_urgent_for_the_leader_only(ward, leader):
    shift(ward, hours=8)
    home = reverse("admin:index")
    assert "Trống ca trực ban" in text_of(leader.get(home))
    assert "Trống ca trực ban" not in text_of(browser_of(ward, "M").get(home))
    assert "Trống ca trực ban" not in text_of(browser_of(office(), "L").get(home))


def test_no_gap_is_urgent_where_the_next_shift_follows(ward, leader):
    first = shift(ward, hours=8)
    shift(ward, first.ends_at, hours=48)
    assert "Trống ca trực ban" not in text_of(leader.get(reverse("admin:index")))
