"""`manage.py recompute_due_dates`: due dates follow a corrected calendar."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dossiers.due import recomputing


class Command(BaseCommand):
    """Does nothing while the calendar has not changed since the last run."""

    help = (
        "Tính lại ngày hẹn trả của hồ sơ đang giải quyết sau khi lịch làm việc thay đổi, và "
        "báo cho công dân khi ngày hẹn dời."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Tính lại cả khi lịch làm việc không thay đổi."
        )

    def handle(self, **options: Any) -> None:
        if options["all"] or recomputing.is_pending():
            self.stdout.write(str(recomputing.recompute()))
        else:
            self.stdout.write("Lịch làm việc không thay đổi từ lần tính trước.")
