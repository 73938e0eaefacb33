"""A citizen's dossiers, and looking one up."""

from functools import partial

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from citizens import access_log
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters, PagesOnly
from citizens.api.throttles import LookupThrottle
from citizens.guessing import Caller
from citizens.models import Citizen
from citizens.privacy.own_rows import has_none
from dossiers.api import own_dossiers, presenting
from dossiers.api.serializers import (
    DossierCardSerializer,
    DossierDetailSerializer,
    DossierFollowSerializer,
    DossierLookupBody,
    DossierLookupSerializer,
)
from dossiers.models import Dossier, Factor
from dossiers.owners import following, lookup
from dossiers.owners.own_rows import DOSSIERS
from dossiers.validators import clean_code
from foundation.api.client_addresses import client_address
from foundation.api.pagination import page_of, page_serializer
from foundation.api.permissions import Anyone
from foundation.api.problem_codes import may_answer

TAG = "dossiers"
CODE = OpenApiParameter(
    "code", str, OpenApiParameter.PATH, description="Mã hồ sơ, ví dụ G01.899.909-260916-890028."
)


def own_dossier(citizen: Citizen, code: str) -> Dossier:
    """Return the citizen's dossier with this code.

    Raises the same Problem `not_found` for someone else's dossier and for an unknown one.
    """
    try:
        found: Dossier | None = (
            Dossier.objects.without_applicant()
            .select_related("procedure", "office")
            .one_of_citizen(citizen, clean_code(code))
            .first()
        )
    except ValidationError:
        found = None
    if found is None:
        raise access_log.record_refusal(citizen, "dossier")
    return found


class DossiersView(CitizenView):
    """The citizen's dossiers."""

    @extend_schema(
        operation_id="dossiers_list",
        summary="Hồ sơ của tôi",
        tags=[TAG],
        description=(
            "Hồ sơ khai đúng số điện thoại mà công dân đã xác minh, và hồ sơ đã tra cứu khớp bằng "
            "thông tin thứ hai; "
            "thay đổi mới nhất trước. Chưa xác minh số và chưa tra cứu hồ sơ nào thì danh sách "
            "trống."
        ),
        parameters=PagesOnly.documentation(),
        responses=page_serializer("DossierPage", DossierCardSerializer),
    )
    def get(self, request: CitizenRequest) -> Response:
        """List them."""
        values = PagesOnly.read(request.GET)
        citizen = request.user
        none = has_none(citizen, DOSSIERS)
        mine = Dossier.objects.none() if none else Dossier.objects.of_citizen(citizen)
        cards = partial(own_dossiers.cards_for, citizen)
        return Response(page_of(request, values, mine, cards, is_empty=none))


class DossierView(CitizenView):
    """One of the citizen's dossiers."""

    @extend_schema(
        operation_id="dossiers_retrieve",
        summary="Một hồ sơ của tôi",
        tags=[TAG],
        description="Trạng thái bằng lời dễ hiểu, việc cần làm, thời hạn, diễn biến, liên hệ. Hồ "
        "sơ của người khác trả lời như không có.",
        parameters=[CODE],
        responses=DossierDetailSerializer,
    )
    def get(self, request: CitizenRequest, code: str) -> Response:
        """Show it."""
        NoParameters.read(request.GET)
        return Response(own_dossiers.detail_for(request.user, own_dossier(request.user, code)))


class FollowView(CitizenView):
    """Whether the citizen is told of changes."""

    @extend_schema(
        operation_id="dossiers_follow_update",
        summary="Theo dõi hồ sơ",
        tags=[TAG],
        description="Nhận thông báo mỗi khi hồ sơ thay đổi. Chủ hồ sơ vốn được báo; chỉ cần gọi "
        "sau khi đã bỏ theo dõi.",
        parameters=[CODE],
        request=None,
        responses=DossierFollowSerializer,
    )
    def put(self, request: CitizenRequest, code: str) -> Response:
        """Follow."""
        NoParameters.read(request.GET)
        following.set_following(request.user, own_dossier(request.user, code), active=True)
        return Response({"following": True})

    @extend_schema(
        operation_id="dossiers_follow_destroy",
        summary="Bỏ theo dõi hồ sơ",
        tags=[TAG],
        description="Không nhận thông báo về hồ sơ này nữa; hồ sơ vẫn ở trong danh sách.",
        parameters=[CODE],
        request=None,
        responses={204: None},
    )
    def delete(self, request: CitizenRequest, code: str) -> Response:
        """Do not follow."""
        NoParameters.read(request.GET)
        following.set_following(request.user, own_dossier(request.user, code), active=False)
        return Response(status=status.HTTP_204_NO_CONTENT)


class LookupView(CitizenView):
    """Look-up by code, with a session or without."""

    permission_classes = [Anyone]
    throttle_classes = [LookupThrottle]

    @extend_schema(
        operation_id="dossiers_lookup_create",
        summary="Tra cứu hồ sơ",
        tags=[TAG],
        description=(
            "Chỉ có mã: trạng thái và các bước. Kèm một trong `phone_last4`, `id_last4`, "
            "`slip_secret`, hoặc cả hai số đầu, khớp: toàn bộ hồ sơ ở `dossier`; "
            "đang đăng nhập thì hồ sơ vào danh sách của công dân. Không khớp vì bất cứ lẽ gì đều "
            "trả lời 404 `dossier_not_found` như nhau. "
            "Mỗi người 20 lần trong 10 phút; sau 5 lần không khớp phải chờ lâu dần theo "
            "`Retry-After`. Mã bị người khác thử sai quá nhiều: `code_guessed`, khi đó gửi cả "
            "`phone_last4` và `id_last4`, hoặc `slip_secret`, hoặc đăng nhập bằng số điện thoại "
            "của hồ sơ thì vẫn xem được ngay."
        ),
        request=DossierLookupBody,
        responses=DossierLookupSerializer,
    )
    @may_answer("dossier_not_found", "code_guessed")
    def post(self, request: CitizenRequest) -> Response:
        """Look up."""
        NoParameters.read(request.GET)
        body = DossierLookupBody.read(request)
        citizen = request.user if isinstance(request.user, Citizen) else None
        values = {factor: body[factor] for factor in Factor if factor in body}
        caller = Caller.identify(citizen, client_address(request))
        hit = lookup.look_up(caller, body["code"], values)
        dossier: Dossier = (
            Dossier.objects.without_applicant()
            .select_related("procedure", "office")
            .get(pk=hit.dossier_id)
        )
        whole = own_dossiers.detail_for(citizen, dossier) if hit.proved else None
        return Response({**presenting.public(dossier), "dossier": whole})
