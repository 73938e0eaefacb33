"""The published figures in the API document. `views` makes the answers."""

from typing import Any

from rest_framework import serializers

from foundation.records.smallest_group import SMALLEST_GROUP


def _count() -> Any:
    return serializers.IntegerField(
        min_value=SMALLEST_GROUP, help_text="Số phản ánh gửi đến, từ 5 trở lên."
    )


class ReportAreaCountSerializer(serializers.Serializer[Any]):
    """Of one area."""

    area = serializers.CharField(help_text="Khu vực, ví dụ «Vĩnh Phúc (cũ)».")
    count = _count()


class ReportKindCountSerializer(serializers.Serializer[Any]):
    """Of one kind."""

    kind = serializers.CharField(help_text="Mã loại, xem report-kinds/.")
    name = serializers.CharField(help_text="Tên loại.")
    count = _count()
    areas = ReportAreaCountSerializer(
        many=True, help_text="Theo khu vực; không gồm phần của đơn vị phục vụ toàn tỉnh."
    )


class ReportMonthCountSerializer(serializers.Serializer[Any]):
    """Of one month."""

    month = serializers.CharField(help_text="Tháng, ví dụ 2026-10.")
    count = _count()
    kinds = ReportKindCountSerializer(many=True, help_text="Theo loại.")


class ReportFiguresSerializer(serializers.Serializer[Any]):
    """How many reports came."""

    definition = serializers.CharField(help_text="Cách tính, có thể hiển thị nguyên văn.")
    months = ReportMonthCountSerializer(
        many=True, help_text="Tối đa 12 tháng đã kết thúc, cũ trước."
    )
