"""How offices answer: figures of leaders' pages and of the month's report."""

from datetime import date

from feedback.models import QuestionDay
from offices.workplace.figures import Board, Days, Figure, Sums, of_days, plain, share
from offices.workplace.periods import Grain
from offices.workplace.scope import Scope

_SOURCE = "Câu hỏi gửi qua Mini App và Official Account; đếm ngay khi câu hỏi đến và khi được trả lời."
_MINUTES = 60


def _days(scope: Scope, first: date, last: date) -> Days:
    return QuestionDay.objects.by_day(first, last, scope.offices)


def _hours(sums: Sums, _grain: Grain) -> float | None:
    return round(sums["minutes"] / _MINUTES / sums["answered"], 1) if sums.get("answered") else None


QUESTIONS = Board(
    4,
    "Hỏi đáp",
    (
        Figure("asked", "Câu hỏi đến", "Số câu hỏi gửi đến đơn vị trong kỳ.", _SOURCE, chart="Câu hỏi"),
        Figure("answered", "Đã trả lời", "Số câu hỏi được trả lời lần đầu trong kỳ, tính cho đơn vị trả lời.", _SOURCE, chart="Câu hỏi"),
        Figure(
            "answer_hours",
            "Thời gian trả lời trung bình",
            "Số giờ từ lúc hỏi đến câu trả lời đầu tiên, kể cả ngoài giờ làm việc, trung bình của các câu đã trả lời trong kỳ.",
            _SOURCE,
            unit=" giờ",
            decimals=1,
            bars=False,
            better=-1,
        ),
        Figure(
            "answered_in_time",
            "Trả lời đúng hạn",
            "Câu trả lời đầu tiên không muộn hơn hạn trả lời ÷ câu đã trả lời trong kỳ.",
            _SOURCE,
            unit=" %",
            decimals=1,
            bars=False,
            top=100,
            better=1,
        ),
    ),
    of_days(
        _days,
        {
            "asked": plain("asked"),
            "answered": plain("answered"),
            "answer_hours": _hours,
            "answered_in_time": share("in_time", "answered"),
        },
    ),
)
BOARDS = (QUESTIONS,)
