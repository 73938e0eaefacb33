"""Answer questions from the terminal, as GET answers/ does."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from offices.finding.receiving import Whence
from offices.snapshot import directory
from procedures.answers.cards import Answering
from procedures.publishing.snapshot import catalogue


class Command(BaseCommand):
    help = (
        "Đọc câu hỏi từ stdin, mỗi dòng một câu; in loại thẻ, thủ tục, trường hợp, phần, câu đầu, "
        "cách nhau bằng tab."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = catalogue.current()
        answering = Answering(now, directory.current(), now.answer_words)
        whence = Whence(now.day.date)
        for line in sys.stdin:
            card = answering.card(line.strip(), whence)
            said = [one.text for one in card.sentences] or [one.label for one in card.choices]
            columns = (card.kind.value, card.procedure, card.case, card.part or "", *said[:1])
            self.stdout.write("\t".join(column or "-" for column in columns))
