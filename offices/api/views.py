"""Public endpoints of fields and offices. They read the snapshot and send no query."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from foundation.api.pagination import page_head, page_serializer
from foundation.api.problems import Problem
from foundation.api.public import Public
from foundation.publishing.conditional import Answer, Memory, RememberedView
from offices.api import documents
from offices.api.filters import FieldParameters, OfficeDetailParameters, OfficeParameters
from offices.api.serializers import (
    AdministrativeFieldSerializer,
    OfficeCardSerializer,
    OfficeDetailSerializer,
)
from offices.finding.selection import find_offices
from offices.geography.places import Point
from offices.snapshot import directory

# Answers contain whether an office is open, so caches keep them for less than a minute.
CACHE_CONTROL = "public, max-age=30"


class OfficesView(Public, RememberedView):
    """Base of public answers that are remembered during one minute."""

    @staticmethod
    def memory() -> Memory:
        """Return the memory of this minute's answers."""
        return directory.current().memory(timezone.now())


def _answer(body: bytes, near: Point | None) -> Answer:
    """Return `body` as an answer. A shared cache must not reveal where somebody is."""
    if near:
        return Answer.from_body(body, remember=False, cache_control="no-store")
    return Answer.from_body(body, cache_control=CACHE_CONTROL)


class FieldList(OfficesView):
    """Fields of administration."""

    @extend_schema(
        operation_id="fields_list",
        summary="Danh sách lĩnh vực",
        tags=["offices"],
        description="Lĩnh vực của thủ tục và đơn vị, theo thứ tự hiển thị.",
        parameters=FieldParameters.documentation(),
        responses=page_serializer("AdministrativeFieldPage", AdministrativeFieldSerializer),
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the fields."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        """Return the page of fields."""
        values = FieldParameters.read(request.GET)
        fields = directory.current().fields
        head, part = page_head(request, values, len(fields))
        return Answer.from_body(orjson.dumps({**head, "results": list(fields[part])}))


class OfficeList(OfficesView):
    """Offices by field, level, kind, place and distance, or open now."""

    @extend_schema(
        operation_id="offices_list",
        summary="Tìm đơn vị công an",
        tags=["offices"],
        description="Đơn vị đang hoạt động, theo lĩnh vực, cấp, địa danh hiện nay hoặc cũ, gần "
        "nhất trước; nếu muốn, chỉ nơi đang tiếp dân.",
        parameters=OfficeParameters.documentation(),
        responses=page_serializer("OfficePage", OfficeCardSerializer),
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the offices."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        """Return the requested page of offices."""
        values, current = OfficeParameters.read(request.GET), directory.current()
        moment = timezone.now()
        found = find_offices(current, values, moment)
        head, part = page_head(request, values, found.count)
        hits = found.page(part.start, part.stop)
        cards = [documents.card_document(hit, current, moment) for hit in hits]
        return _answer(orjson.dumps({**head, "results": cards}), values["near"])


class OfficeDetail(OfficesView):
    """One office, also an ended one."""

    @extend_schema(
        operation_id="offices_retrieve",
        summary="Một đơn vị công an",
        tags=["offices"],
        description="Địa chỉ, liên hệ, giờ tiếp dân, đang mở cửa hay không. Đơn vị đã kết thúc "
        "vẫn trả lời và nêu đơn vị thay thế.",
        parameters=[
            OpenApiParameter(
                "office_id",
                str,
                OpenApiParameter.PATH,
                description="Mã đơn vị, ví dụ ca-phuong-thanh-mieu.",
            ),
            *OfficeDetailParameters.documentation(),
        ],
        responses=OfficeDetailSerializer,
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Show an office."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: Any) -> Answer:
        """Return the whole office; raises Problem for an unknown one."""
        values = OfficeDetailParameters.read(request.GET)
        current = directory.current()
        office = current.offices.get(kwargs["office_id"])
        if office is None:
            raise Problem("not_found", "Không có đơn vị này.")
        moment, near = timezone.now(), values["near"]
        body = orjson.dumps(documents.detail_document(office, current, moment, near))
        return _answer(body, near)
