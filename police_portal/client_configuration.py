"""GET configuration/: what a client needs about this installation before anything else."""

from typing import Any, ClassVar

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from citizens.api.filters import NoParameters
from citizens.privacy import policy, terms
from citizens.privacy.documents import app_name, controller
from citizens.privacy.serializers import DataControllerSerializer
from feedback.models.question import MAX_PHOTOS, MAX_TEXT
from feedback.models.rating import MAX_WORDS
from foundation.api.public import Public
from foundation.publishing.conditional import Answer, Memory, RememberedView
from foundation.zalo import deep_links

# Emergency numbers; the app shows them before everything else.
EMERGENCY = (("113", "Công an"), ("114", "Cứu hoả, cứu nạn"), ("115", "Cấp cứu y tế"))


class DeepLinkParameterSerializer(serializers.Serializer[Any]):
    """A parameter of deep links."""

    name = serializers.CharField(help_text="Tên tham số.")
    opens = serializers.CharField(help_text="Màn hình mà tham số mở, và giá trị là gì.")


class DeepLinksSerializer(serializers.Serializer[Any]):
    """The scheme of deep links."""

    base = serializers.CharField(
        help_text="Địa chỉ mở Mini App, thêm «?tham số=giá trị»; trống khi chưa có mã Mini App."
    )
    parameters = DeepLinkParameterSerializer(
        many=True, help_text="Các tham số; mỗi địa chỉ có một, tham số lạ thì bỏ qua."
    )


class EmergencyNumberSerializer(serializers.Serializer[Any]):
    """A number to call in need."""

    number = serializers.CharField(help_text="Số, dùng cho openPhone.")
    name = serializers.CharField(help_text="Gọi ai.")


class ClientLimitsSerializer(serializers.Serializer[Any]):
    """Limits that a client can check before it sends."""

    question_text = serializers.IntegerField(help_text="Số ký tự của một câu hỏi.")
    rating_words = serializers.IntegerField(help_text="Số ký tự của lời nhận xét.")
    photos = serializers.IntegerField(help_text="Số ảnh của một tin nhắn.")
    photo_bytes = serializers.IntegerField(help_text="Số byte của một ảnh.")


class ClientConfigurationSerializer(serializers.Serializer[Any]):
    """The configuration for clients."""

    app_name = serializers.CharField(help_text="Tên ứng dụng.")
    owner = DataControllerSerializer(help_text="Cơ quan chủ quản.")
    policy_version = serializers.CharField(help_text="Phiên bản của GET privacy/.")
    terms_version = serializers.CharField(help_text="Phiên bản của GET terms/.")
    mini_app_id = serializers.CharField(help_text="Mã Mini App; trống khi chưa có.")
    official_account_id = serializers.CharField(
        help_text="Mã Official Account của tỉnh, cho followOA và openChat; trống khi chưa có."
    )
    deep_links = DeepLinksSerializer(help_text="Lược đồ địa chỉ mở một màn hình.")
    external_links = serializers.ChoiceField(
        [("copy", "Hiện địa chỉ để chép"), ("open", "Mở địa chỉ")],
        help_text="Làm gì với địa chỉ có `external` là true.",
    )
    emergency_numbers = EmergencyNumberSerializer(many=True, help_text="Số gọi khi khẩn cấp.")
    limits = ClientLimitsSerializer(help_text="Giới hạn của nội dung gửi đi.")


def client_configuration() -> dict[str, object]:
    """Return the configuration. It depends only on settings and on the offices' names."""
    return {
        "app_name": app_name(),
        "owner": controller(),
        "policy_version": policy.CURRENT,
        "terms_version": terms.CURRENT,
        "mini_app_id": settings.ZALO_MINI_APP_ID.strip(),
        "official_account_id": settings.ZALO_OA_ID.strip(),
        "deep_links": {
            "base": deep_links.base(),
            "parameters": [
                {"name": one.parameter, "opens": one.opens} for one in deep_links.screens()
            ],
        },
        "external_links": "open" if settings.EXTERNAL_LINKS_OPEN else "copy",
        "emergency_numbers": [{"number": number, "name": name} for number, name in EMERGENCY],
        "limits": {
            "question_text": MAX_TEXT,
            "rating_words": MAX_WORDS,
            "photos": MAX_PHOTOS,
            "photo_bytes": settings.PHOTO_MAX_BYTES,
        },
    }


class ClientConfigurationView(Public, RememberedView):
    """The client configuration, for anyone."""

    answers: ClassVar[Memory] = Memory()

    @classmethod
    def memory(cls) -> Memory:
        """Return the memory of this process, as for the privacy notice."""
        return cls.answers

    @extend_schema(
        operation_id="configuration_retrieve",
        summary="Cấu hình cho ứng dụng",
        tags=["configuration"],
        description="Tên ứng dụng, cơ quan chủ quản, lược đồ địa chỉ mở màn hình (deep link), cách "
        "xử lý địa chỉ ngoài Zalo, số khẩn cấp và các giới hạn.",
        responses=ClientConfigurationSerializer,
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Show the configuration."""
        return super().get(request, **kwargs)

    def answer(self, request: HttpRequest, **_kwargs: Any) -> Answer:
        """Return the configuration."""
        NoParameters.read(request.GET)
        return Answer.from_body(orjson.dumps(client_configuration()))
