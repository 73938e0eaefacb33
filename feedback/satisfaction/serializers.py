"""The published figures in the API document. `views` builds the answers."""

from typing import Any

from rest_framework import serializers

from foundation.records.smallest_group import SMALLEST_GROUP

_MONTH = "Tháng, ví dụ 2026-10."


class SatisfactionScoreSerializer(serializers.Serializer[Any]):
    """A score."""

    count = serializers.IntegerField(
        min_value=SMALLEST_GROUP, help_text="Số đánh giá, từ 5 trở lên."
    )
    mean = serializers.FloatField(help_text="Điểm trung bình, từ 1 đến 5, hai chữ số thập phân.")
    satisfied_percent = serializers.FloatField(
        help_text="Tỷ lệ hài lòng: phần trăm đánh giá mức 4 và 5, một chữ số thập phân."
    )


class SatisfactionAspectScoreSerializer(SatisfactionScoreSerializer):
    """The score of an aspect."""

    key = serializers.CharField(help_text="Mã tiêu chí.")
    label = serializers.CharField(help_text="Tên tiêu chí.")  # type: ignore[assignment]  # hides an attribute of serializers


class SatisfactionTrendPointSerializer(SatisfactionScoreSerializer):
    """The score of one period."""

    since = serializers.CharField(help_text=f"Từ tháng. {_MONTH}")
    until = serializers.CharField(
        help_text="Đến hết tháng; khác tháng đầu khi phải gộp vài tháng mới đủ 5 đánh giá."
    )


class SatisfactionSerializer(serializers.Serializer[Any]):
    """How satisfied citizens were."""

    office = serializers.CharField(
        allow_null=True, help_text="Mã đơn vị được hỏi; null là toàn tỉnh."
    )
    field = serializers.CharField(
        allow_null=True, help_text="Mã lĩnh vực được hỏi; null là mọi lĩnh vực."
    )
    procedure = serializers.CharField(
        allow_null=True, help_text="Mã thủ tục được hỏi; null là mọi thủ tục."
    )
    since = serializers.CharField(allow_null=True, help_text=f"Từ tháng. {_MONTH}")
    until = serializers.CharField(allow_null=True, help_text=f"Đến hết tháng. {_MONTH}")
    published_until = serializers.CharField(
        allow_null=True, help_text="Tháng mới nhất đã công bố; null khi chưa công bố tháng nào."
    )
    definition = serializers.CharField(help_text="Cách tính và nguồn, có thể hiển thị nguyên văn.")
    note = serializers.CharField(allow_null=True, help_text="Vì sao chưa có số liệu; null khi có.")
    overall = SatisfactionScoreSerializer(
        allow_null=True, help_text="Mức hài lòng chung; null khi chưa đủ 5 đánh giá để công bố."
    )
    aspects = SatisfactionAspectScoreSerializer(
        many=True,
        help_text="Theo tiêu chí, chỉ các tiêu chí đủ 5 đánh giá, theo thứ tự của bộ câu hỏi.",
    )
    trend = SatisfactionTrendPointSerializer(
        many=True, help_text="Diễn biến của mức chung, cũ trước."
    )
