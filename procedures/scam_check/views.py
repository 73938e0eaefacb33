"""The endpoint: a POST, so that nothing pasted is in an address, a log or a cache."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.api.bodies import Body
from foundation.api.public import Public
from procedures.api.filters import LanguageParameters
from procedures.scam_check.checking import MAX_LENGTH, check
from procedures.scam_check.throttles import ScamCheckThrottle
from procedures.translations.language_of_answer import VIETNAMESE, known_language


class ScamCheckBody(Body):
    """What somebody received."""

    example = {"text": "Truy cập https://vneid-capnhat.xyz để cập nhật, gọi 0912 345 678"}
    text = serializers.CharField(
        max_length=MAX_LENGTH, help_text="Tin nhắn, số điện thoại, số tài khoản hoặc đường dẫn."
    )


class ScamWarningSerializer(serializers.Serializer[Any]):
    """A publication that has a number or a link of the text."""

    origin = serializers.CharField(help_text="announcement: tin ở announcements/.")
    id = serializers.CharField(help_text="Mã ở nơi đó.")
    title = serializers.CharField(help_text="Tên cảnh báo.")
    published_on = serializers.DateField(help_text="Ngày công bố.")


class ScamSignSerializer(serializers.Serializer[Any]):
    """A sign of a scam."""

    title = serializers.CharField(help_text="Dấu hiệu.")
    text = serializers.CharField(help_text="Vì sao, nên làm gì.")


class ScamCheckSerializer(serializers.Serializer[Any]):
    """What can be said of it; never that it is safe."""

    verdict = serializers.CharField(help_text="Câu trả lời để hiển thị.")
    is_known = serializers.BooleanField(help_text="Có trong cảnh báo đã công bố hay không.")
    warnings = ScamWarningSerializer(many=True, help_text="Các cảnh báo, mới nhất đứng trước.")
    signs = ScamSignSerializer(many=True, help_text="Các dấu hiệu lừa đảo.")
    advice = serializers.CharField(help_text="Nên làm gì ngay.")


class ScamChecksView(Public, APIView):
    """Compares with published warnings. Opens no link; keeps and counts nothing."""

    throttle_classes = (ScamCheckThrottle,)

    @extend_schema(
        operation_id="scam_checks_create",
        summary="Có phải lừa đảo?",
        tags=["procedures"],
        description="So tin nhắn, số điện thoại, số tài khoản, đường dẫn với cảnh báo đã công bố "
        "và nêu dấu hiệu. Không mở đường dẫn; điều dán vào không được lưu hay ghi nhật ký. Không "
        "bao giờ trả lời là an toàn.",
        parameters=LanguageParameters.documentation(),
        request=ScamCheckBody,
        responses={200: ScamCheckSerializer},
    )
    def post(self, request: Request) -> Response:
        """Check what was pasted."""
        language = known_language(LanguageParameters.read(request.GET)["lang"])
        body = ScamCheckBody.read(request)
        headers = {"Cache-Control": "no-store", "Content-Language": language or VIETNAMESE}
        return Response(check(body["text"], language), headers=headers)
