"""The contents of a monthly report: one function for the page and the Word file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from officers.first_page import boards as registered_boards
from officers.first_page import office_table, periods, trends
from officers.first_page.office_table import OfficeLine
from officers.first_page.periods import Grain, Period
from officers.first_page.scope import Choice, Scope
from officers.first_page.targets import REACHED
from officers.first_page.trends import Line, ShownBoard
from officers.first_page.words import number
from officers.month_report.headings import Heading, heading_of
from offices.models.office import root_id

HEADLINE = {
    "visits": "Lượt truy cập Mini App",
    "users": "Người dùng Mini App",
    "accepted": "Hồ sơ tiếp nhận",
    "completed": "Hồ sơ xử lý xong",
    "on_time_share": "Hồ sơ xử lý đúng hạn",
    "answered": "Câu hỏi đã trả lời",
    "satisfied_share": "Người dân hài lòng",
}
MOST_OFFICES = 400  # lines of the annex; a province has some 160
NAMED = 5  # offices below the target that the text names; the annex has all


@dataclass(frozen=True)
class MonthReport:
    """The whole report. `below` are the offices, the worst first; `more` were left out."""

    heading: Heading
    scope: Scope
    month: Period
    is_over: bool
    boards: Sequence[ShownBoard]
    headline: Sequence[tuple[str, Line]]  # the words for a figure
    below: Sequence[OfficeLine]
    more: int
    shortcomings: Sequence[str]  # sentences of what fell short; why it did is the officer's to say
    made_at: datetime

    @property
    def before(self) -> Period:
        """The month before."""
        return self.month.before()

    @property
    def compared(self) -> list[tuple[ShownBoard, Sequence[Line]]]:
        """The boards and figures of the table of this month and the one before."""
        rows = [(shown, known_lines(shown)) for shown in self.boards]
        return [(shown, lines) for shown, lines in rows if lines]

    @property
    def subject(self) -> str:
        """The subject of the paper (trích yếu)."""
        return f"Kết quả thực hiện dịch vụ công qua Zalo {self.month.name}"

    @property
    def annexed_to(self) -> str:
        """The reference of an annex to its paper."""
        number = self.heading.number.removeprefix("Số: ")
        issuer = self.heading.issuer
        return f"(Kèm theo Báo cáo số {number} {self._day_of_paper} của {issuer})"

    @property
    def _day_of_paper(self) -> str:
        return self.heading.place_and_day.partition(", ")[2]


def month_report(choice: Choice, month: Period) -> MonthReport:
    """Return the report of an office, with all below it, for a month."""
    scope, now = choice.scope, timezone.localtime()
    shown = periods.periods_until(Grain.MONTH, month.first, periods.SHOWN[Grain.MONTH])
    boards = _of_scope(trends.show_boards(scope, shown, now.date()), scope)
    below = office_table.lines_below(scope, month, choice.names)
    return MonthReport(
        heading_of(scope.office, now.date()),
        scope,
        month,
        month.last < now.date(),
        boards,
        pick_headline(boards),
        below[:MOST_OFFICES],
        max(0, len(below) - MOST_OFFICES),
        list(_shortcomings(boards, below)),
        now,
    )


def pick_headline(boards: Sequence[ShownBoard]) -> list[tuple[str, Line]]:
    """Return the known figures of the headline."""
    found = {line.figure.name: line for board in boards for line in board.lines}
    return [
        (title, found[name])
        for name, title in HEADLINE.items()
        if name in found and found[name].values[-1] is not None
    ]


def _of_scope(boards: Sequence[ShownBoard], scope: Scope) -> list[ShownBoard]:
    """Leave out the figures of the whole service, unless the report is the whole province's."""
    whole = scope.is_everything or scope.office == root_id()
    return [one for one in boards if whole or not one.board.everywhere]


def known_lines(shown: ShownBoard) -> list[Line]:
    """Return the figures of a board that have a value in this month or in the one before."""
    return [line for line in shown.lines if any(value is not None for value in line.values[-2:])]


def _shortcomings(boards: Sequence[ShownBoard], below: Sequence[OfficeLine]) -> Iterator[str]:
    """Yield a sentence for each share below its target, and for the offices that are."""
    for shown, line in [(board, line) for board in boards for line in board.lines]:
        if line.mark not in {None, REACHED}:
            target = number(float(getattr(settings, line.figure.target)))
            said = f"{line.figure.title.lower()} {line.now}{line.unit}"
            yield f"{shown.board.title}: {said}, chỉ tiêu {target}{line.unit}."
    worst = [f"{row.name} ({row.share})" for row in below if row.mark not in {None, REACHED}]
    if worst:
        more = f" và {len(worst) - NAMED} đơn vị khác" if len(worst) > NAMED else ""
        yield f"Hồ sơ đúng hạn thấp hơn chỉ tiêu: {'; '.join(worst[:NAMED])}{more}."


def definitions() -> Iterator[tuple[str, str, str]]:
    """Yield title, definition and source of every figure."""
    for board in registered_boards.boards():
        for figure in board.figures:
            yield figure.title, figure.definition, figure.source
