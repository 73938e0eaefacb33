"""Fill the calendar with days off and make-up working days, for officers to correct."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from offices import actions


class Command(BaseCommand):
    """Fills this year and the next, or the given years."""

    help = (
        "Điền ngày nghỉ lễ, Tết và ngày làm bù vào lịch làm việc; không đụng tới ngày cán bộ "
        "đã ghi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--years",
            nargs="+",
            type=int,
            metavar="NĂM",
            help="Các năm cần điền; mặc định năm nay và năm sau.",
        )

    def handle(self, **options: Any) -> None:
        for year in options["years"] or actions.years_of_service(timezone.localdate()):
            try:
                self.stdout.write(str(actions.fill_calendar(year)))
            except ValidationError as error:
                raise CommandError(error.messages[0]) from error
