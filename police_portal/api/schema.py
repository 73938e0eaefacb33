"""How the OpenAPI document is made: problems on every operation, headers, stable operation ids."""

from typing import Any

from drf_spectacular.openapi import AutoSchema as SpectacularSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers


class FieldErrorSerializer(serializers.Serializer[Any]):
    """One wrong value."""

    pointer = serializers.CharField(help_text='JSON Pointer vào {"query": …, "path": …, "body": …}.')
    code = serializers.CharField(help_text="Mã lỗi ổn định của giá trị này.")
    detail = serializers.CharField(help_text="Giải thích cho người dùng.")


class ProblemSerializer(serializers.Serializer[Any]):
    """Every error (RFC 9457)."""

    type = serializers.CharField(help_text="URN của loại lỗi.")
    title = serializers.CharField(help_text="Tên lỗi.")
    status = serializers.IntegerField(help_text="Mã trạng thái HTTP.")
    detail = serializers.CharField(help_text="Giải thích cho người dùng, có thể hiển thị nguyên văn.")
    code = serializers.CharField(help_text="Mã lỗi ổn định; xem docs/problems.md.")
    instance = serializers.CharField(help_text="Mã yêu cầu, giống X-Request-ID.")
    errors = FieldErrorSerializer(many=True, help_text="Từng giá trị chưa đúng.")


# Status codes that a client of any endpoint may meet, whatever the operation itself declares.
COMMON_PROBLEMS = {
    400: "Tham số chưa đúng.",
    404: "Không tìm thấy.",
    405: "Thao tác không được hỗ trợ.",
    406: "Chỉ trả lời bằng JSON.",
    413: "Nội dung quá lớn.",
    429: "Quá nhiều yêu cầu.",
    500: "Lỗi hệ thống.",
    503: "Dịch vụ tạm gián đoạn.",
}


class AutoSchema(SpectacularSchema):
    """Adds the common problems to every operation."""

    def get_response_serializers(self) -> Any:
        """Return the operation's own responses and every common problem that it does not declare."""
        own = super().get_response_serializers()
        responses = own if isinstance(own, dict) else {200: own}
        common = {
            (status, "application/problem+json"): OpenApiResponse(ProblemSerializer, description=text)
            for status, text in COMMON_PROBLEMS.items()
        }
        return {**common, **responses}
