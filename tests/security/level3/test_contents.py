"""The annexes say what is true of this installation."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from security.level3.contents import annexes
from tests.citizens.factories import citizen
from tests.security.factories import incident

pytestmark = pytest.mark.django_db


def annex(number):
    return annexes(2026)[number - 1]


def test_answers_name_the_values_of_settings(settings):
    settings.OFFICER_IDLE_MINUTES = 7
    assert any("7 phút" in row[3] for row in annex(7).rows)
    assert not any("{" in row[3] for row in annex(7).rows)


def test_what_proves_an_answer_exists():
    for row in annex(7).rows:
        if "/" in row[4] and not row[4].startswith("manage.py"):
            assert Path(settings.BASE_DIR, row[4]).exists(), row


def test_every_requirement_says_who_answers_it():
    assert {row[2] for row in annex(7).rows} == {"thiết lập", "kiểm thử", "tài liệu", "do tỉnh làm"}
    assert {row[5] for row in annex(7).rows} == {"S", "P"}


def test_persons_are_counted_without_those_who_were_erased():
    citizen()
    assert annex(3).rows[0][1] == "1"


def test_late_notices_of_the_year_are_counted(time_machine):
    time_machine.move_to("2026-11-24T05:00:00Z", tick=False)
    incident(is_serious=True)
    time_machine.shift(30 * 3600)
    found = dict(annex(6).rows)
    assert (found["Sự cố"], found["Nghiêm trọng"]) == ("1", "1")
    assert found["Báo cáo gửi quá hạn hoặc chưa gửi khi đã quá hạn"] == "1"
    assert dict(annexes(timezone.localdate().year - 1)[5].rows)["Sự cố"] == "0"
