"""Learn the model of danger anew from its phrases; takes about a minute."""

from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from procedures.danger.model import FILE
from procedures.danger.training.learning import learn


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Học lại mô hình nhận ra nguy hiểm từ các câu mẫu trong mã nguồn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Chỉ so với tệp đang có; khác thì báo lỗi."
        )

    def handle(self, *_args: object, **options: Any) -> None:
        learned = orjson.dumps(learn())
        if not options["check"]:
            FILE.write_bytes(learned)
        elif learned != FILE.read_bytes():
            raise CommandError("model.json is not what the phrases give: run train_danger.")
        self.stdout.write(f"{len(learned) / 1000:.0f} kB")
