"""Warnings about the calendar for operators."""

from datetime import timedelta

from django.utils import timezone

from offices.snapshot import directory


def warnings() -> list[str]:
    """Warn of each year of the next 12 months without days off."""
    today = timezone.localdate()
    years = directory.current().calendar.years_without_tet(today, today + timedelta(days=365))
    return [f"Chưa có ngày nghỉ Tết của năm {year} trong lịch làm việc." for year in years]
