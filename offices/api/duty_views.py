"""Public endpoints of area officers and duty. They read the tables: nothing is remembered."""

import orjson
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from foundation.api.problems import Problem
from foundation.api.public import Public
from foundation.publishing.conditional import KEPT_BY_NGINX, Answer
from offices.api.duty_serializers import BeatsSerializer, DutySerializer
from offices.api.filters import BeatParameters, DutyParameters
from offices.duty import answers
from offices.snapshot import directory


class DutyView(Public, APIView):
    """Base of what everybody may ask for."""

    answers_not_modified = True


class Beats(DutyView):
    """Who looks after a hamlet, quarter or street."""

    @extend_schema(
        operation_id="offices_beats_list",
        summary="Cán bộ phụ trách một tổ, thôn",
        tags=["offices"],
        description="Chức danh và điện thoại công tác theo tên tổ, thôn, tên cũ hoặc tên đường, có "
        "dấu hay không. Tên cán bộ chỉ có khi lãnh đạo quyết định công khai. Không thấy thì `note` "
        "nêu số trực ban và 113.",
        parameters=BeatParameters.documentation(),
        responses=BeatsSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        values = BeatParameters.read(request.GET)
        found = answers.beats_called(values["name"], values["place"])
        return Answer.from_body(orjson.dumps(found), remember=False).respond(request._request)


class Duty(DutyView):
    """Who is on duty at an office now, by post."""

    @extend_schema(
        operation_id="offices_duty_retrieve",
        summary="Ai đang trực ở đơn vị",
        tags=["offices"],
        description="Việc trực đang có người và số trực ban; không có tên, không có lịch. Câu trả "
        "lời giữ được đến khi ca trực đổi.",
        parameters=[
            OpenApiParameter("office_id", str, OpenApiParameter.PATH, description="Mã đơn vị."),
            *DutyParameters.documentation(),
        ],
        responses=DutySerializer,
    )
    def get(self, request: Request, office_id: str) -> HttpResponse:
        DutyParameters.read(request.GET)
        office, now = directory.current().offices.get(office_id), timezone.now()
        if office is None or not office.holds(timezone.localdate(now)):
            raise Problem("not_found", "Không có đơn vị này.")
        found = answers.on_duty(office, now)
        seconds = found.seconds(now)
        answer = Answer.from_body(
            orjson.dumps(found.document), remember=False, cache_control=f"public, max-age={seconds}"
        )
        response = answer.respond(request._request)
        response["X-Accel-Expires"] = str(min(KEPT_BY_NGINX, max(0, seconds - 1)))
        return response
