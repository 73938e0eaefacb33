"""Gives each report the next number of the book of the office that takes it in.

An office answers for an unbroken book (Decree 61/2026/NĐ-CP, article 20.2c): two officers at once
get two numbers, and one whose move is refused gives the number back with its transaction.
"""

import re

from django.utils import timezone

from offices.working_time.calendar import ZONE
from reports.models import RegisterBook, Report

_TYPED = re.compile(r"0*(\d{1,6})/(\d{4})\b", re.ASCII)  # as officers typed them before


def next_number(office: str, desk: str) -> str:
    """Return the next number of the office's book, like «12/2026». Stands in a transaction.

    A book that begins while its paper has numbers already goes on behind the highest of them.
    """
    year = timezone.now().astimezone(ZONE).year
    key = {"office_id": office, "desk": desk, "year": year}
    if not RegisterBook.objects.filter(**key).exists():
        typed = _last_typed(office, desk, year)
        RegisterBook.objects.get_or_create(**key, defaults={"last": typed})
    book = RegisterBook.objects.select_for_update().get(**key)
    book.last += 1
    book.save(update_fields=["last"])
    return f"{book.last}/{year}"


def _last_typed(office: str, desk: str, year: int) -> int:
    rows = Report.objects.filter(
        office=office, kind__desk=desk, register_number__endswith=f"/{year}"
    )
    found = map(_TYPED.match, rows.values_list("register_number", flat=True).iterator())
    return max((int(one[1]) for one in found if one), default=0)
