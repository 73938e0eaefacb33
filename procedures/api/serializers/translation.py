"""The origin of a page's translation."""

from typing import Any

from rest_framework import serializers

from procedures.choices import Language, Origin


class StaleFieldSerializer(serializers.Serializer[Any]):
    """A Vietnamese text that is newer than its translation."""

    field = serializers.CharField(help_text="Phần của thủ tục, ví dụ documents.name.")
    text = serializers.CharField(help_text="Câu tiếng Việt hiện nay; trang đang hiện câu này.")
    translation = serializers.CharField(
        help_text="Bản dịch của câu cũ; hiện sau câu tiếng Việt, gập lại."
    )


class TranslationSerializer(serializers.Serializer[Any]):
    """The origin of a translated page, and notices about it."""

    language = serializers.ChoiceField(Language.choices, help_text="Ngôn ngữ của trang.")
    origin = serializers.ChoiceField(
        Origin.choices,
        allow_blank=True,
        help_text="Nguồn kém chắc chắn nhất trong các câu đang hiện; trống nếu chưa câu nào được "
        "dịch.",
    )
    as_of = serializers.DateField(allow_null=True, help_text="Ngày dịch cũ nhất.")
    summary = serializers.CharField(
        allow_blank=True, help_text="Tóm tắt cho người đọc; trống nếu không có."
    )
    notice = serializers.CharField(
        help_text="Câu phải hiện trên trang, bằng ngôn ngữ ấy: bản tiếng Việt có giá trị, bản dịch "
        "từ đâu, phần nào chỉ có tiếng Việt."
    )
    source_urls = serializers.ListField(
        child=serializers.CharField(), help_text="Trang của Bộ Công an có bản chính thức."
    )
    stale_fields = StaleFieldSerializer(
        many=True, help_text="Các câu tiếng Việt đã đổi từ khi dịch."
    )
