"""What may be written about beats and shifts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from offices.duty import actions
from offices.duty.roster import gaps, midnight, week_of
from offices.models import DutyShift
from tests.offices.factories import beat, beat_duty, office, officer, shift

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def code_of(refused):
    (errors,) = refused.value.error_dict.values()
    return errors[0].code


def test_a_hamlet_has_its_name_once_in_an_office(ward):
    beat(ward, "Tổ 5")
    with pytest.raises(ValidationError) as refused:
        beat(ward, "tổ dân phố số 05")
    assert code_of(refused) == "name_twice"
    beat(ward, "Tổ 5 (Thọ Sơn)")
    beat(office(), "Tổ 5")


def test_two_officers_at_once_are_refused_in_words(ward):
    first = beat_duty(beat(ward), first_day=date(2026, 11, 1))
    with pytest.raises(ValidationError) as refused:
        beat_duty(first.beat, first_day=date(2026, 12, 1))
    assert (code_of(refused), "ghi ngày cuối" in refused.value.messages[0]) == ("overlap", True)
    first.last_day = date(2026, 11, 30)
    actions.save(first)
    beat_duty(first.beat, first_day=date(2026, 12, 1))


def test_a_stand_in_comes_first_for_a_time(ward):
    usual = beat_duty(beat(ward), first_day=date(2026, 11, 1))
    other = beat_duty(
        usual.beat, stand_in=True, first_day=date(2026, 11, 30), last_day=date(2026, 12, 2)
    )
    assert usual.beat.duty_on(date(2026, 11, 30)) == other
    assert usual.beat.duty_on(date(2026, 12, 3)) == usual


def test_an_officer_of_another_office_is_refused(ward):
    stranger = officer(office(), public_name="Thượng uý Kín")
    for write in (
        lambda: beat_duty(beat(ward), stranger),
        lambda: shift(ward, who=stranger),
        lambda: shift(ward, deputy=stranger),
    ):
        with pytest.raises(ValidationError) as refused:
            write()
        assert code_of(refused) == "other_office"


def test_an_officer_who_has_left_is_refused(ward):
    gone = officer(ward, valid_to=date(2026, 11, 29))
    with pytest.raises(ValidationError) as refused:
        shift(ward, who=gone)
    assert code_of(refused) == "other_office"


def test_overlapping_shifts_of_one_function_are_refused(ward):
    first = shift(ward)
    shift(ward, function="leader")
    shift(office())
    with pytest.raises(ValidationError) as refused:
        shift(ward, first.ends_at - timedelta(minutes=1))
    assert code_of(refused) == "overlap"
    shift(ward, first.ends_at)


@pytest.mark.parametrize(("hours", "code"), [(49, "too_long"), (0, None), (-1, None)])
def test_a_shift_has_an_end_within_two_days(ward, hours, code):
    with pytest.raises(ValidationError) as refused:
        shift(ward, hours=hours)
    assert code is None or code_of(refused) == code


def test_two_people_are_on_duty_not_one_twice(ward):
    who = officer(ward)
    with pytest.raises(ValidationError):
        shift(ward, who=who, deputy=who)


def test_last_week_is_copied_and_what_cannot_be_is_named(ward):
    monday = midnight(date(2026, 11, 30))
    who = officer(ward, public_name="Thiếu tá Rời", valid_to=date(2026, 11, 29))
    shift(ward, monday - 7 * DAY)
    shift(ward, monday - 6 * DAY, who=who)
    shift(ward, monday - 5 * DAY)
    shift(ward, monday + 2 * DAY)
    copied = actions.copy_week(ward, monday)
    assert (copied.number, len(copied.left)) == (1, 2)
    assert "Thiếu tá Rời không công tác" in copied.left[0]
    assert "Trùng giờ" in copied.left[1]
    assert actions.copy_week(ward, monday).number == 0


def test_gaps_are_what_no_span_covers():
    at = [midnight(date(2026, 11, 30)) + number * timedelta(hours=1) for number in range(10)]
    assert gaps([], at[0], at[9]) == [(at[0], at[9])]
    assert gaps([(at[0], at[4]), (at[2], at[3]), (at[5], at[9])], at[0], at[9]) == [(at[4], at[5])]
    assert gaps([(at[1], at[8])], at[2], at[7]) == []


def test_a_week_costs_one_query_however_many_shifts(ward, django_assert_num_queries):
    monday = date(2026, 11, 30)
    for number in range(7):
        shift(ward, midnight(monday + number * DAY) + timedelta(hours=20))
    with django_assert_num_queries(1):
        (line,) = week_of(ward.pk, monday)
    assert [free for _day, _shifts, free in line.days][1] == ["08:00–20:00"]


def gap_of(now):
    return list(DutyShift.objects.before_gaps(now, now + DAY))


def test_a_gap_within_a_day_is_found_by_the_shift_before_it(ward):
    now = timezone.now()
    first = shift(ward, hours=12)
    assert gap_of(now) == [first]
    shift(ward, first.ends_at + timedelta(hours=1), hours=48)
    assert gap_of(now) == [first]
    shift(ward, first.ends_at, hours=1)
    assert gap_of(now) == []
    assert gap_of(now + timedelta(hours=13)) == []
