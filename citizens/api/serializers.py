"""What citizens send and receive about themselves."""

from typing import Any, ClassVar

from rest_framework import serializers

from citizens.login.logging_in import PhoneOffer
from citizens.login.zalo_problems import PhoneErrorCode
from citizens.models import Citizen
from citizens.privacy import policy
from citizens.privacy.serializers import PolicyVersionField
from citizens.validators import MAX_NAME_LENGTH, clean_name
from foundation.api.bodies import Body, Strict
from foundation.api.moments import MomentField, MomentsSerializer
from zalo_client.graph import MAX_TOKEN_LENGTH


class PhoneConsentBody(Strict, serializers.Serializer[Any]):
    """The citizen's agreement to our keeping the phone number."""

    policy_version = PolicyVersionField(
        help_text="Phiên bản chính sách có nội dung về số điện thoại mà công dân đã đọc và đồng ý."
    )


class AccessTokenField(serializers.CharField):
    """A token or code of the SDK."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_TOKEN_LENGTH, trim_whitespace=False, **kwargs)


class LoginBody(Body):
    """POST session/."""

    example: ClassVar = {"access_token": "token-cua-getAccessToken"}

    access_token = AccessTokenField(help_text="Kết quả của getAccessToken().")
    phone_code = AccessTokenField(
        required=False,
        help_text="Token của getPhoneNumber(), khi công dân chia sẻ số; gửi kèm `consent`.",
    )
    consent = PhoneConsentBody(
        required=False,
        help_text="Đồng ý của công dân cho lưu số điện thoại; bắt buộc khi có `phone_code`.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require the consent if a phone is offered."""
        if "phone_code" in attrs and "consent" not in attrs:
            raise serializers.ValidationError(
                {
                    "consent": serializers.ErrorDetail(
                        "Bắt buộc khi có `phone_code`.", code="required"
                    )
                }
            )
        return attrs


class PhoneBody(Body):
    """POST me/phone/."""

    example: ClassVar = {
        "access_token": "token-cua-getAccessToken",
        "phone_code": "token-cua-getPhoneNumber",
        "consent": {"policy_version": policy.CURRENT},
    }

    access_token = AccessTokenField(
        help_text="Kết quả của getAccessToken(), của chính người đang đăng nhập."
    )
    phone_code = AccessTokenField(
        help_text="Token của getPhoneNumber(), dùng được một lần trong 2 phút."
    )
    consent = PhoneConsentBody(help_text="Đồng ý của công dân cho lưu số điện thoại.")


class LocationBody(Body):
    """POST location/."""

    example: ClassVar = {
        "access_token": "token-cua-getAccessToken",
        "code": "token-cua-getLocation",
    }

    access_token = AccessTokenField(help_text="Kết quả của getAccessToken().")
    code = AccessTokenField(help_text="Token của getLocation(), dùng được một lần trong 2 phút.")


class LocationSerializer(serializers.Serializer[Any]):
    """Where the phone is."""

    near = serializers.CharField(
        help_text="Vĩ độ và kinh độ (WGS 84), dùng nguyên văn cho tham số `near`."
    )


class CitizenNameBody(Body):
    """PATCH me/."""

    example: ClassVar = {"name": "Nguyễn Thị Lan"}

    name = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=MAX_NAME_LENGTH,
        help_text="Tên muốn dùng; để trống thì lần sau lấy lại tên Zalo.",
    )

    def validate_name(self, name: str) -> str:
        """Return the name without invisible characters."""
        return clean_name(name)


class CitizenSerializer(MomentsSerializer[Citizen]):
    """The citizen to themselves."""

    phone = serializers.SerializerMethodField(
        help_text="Số đã xác minh, che phần giữa (0912•••678); null khi chưa có."
    )
    avatar_url = serializers.CharField(
        help_text="Ảnh đại diện trên Zalo (https); trống khi không có."
    )

    class Meta:
        model = Citizen
        fields = ["name", "avatar_url", "phone", "phone_verified_at", "created_at"]

    def get_phone(self, citizen: Citizen) -> str | None:
        """Return the masked number."""
        return citizen.masked_phone or None


class PhoneErrorSerializer(serializers.Serializer[Any]):
    """Why the phone could not be had."""

    code = serializers.ChoiceField(PhoneErrorCode.choices, help_text="Mã lỗi ổn định.")
    title = serializers.CharField(help_text="Tên lỗi.")
    detail = serializers.CharField(
        help_text="Giải thích cho người dùng, có thể hiển thị nguyên văn."
    )


class LoginSerializer(serializers.Serializer[Any]):
    """A session."""

    token = serializers.CharField(
        help_text="Gửi trong `Authorization: Bearer …` của mọi yêu cầu sau."
    )
    expires_at = MomentField(help_text="Phiên hết hạn lúc (UTC).")
    citizen = CitizenSerializer(help_text="Công dân vừa đăng nhập.")
    phone_error = PhoneErrorSerializer(
        allow_null=True,
        help_text="Vì sao chưa lấy được số điện thoại; null khi không xin hoặc lấy được.",
    )


def offer_of(values: dict[str, Any]) -> PhoneOffer | None:
    """Return the phone that a validated body offers, None if it offers none."""
    return (
        PhoneOffer(values["phone_code"], values["consent"]["policy_version"])
        if "phone_code" in values
        else None
    )
