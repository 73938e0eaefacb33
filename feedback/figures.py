"""Figures of leaders' pages and of the monthly report: answers and satisfaction."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from feedback.models import QuestionDay
from feedback.satisfaction.scores import ALL, Point, Score, add_scores, published_satisfaction
from foundation.desk.period_filters import days_value
from officers.first_page.boards import (
    Behind,
    Board,
    Figure,
    Sums,
    Values,
    daily,
    days_of,
    percentage,
)
from officers.first_page.periods import Grain, Period
from officers.first_page.scope import Scope
from offices.models import Office

_SOURCE = (
    "Câu hỏi gửi qua Mini App và Official Account; đếm ngay khi câu hỏi đến và khi được trả lời."
)
_MINUTES = 60


def _hours_per_answer(sums: Sums, _grain: Grain) -> float | None:
    return round(sums["minutes"] / _MINUTES / sums["answered"], 1) if sums.get("answered") else None


def _asked_in(scope: Scope, period: Period) -> Mapping[str, str]:
    office = {"office": scope.office} if scope.office else {}
    return {"asked": days_value(period.first, period.last), "state": "all", **office}


ASKED = Behind(
    "câu hỏi đến trong kỳ",
    "feedback.view_question",
    "admin:feedback_question_changelist",
    _asked_in,
)
QUESTIONS = daily(
    4,
    "Hỏi đáp",
    (
        Figure(
            "asked",
            "Câu hỏi đến",
            "Số câu hỏi đến trong kỳ; câu hỏi đã chuyển thì tính cho đơn vị đang giữ.",
            _SOURCE,
            chart="Câu hỏi",
            behind=ASKED,
        ),
        Figure(
            "answered",
            "Đã trả lời",
            "Số câu hỏi được trả lời lần đầu trong kỳ, tính cho đơn vị trả lời.",
            _SOURCE,
            chart="Câu hỏi",
        ),
        Figure(
            "answer_hours",
            "Thời gian trả lời trung bình",
            "Số giờ từ lúc hỏi đến câu trả lời đầu tiên, kể cả ngoài giờ làm việc, trung bình của "
            "các câu đã trả lời trong kỳ.",
            _SOURCE,
            unit=" giờ",
            decimals=1,
            bars=False,
            better=-1,
            formula=_hours_per_answer,
        ),
        percentage(
            "answered_in_time",
            "Trả lời đúng hạn",
            "Câu trả lời đầu tiên không muộn hơn hạn trả lời ÷ câu đã trả lời trong kỳ.",
            _SOURCE,
            of=("in_time", "answered"),
            better=1,
            target="ON_TIME_TARGET",
        ),
    ),
    days_of(QuestionDay),
)


# --- satisfaction: only published figures, by month ---------------------------------------------

_RATINGS = (
    "Đánh giá của người dân sau khi hồ sơ xong hoặc tại quầy; cán bộ không nhập, không sửa được."
)
_NEEDS = (
    "Chỉ công bố khi có từ 5 đánh giá, từ ngày 15 tháng sau; tháng ít đánh giá được gộp vào "
    "tháng công bố kế tiếp."
)


def _satisfaction_values(scope: Scope, periods: Sequence[Period]) -> Values:
    """Return the published figures of months or years.

    Days and weeks get none: so few ratings could identify people.
    """
    if periods[0].grain not in (Grain.MONTH, Grain.YEAR):
        return dict.fromkeys(("satisfied_share", "ratings"), [None] * len(periods))
    found = published_satisfaction(
        periods[0].first, periods[-1].last.replace(day=1), office=_published_key(scope)
    )
    scores = [_score_of(found.trend, period) for period in periods]
    shares = [score.satisfied_percent if score else None for score in scores]
    return {
        "satisfied_share": shares,
        "ratings": [score.count if score else None for score in scores],
    }


def _published_key(scope: Scope) -> str:
    """Return the key of the office's published figures; for the province it is ALL."""
    is_province = (
        scope.is_everything or Office.objects.filter(pk=scope.office, parent=None).exists()
    )
    return ALL if is_province else scope.office


def _score_of(trend: Iterable[Point], period: Period) -> Score | None:
    """Return the score published for months of the period; None if there is none."""
    within = [point.score for point in trend if period.first <= point.last <= period.last]
    return add_scores(within) if within else None


def _of_months(scope: Scope, period: Period) -> Mapping[str, str]:
    """Return the parameters of these months on the page of satisfaction, without future ones."""
    newest = min(period.last, timezone.localdate()).replace(day=1)
    office = {"don_vi": scope.office} if scope.office else {}
    return {"tu": period.first.isoformat(), "den": newest.isoformat(), **office}


PUBLISHED = Behind(
    "mức hài lòng theo đơn vị",
    "feedback.view_satisfactionrelease",
    "satisfaction-figures",
    _of_months,
)
SATISFACTION = Board(
    5,
    "Mức độ hài lòng",
    (
        Figure(
            "satisfied_share",
            "Hài lòng",
            "Đánh giá 4 hoặc 5 trên 5 ÷ số đánh giá (theo cách tính của QĐ 766/QĐ-TTg).",
            _RATINGS,
            unit=" %",
            decimals=1,
            bars=False,
            top=100,
            better=1,
            behind=PUBLISHED,
            target="SATISFACTION_TARGET",
        ),
        Figure(
            "ratings",
            "Số đánh giá",
            "Số đánh giá làm căn cứ cho tỷ lệ hài lòng được công bố.",
            _RATINGS,
            behind=PUBLISHED,
        ),
    ),
    _satisfaction_values,
    note=_NEEDS,
)
BOARDS = (QUESTIONS, SATISFACTION)
