"""Two who write the same at once: one is refused in words."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from offices.models import Beat, BeatDuty, DutyShift
from tests.at_once import RACE, at_once
from tests.offices.factories import beat, beat_duty, office, officer, shift

pytestmark = RACE
MANY = 4


def refused(write):
    def work(number):
        with transaction.atomic():
            return write(number)

    return [one for one in at_once(MANY, work) if isinstance(one, ValidationError)]


def test_of_several_shifts_at_once_one_is_written():
    row, now = office(), timezone.now().replace(minute=0, second=0, microsecond=0)
    people = [officer(row) for _number in range(MANY)]
    assert len(refused(lambda i: shift(row, now, who=people[i]))) == MANY - 1
    assert DutyShift.objects.count() == 1


def test_of_several_officers_for_a_beat_at_once_one_is_written():
    one = beat()
    people = [officer(one.office) for _number in range(MANY)]
    day = date(2026, 12, 1)
    assert len(refused(lambda i: beat_duty(one, people[i], first_day=day))) == MANY - 1
    assert BeatDuty.objects.count() == 1


def test_of_several_beats_of_one_name_at_once_one_is_written():
    row = office()
    assert len(refused(lambda _i: beat(row, "Xóm Đồng"))) == MANY - 1
    assert Beat.objects.count() == 1
