"""The public endpoint of the figures, worked out once a day in each process."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from citizens.api.filters import NoParameters
from foundation.api.public import Public
from foundation.publishing.conditional import Answer, JoinedMemory, Memory, RememberedView
from foundation.publishing.days import Day
from reports.kinds.snapshot import report_kinds
from reports.public_figures.months import KindCount, MonthCount, published_months
from reports.public_figures.serializers import ReportFiguresSerializer

DEFINITION = (
    "Số phản ánh gửi đến trong từng tháng đã kết thúc, theo loại khi gửi và khu vực của đơn vị "
    "nhận. Nhóm dưới 5 không được công bố, cũng không tính ra được bằng phép trừ. Tố giác, tin "
    "báo về tội phạm và phản ánh về cán bộ không nằm trong số liệu này."
)


class ReportFiguresView(Public, RememberedView):
    """How many reports came, by month, kind and area."""

    _memories = JoinedMemory()

    @classmethod
    def memory(cls) -> Memory:
        """Return the memory of this day and of the kinds, whose names are shown."""
        return cls._memories.of(report_kinds(), Day.today())

    @extend_schema(
        operation_id="report_figures_retrieve",
        summary="Số phản ánh đã công bố",
        tags=["reports"],
        description="Số phản ánh theo tháng, loại và khu vực, từ 5 trở lên; mỗi ngày tính một lần.",
        responses={(200, "application/json"): ReportFiguresSerializer},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        NoParameters.read(request.GET)
        today = Day.today()
        months = [_shown(month) for month in published_months(today.date)]
        body = {"definition": DEFINITION, "months": months}
        return Answer.from_body(orjson.dumps(body)).of_day(today)


def _shown(month: MonthCount) -> dict[str, Any]:
    return {
        "month": f"{month.month:%Y-%m}",
        "count": month.count,
        "kinds": [_shown_kind(kind) for kind in month.kinds],
    }


def _shown_kind(kind: KindCount) -> dict[str, Any]:
    return {
        "kind": kind.code,
        "name": report_kinds().by_code[kind.code].name,
        "count": kind.count,
        "areas": [{"area": area, "count": count} for area, count in kind.areas.items()],
    }
