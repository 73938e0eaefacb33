"""Check a report before it is sent. Stores and counts nothing."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters
from foundation.api.permissions import Anyone
from foundation.api.problem_codes import may_answer
from foundation.api.problems import FieldError, pointer
from offices.finding.selection import NoOffice
from offices.snapshot import directory
from procedures.danger.answering import danger_in
from reports import routing
from reports.api.bodies import draft_of
from reports.api.throttles import ReportCheckThrottle
from reports.checking import emergencies
from reports.checking.completeness import Draft, Finding, check
from reports.checking.serializers import (
    ReportCheckBody,
    ReportCheckSerializer,
    checked_facts,
)
from reports.kinds.snapshot import Kind, open_kind


class ReportChecksView(CitizenView):
    """Checks, with a session or without."""

    permission_classes = [Anyone]
    throttle_classes = [ReportCheckThrottle]

    @extend_schema(
        operation_id="reports_checks_create",
        summary="Kiểm tra trước khi gửi",
        tags=["reports"],
        description="Cho biết phản ánh còn thiếu gì, điều gì chưa đúng, nên thêm gì, công an có "
        "dùng được không và đơn vị nào sẽ nhận. Không lưu và không đếm gì. Loại chưa nhận ở đây "
        "thì 422 `kind_closed`, `detail` là cách phản ánh đúng luật.",
        request=ReportCheckBody,
        responses={200: ReportCheckSerializer},
    )
    @may_answer("kind_closed")
    def post(self, request: CitizenRequest) -> Response:
        """Check a draft."""
        NoParameters.read(request.GET)
        body = ReportCheckBody.read(request)
        draft = draft_of(body, checked_facts(body.get("evidence", [])))
        kind = open_kind(draft.kind, draft.loss)
        findings = check(draft, kind, timezone.now())
        danger = danger_in(draft.words)
        return Response(
            {
                "danger": danger,
                "emergencies": emergencies.calls(danger),
                "missing": [one.document() for one in findings.missing],
                "faults": [one.document() for one in findings.faults],
                "advice": [one.document() for one in (*findings.advice, *_border_advice(draft))],
                "likelihood": findings.likelihood.value,
                "likelihood_reason": findings.likelihood_reason,
                "receiver": _receiver(draft, kind),
            }
        )


def _border_advice(draft: Draft) -> list[Finding]:
    """Warn that the place is in another province; officers will pass the report on."""
    if draft.point is None or routing.point_fault(draft.point):
        return []
    if not routing.is_of_another_province(draft.point, directory.current()):
        return []
    words = (
        "Nơi này có vẻ thuộc tỉnh khác. Ông/bà vẫn gửi được; đơn vị nhận sẽ chuyển đến công an có "
        "thẩm quyền."
    )
    return [FieldError(pointer("body", "place"), "another_province", words)]


def _receiver(draft: Draft, kind: Kind) -> dict[str, Any] | None:
    """Return the office that would receive the draft, None if there is none."""
    try:
        found = routing.office_for(kind, draft.topic, draft.where, timezone.now())
    except NoOffice:
        return None
    return {
        "office": found.office_id,
        "name": directory.current().offices[found.office_id].card["name"],
        "rule": found.rule,
        "citation": found.citation,
    }
