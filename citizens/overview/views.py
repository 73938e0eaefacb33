"""GET me/overview/: what the first look at the citizen's own page needs, in one request."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters
from citizens.api.serializers import CitizenSerializer
from citizens.models import Citizen, Consent
from citizens.notices import inbox
from citizens.overview.parts import MOST_ROWS, parts
from citizens.privacy import documents
from citizens.privacy.own_rows import OwnRows, found
from citizens.privacy.serializers import ConsentsSerializer
from foundation.api.answers import shown

CONSENTS = OwnRows(Consent)
NOTICES = (inbox.OWN, inbox.CONFIDENTIAL)


class OverviewSerializer(serializers.Serializer[Any]):
    """The citizen's own page."""

    citizen = CitizenSerializer(help_text="Như GET me/.")
    consents = ConsentsSerializer(help_text="Như GET me/consents/.")
    unread_notices = serializers.IntegerField(help_text="Số thông báo chưa đọc, đếm tới 1000.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Return the own fields and those of the registered parts."""
        return {**super().get_fields(), **{part.name: part.field() for part in parts()}}


class OverviewView(CitizenView):
    """The citizen's own page."""

    @extend_schema(
        operation_id="me_overview_retrieve",
        summary="Trang của tôi",
        tags=["citizens"],
        description="Thông tin của tôi, các đồng ý, số thông báo chưa đọc, hồ sơ cần làm gì đó, "
        "câu hỏi chưa xong, phản ánh chờ bổ sung, lịch hẹn và số còn hiệu lực, trong một yêu cầu; "
        f"mỗi danh sách tối đa {MOST_ROWS} mục.",
        responses=OverviewSerializer,
    )
    def get(self, request: CitizenRequest) -> Response:
        """Show the page."""
        NoParameters.read(request.GET)
        return Response(_page_of(request.user))


def _page_of(citizen: Citizen) -> dict[str, object]:
    """Return the page; tables that have nothing of the citizen are not asked."""
    asked = [CONSENTS, *NOTICES, *(rows for part in parts() for rows in part.rows)]
    held = found(citizen, asked)
    decided = documents.newest_decisions(citizen) if CONSENTS in held else {}
    own = {
        "citizen": shown(CitizenSerializer, citizen),
        "consents": shown(ConsentsSerializer, documents.states(decided)),
        "unread_notices": 0 if held.isdisjoint(NOTICES) else inbox.count_unread(citizen),
    }
    rest = {p.name: [] if held.isdisjoint(p.rows) else p.read(citizen) for p in parts()}
    return {**own, **rest}
