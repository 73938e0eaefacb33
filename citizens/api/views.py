"""Addresses of sessions and of the citizen's own data."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.authentication import BaseAuthentication
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from citizens import actions
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import LogOutParameters, NoParameters
from citizens.api.serializers import (
    CitizenNameBody,
    CitizenSerializer,
    LoginBody,
    LoginSerializer,
    PhoneBody,
    offer_of,
)
from citizens.api.throttles import LoginThrottle, PhoneThrottle, TokenThrottle
from citizens.login import logging_in, sessions, zalo_problems
from citizens.login.zalo_problems import zalo_errors_as
from citizens.models import Erasure
from citizens.privacy.serializers import ErasureReportSerializer
from foundation.api.permissions import Anyone
from foundation.api.problem_codes import may_answer
from foundation.api.problems import Problem
from foundation.api.throttles import CitizenThrottle

TAG = "citizens"


class SessionView(CitizenView):
    """Log in and out.

    Anyone may log in. A session that the client still sends is ignored.
    """

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Ask for no session at log-in."""
        return [] if self._logs_in() else super().get_authenticators()

    def get_permissions(self) -> Sequence[Any]:
        """Let anyone log in."""
        return [Anyone()] if self._logs_in() else super().get_permissions()

    def get_throttles(self) -> list[BaseThrottle]:
        """Limit log-ins by address and by token."""
        return [LoginThrottle(), TokenThrottle()] if self._logs_in() else super().get_throttles()

    def _logs_in(self) -> bool:
        # There is no request while the schema is generated.
        return getattr(self.request, "method", None) == "POST"

    @extend_schema(
        operation_id="session_create",
        summary="Đăng nhập bằng Zalo",
        tags=[TAG],
        description=(
            "Đổi access token của Zalo lấy phiên của dịch vụ. Kèm `phone_code` và `consent` khi "
            "công dân chia sẻ số điện thoại; "
            "không lấy được số thì vẫn đăng nhập, lý do ở `phone_error`. 201 khi đăng nhập lần đầu."
        ),
        request=LoginBody,
        responses={200: LoginSerializer, 201: LoginSerializer},
    )
    @may_answer("login_refused", "account_blocked", "zalo_unavailable")
    def post(self, request: CitizenRequest) -> Response:
        """Log in."""
        NoParameters.read(request.GET)
        body = LoginBody.read(request)
        with zalo_errors_as(zalo_problems.LOGIN):
            login = logging_in.log_in(body["access_token"], offer_of(body))
        code = status.HTTP_201_CREATED if login.created else status.HTTP_200_OK
        return Response(LoginSerializer(_session_of(login)).data, status=code)

    @extend_schema(
        operation_id="session_destroy",
        summary="Đăng xuất",
        tags=[TAG],
        description="Kết thúc phiên này; với `everywhere=true`, mọi phiên của công dân.",
        parameters=LogOutParameters.documentation(),
        request=None,
        responses={204: None},
    )
    def delete(self, request: CitizenRequest) -> Response:
        """Log out."""
        if LogOutParameters.asks_everywhere(request.GET):
            actions.log_out_everywhere(request.user)
        else:
            actions.log_out(request.auth)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _session_of(login: logging_in.Login) -> dict[str, object]:
    token, session = sessions.begin(login.citizen)
    error = (
        zalo_problems.problem_of(login.phone_error, zalo_problems.IN_SESSION)
        if login.phone_error
        else None
    )
    phone_error = (
        {"code": error.type.code, "title": error.type.title, "detail": error.detail}
        if error
        else None
    )
    return {
        "token": token,
        "expires_at": session.expires_at,
        "citizen": login.citizen,
        "phone_error": phone_error,
    }


class MeView(CitizenView):
    """The citizen's own data."""

    @extend_schema(
        operation_id="me_retrieve",
        summary="Thông tin của tôi",
        tags=[TAG],
        description="Công dân đang đăng nhập.",
        responses=CitizenSerializer,
    )
    def get(self, request: CitizenRequest) -> Response:
        """Show the citizen."""
        NoParameters.read(request.GET)
        return Response(CitizenSerializer(request.user).data)

    @extend_schema(
        operation_id="me_partial_update",
        summary="Đổi tên",
        tags=[TAG],
        description="Tên tự đặt được giữ qua các lần đăng nhập. Danh tính và số điện thoại chỉ do "
        "Zalo xác nhận.",
        request=CitizenNameBody,
        responses=CitizenSerializer,
    )
    def patch(self, request: CitizenRequest) -> Response:
        """Change the name."""
        NoParameters.read(request.GET)
        body = CitizenNameBody.read(request)
        citizen = actions.rename(request.user, body["name"]) if "name" in body else request.user
        return Response(CitizenSerializer(citizen).data)

    @extend_schema(
        operation_id="me_destroy",
        summary="Xoá dữ liệu của tôi",
        tags=[TAG],
        description=(
            "Xoá ngay toàn bộ dữ liệu cá nhân và kết thúc mọi phiên, không khôi phục được: ứng "
            "dụng phải hỏi lại trước khi gọi. "
            "Trả lời nêu phần đã xoá, phần phải giữ và vì sao. Đăng nhập lại là một công dân mới."
        ),
        request=None,
        responses={200: ErasureReportSerializer},
    )
    def delete(self, request: CitizenRequest) -> Response:
        """Erase everything."""
        NoParameters.read(request.GET)
        erased = actions.erase(request.user, Erasure.Cause.OWN_WISH)
        if erased is None:
            raise Problem("session_ended")
        return Response(ErasureReportSerializer(erased).data)


class PhoneView(CitizenView):
    """The citizen's phone number."""

    def get_throttles(self) -> list[BaseThrottle]:
        """Limit verifications separately: each asks Zalo twice."""
        return (
            [CitizenThrottle(), PhoneThrottle(), TokenThrottle()]
            if getattr(self.request, "method", None) == "POST"
            else super().get_throttles()
        )

    @extend_schema(
        operation_id="me_phone_create",
        summary="Xác minh số điện thoại",
        tags=[TAG],
        description=(
            "Lưu số mà Zalo xác nhận, thay số cũ nếu có. Access token phải của chính công dân "
            "đang đăng nhập. "
            "Số đang thuộc tài khoản khác thì chuyển sang tài khoản này: lần xác minh sau được "
            "công nhận."
        ),
        request=PhoneBody,
        responses=CitizenSerializer,
    )
    @may_answer(
        "foreign_token",
        "access_token_refused",
        "phone_code_refused",
        "phone_missing",
        "phone_foreign",
        "zalo_unavailable",
    )
    def post(self, request: CitizenRequest) -> Response:
        """Verify a phone."""
        NoParameters.read(request.GET)
        body = PhoneBody.read(request)
        offer = logging_in.PhoneOffer(body["phone_code"], body["consent"]["policy_version"])
        with zalo_errors_as(zalo_problems.IN_SESSION):
            citizen = logging_in.verify_phone(request.user, body["access_token"], offer)
        return Response(CitizenSerializer(citizen).data)

    @extend_schema(
        operation_id="me_phone_destroy",
        summary="Gỡ số điện thoại",
        tags=[TAG],
        description="Xoá số và rút lại đồng ý cho lưu số. Mọi chức năng không cần số vẫn dùng "
        "được.",
        request=None,
        responses={204: None},
    )
    def delete(self, request: CitizenRequest) -> Response:
        """Forget the phone."""
        NoParameters.read(request.GET)
        actions.remove_phone(request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
