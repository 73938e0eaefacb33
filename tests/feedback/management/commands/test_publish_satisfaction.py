"""The command that publishes due months."""

from datetime import date

import pytest
from django.core.management import call_command

from feedback.satisfaction import rating_totals
from tests.feedback.factories import rating

pytestmark = pytest.mark.django_db


def rated(number, month, **values):
    for _one in range(number):
        made = rating(rated_on=month, **values)
        rating_totals.count_rating(made)


def test_the_command_reports_what_it_published(capsys, time_machine):
    rated(6, date(2026, 10, 1))
    time_machine.move_to("2026-11-15T01:00:00+00:00")
    call_command("publish_satisfaction")
    call_command("publish_satisfaction")
    assert capsys.readouterr().out == "Đã công bố: 10/2026.\nKhông có tháng nào cần công bố.\n"
