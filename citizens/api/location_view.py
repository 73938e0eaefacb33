"""POST location/: where the phone is, for «Gần tôi» inside Zalo.

Zalo hands the phone a code that only a server can read. Nothing of the place is kept or logged.
"""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from citizens.api.citizen_view import CitizenView
from citizens.api.filters import NoParameters
from citizens.api.serializers import LocationBody, LocationSerializer
from citizens.api.throttles import LocationThrottle, TokenThrottle
from citizens.login import zalo_problems
from citizens.login.zalo_problems import zalo_errors_as
from foundation.api.permissions import Anyone
from foundation.api.problem_codes import may_answer
from foundation.zalo import process


class LocationView(CitizenView):
    """Reads the code, for anyone: offices are found without a log-in."""

    authentication_classes = []
    permission_classes = [Anyone]
    throttle_classes = [LocationThrottle, TokenThrottle]

    @extend_schema(
        operation_id="location_create",
        summary="Vị trí của máy",
        tags=["citizens"],
        description="Đổi mã của getLocation() lấy vị trí, để hỏi `near`. Không cần đăng nhập; vị "
        "trí không được lưu và không ghi nhật ký.",
        request=LocationBody,
        responses={200: LocationSerializer},
    )
    @may_answer("access_token_refused", "location_code_refused", "zalo_unavailable")
    def post(self, request: Request) -> Response:
        """Tell the place."""
        NoParameters.read(request.GET)
        body = LocationBody.read(request)
        with zalo_errors_as(zalo_problems.LOCATION):
            place = process.graph_client().location(body["access_token"], body["code"])
        # Five decimals are about a metre, and what the Mini App sends of a browser.
        near = f"{place.latitude:.5f},{place.longitude:.5f}"
        return Response(LocationSerializer({"near": near}).data)
