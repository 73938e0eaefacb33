"""Recount questions by week, for example after a restore."""

from django.core.management.base import BaseCommand

from feedback.needs.need_counts import recount_questions


class Command(BaseCommand):
    help = "Đếm lại số câu hỏi theo tuần, đơn vị, thủ tục và cặp từ."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"Đã đếm lại {recount_questions()} câu hỏi.")
