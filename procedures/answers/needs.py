"""What cards answered, how they did, and what got none, on the page of what people need."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, Sum
from django.urls import reverse

from foundation.scale.database.replica import may_be_old
from officers.needs import NeedRow, NeedTable
from offices.finding.receiving import Whence
from offices.tree import AnyUser
from procedures.answers.cards import Answering, Card
from procedures.answers.parts import Part
from procedures.models import AnswerCount, AnswerMiss

WEEK = timedelta(weeks=1)
MOST = 20
_VIEW = "procedures.view_answercount"


@may_be_old
def _cards(
    column: str, weeks: Sequence[date], _offices: Collection[str], officer: AnyUser
) -> list[NeedRow]:
    """Return the cards with the most of `column`; in one query."""
    rows = AnswerCount.objects.order_by().filter(_between(weeks), **{f"{column}__gt": 0})
    numbers: dict[tuple[Any, ...], Counter[int]] = defaultdict(Counter)
    named = ("procedure", "procedure__short_name", "procedure__name", "part", "day")
    for key, short, name, part, day, number in rows.values_list(*named).annotate(n=Sum(column)):
        numbers[key, short or name, part][(day - weeks[0]) // WEEK] += number
    return [
        NeedRow(f"{name}: {_named(part)}", by_week, *_correction(officer, key))
        for (key, name, part), by_week in _most(numbers, weeks)
    ]


def _between(weeks: Sequence[date]) -> Q:
    return Q(day__gte=weeks[0], day__lt=weeks[-1] + WEEK)


def _named(part: str) -> str:
    return Part(part).label.lower() if part in Part.values else part


def _correction(officer: AnyUser, key: str) -> tuple[str, str]:
    may = officer.has_perm("procedures.change_procedure")
    address = reverse("admin:procedures_procedure_change", args=[key])
    return ("Sửa nội dung" if may else "Xem thủ tục", address)


@may_be_old
def _missed(weeks: Sequence[date], _offices: Collection[str], officer: AnyUser) -> list[NeedRow]:
    """Return the questions that most often got no card; in one query."""
    answering = Answering.now()
    whence = Whence(answering.catalogue.day.date)
    numbers: dict[tuple[Any, ...], Counter[int]] = defaultdict(Counter)
    rows = AnswerMiss.objects.order_by().filter(_between(weeks))
    for term, day, times in rows.values_list("term", "day", "times"):
        numbers[term,][(day - weeks[0]) // WEEK] += times
    return [
        NeedRow(
            term,
            by_week,
            "Thêm từ trường hợp",
            _case_word(term),
            asked=term,
            further=_mendable(officer, answering.card(term, whence)),
        )
        for (term,), by_week in _most(numbers, weeks)
    ]


def _mendable(officer: AnyUser, card: Card) -> tuple[tuple[str, str], ...]:
    """Return the procedure that is meant, if what is published about it lacks the answer."""
    return (_correction(officer, card.procedure),) if card.procedure else ()


def _case_word(term: str) -> str:
    return f"{reverse('admin:procedures_answerword_add')}?{urlencode({'text': term})}"


def _most(
    numbers: dict[tuple[Any, ...], Counter[int]], weeks: Sequence[date]
) -> list[tuple[tuple[Any, ...], tuple[int, ...]]]:
    """Return the keys with the highest sums, each with its numbers by week."""
    rows = [
        (key, tuple(found[week] for week in range(len(weeks)))) for key, found in numbers.items()
    ]
    return sorted(rows, key=lambda row: (-sum(row[1]), row[0]))[:MOST]


def _table(title: str, intro: str, nothing: str, read: Callable[..., list[NeedRow]]) -> NeedTable:
    return NeedTable(_VIEW, title, intro, nothing, read, everywhere=True)


TABLES = (
    _table(
        "Thẻ trả lời đã hiện",
        "Số lần thẻ trả lời hiện ra, theo thủ tục và phần được hỏi.",
        "Chưa có thẻ nào hiện ra.",
        partial(_cards, "shown"),
    ),
    _table(
        "Thẻ hỏi lại",
        "Số lần thẻ hỏi lại một câu trước khi trả lời.",
        "Chưa có thẻ nào hỏi lại.",
        partial(_cards, "asked"),
    ),
    _table(
        "Thẻ được khen",
        "Số lần người dân bấm «Hữu ích».",
        "Chưa có thẻ nào được khen.",
        partial(_cards, "helpful"),
    ),
    _table(
        "Thẻ bị chê",
        "Số lần người dân bấm «Chưa đúng». Hãy đọc lại nội dung của phần đó.",
        "Chưa có thẻ nào bị chê.",
        partial(_cards, "unhelpful"),
    ),
    _table(
        "Câu hỏi chưa trả lời được",
        "Thêm từ trường hợp, hoặc soạn câu trả lời công khai cho mọi người.",
        "Câu hỏi nào cũng có thẻ.",
        _missed,
    ),
)
