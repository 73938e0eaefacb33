"""The public endpoint of the published figures."""

from datetime import date
from functools import partial
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from feedback.satisfaction import scores
from feedback.satisfaction.filters import SatisfactionParameters, check_span, parameter_problem
from feedback.satisfaction.months import months_before
from feedback.satisfaction.publishing import REVISION
from feedback.satisfaction.scores import ALL, Satisfaction, Score
from feedback.satisfaction.serializers import SatisfactionSerializer
from feedback.satisfaction.snapshot import Held, held
from foundation.api.problems import Problem
from foundation.api.public import Public
from foundation.publishing.conditional import Answer, Memory, RememberedView
from foundation.publishing.models import is_reached
from foundation.scale.database import replica
from offices.snapshot import directory
from procedures.publishing.lookup import find_published

MONTHS = 12  # covered by default
DEFINITION = (
    "Tỷ lệ hài lòng là phần trăm đánh giá mức 4 (hài lòng) và 5 (rất hài lòng) trên tổng số đánh "
    "giá, theo bộ chỉ số của "
    "Quyết định 766/QĐ-TTg. Chỉ công bố từ 5 đánh giá trở lên (Nghị định 309/2026/NĐ-CP, Điều 6). "
    "Số liệu của một tháng được công bố "
    "một lần, từ ngày 15 tháng sau, khi không ai còn sửa được đánh giá; nơi ít đánh giá được gộp "
    "vài tháng."
)
TOO_FEW = "Chưa đủ 5 đánh giá để công bố mà vẫn giữ kín từng người đánh giá."
NOT_YET = "Chưa công bố tháng nào."


class SatisfactionView(Public, RememberedView):
    """How satisfied citizens were."""

    @staticmethod
    def memory() -> Memory:
        return held.current().memory

    @extend_schema(
        operation_id="satisfaction_retrieve",
        summary="Mức hài lòng đã công bố",
        tags=["satisfaction"],
        description=(
            "Số đánh giá, điểm trung bình, tỷ lệ hài lòng, từng tiêu chí và diễn biến theo tháng, "
            "của toàn tỉnh, một đơn vị (gồm đơn vị "
            "trực thuộc), một lĩnh vực hoặc một thủ tục. Nhóm dưới 5 đánh giá không được công bố, "
            "cũng không tính ra được từ số liệu khác."
        ),
        parameters=SatisfactionParameters.documentation(),
        responses={(200, "application/json"): SatisfactionSerializer},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        values, now = SatisfactionParameters.read(request.GET), held.current()
        office, procedure = _published_key(values["office"]), _find_procedure(values["procedure"])
        since, until = _asked_span(values, now.newest)
        found = Satisfaction(None, {}, ())
        if since and until:
            read = partial(
                scores.published_satisfaction,
                since,
                until,
                office=office,
                field=values["field"] or ALL,
                procedure=procedure or ALL,
            )
            # The answer is remembered until the next month is published: do not read from a replica
            # that lacks this one.
            found = replica.read(read, holds=partial(is_reached, REVISION, now.revision))
        asked = {
            "office": values["office"] or None,
            "field": values["field"] or None,
            "procedure": procedure,
        }
        months = {
            "since": _format_month(since),
            "until": _format_month(until),
            "published_until": _format_month(now.newest),
        }
        return Answer.from_body(orjson.dumps({**asked, **months, **_show_figures(found, now)}))


def _published_key(key: str | None) -> str:
    """Return the office's published key. The province's own office means all."""
    if not key:
        return ALL
    office = directory.current().offices.get(key)
    if office is None:
        raise parameter_problem("office", "unknown", "Không có đơn vị này; xem offices/.")
    return ALL if office.kind == "province" else key


def _find_procedure(key: str | None) -> str | None:
    if not key:
        return None
    try:
        return find_published(key).id
    except Problem as problem:
        raise parameter_problem("procedure", "unknown", problem.detail) from None


def _asked_span(values: dict[str, Any], newest: date | None) -> tuple[date | None, date | None]:
    """Return the requested first and last month, with defaults."""
    until = values["until"] or newest
    since = values["since"] or (until and months_before(until, MONTHS - 1))
    if since and until:
        check_span(since, until)
    return since, until


def _format_month(month: date | None) -> str | None:
    return f"{month:%Y-%m}" if month else None


def _show_score(score: Score) -> dict[str, float]:
    return {"count": score.count, "mean": score.mean, "satisfied_percent": score.satisfied_percent}


def _show_figures(found: Satisfaction, now: Held) -> dict[str, object]:
    return {
        "definition": DEFINITION,
        "note": None if found.overall else TOO_FEW if now.newest else NOT_YET,
        "overall": _show_score(found.overall) if found.overall else None,
        "aspects": [
            {"key": key, "label": label, **_show_score(found.aspects[key])}
            for key, label in now.labels.items()
            if key in found.aspects
        ],
        "trend": [
            {
                "since": _format_month(point.first),
                "until": _format_month(point.last),
                **_show_score(point.score),
            }
            for point in found.trend
        ],
    }
