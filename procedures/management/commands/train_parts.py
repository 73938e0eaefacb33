"""Learn the model of parts anew from its phrases and questions; takes about half a minute."""

from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from procedures.answers.parts import FILE
from procedures.answers.training.learning import learn
from procedures.answers.words import AnswerWords


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Học lại mô hình nhận ra phần được hỏi của thủ tục từ các câu mẫu trong mã nguồn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Chỉ so với tệp đang có; khác thì báo lỗi."
        )
        parser.add_argument(
            "--without", default="", help="Bỏ các tệp câu hỏi có tên kết thúc như vậy, để đo."
        )

    def handle(self, *_args: object, **options: Any) -> None:
        learned = orjson.dumps(learn(AnswerWords().without_things, options["without"]))
        if not options["check"]:
            FILE.write_bytes(learned)
        elif learned != FILE.read_bytes():
            raise CommandError("model.json is not what the phrases give: run train_parts.")
        self.stdout.write(f"{len(learned) / 1000:.0f} kB")
