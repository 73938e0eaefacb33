"""The public endpoint of kinds. It answers from memory, without a query."""

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from citizens.api.filters import NoParameters
from foundation.api.public import Public
from foundation.publishing.conditional import Answer, JoinedMemory, Memory, RememberedView
from procedures.publishing.snapshot import catalogue
from reports.checking import emergencies
from reports.kinds.serializers import ReportKindsSerializer
from reports.kinds.snapshot import document_of, report_kinds


class ReportKindsView(Public, RememberedView):
    """Every kind of report, those that are off with the lawful way."""

    _memories = JoinedMemory()

    @classmethod
    def memory(cls) -> Memory:
        """Return the memory of the kinds and of today's catalogue, which has the numbers."""
        return cls._memories.of(report_kinds(), catalogue.current())

    @extend_schema(
        operation_id="report_kinds_list",
        summary="Các loại phản ánh",
        tags=["reports"],
        description="Mọi điều ứng dụng cần hỏi: thông tin phải có, cách giữ kín, thời hạn, giới "
        "hạn ảnh và video, số gọi khẩn cấp. Loại có `is_open` là false thì chỉ hiện `lawful_way`.",
        responses={(200, "application/json"): ReportKindsSerializer},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        NoParameters.read(request.GET)
        day = catalogue.current().day
        body = {
            "emergency_numbers": emergencies.numbers(),
            "evidence": {
                "photo_max_bytes": settings.REPORT_PHOTO_MAX_BYTES,
                "video_max_bytes": settings.REPORT_VIDEO_MAX_BYTES,
                "max_files": settings.REPORT_MAX_FILES,
            },
            "kinds": [document_of(kind, day.date) for kind in report_kinds().by_code.values()],
        }
        return Answer.from_body(orjson.dumps(body)).of_day(day)
