"""Whom to call first."""

from typing import Any

from rest_framework import serializers

from procedures.choices import Language
from procedures.danger.words import OFFICES, REPORT

FIRST = "Có người đang gặp nguy hiểm: số này hiện đầu tiên và một mình; null nếu không có."


class DangerSerializer(serializers.Serializer[Any]):
    """Somebody is in danger: the number to call, and what to do until help comes."""

    kind = serializers.CharField(help_text="Loại nguy hiểm.")
    number = serializers.CharField(help_text="Số gọi ngay (111 đến 115), dùng cho openPhone.")
    sentence = serializers.CharField(help_text="Câu đi kèm số.")
    until_help = serializers.CharField(help_text="Việc nên làm trong khi chờ; có thể trống.")
    source = serializers.CharField(  # type: ignore[assignment]
        help_text="Nguồn của các câu trên; có thể trống."
    )
    source_url = serializers.CharField(help_text="Đường dẫn của nguồn; có thể trống.")
    in_language = serializers.CharField(
        help_text="Câu đi kèm số bằng tiếng của người viết, nếu họ không viết tiếng Việt."
    )
    language = serializers.ChoiceField(
        Language.choices, allow_blank=True, help_text="Tiếng của `in_language`; hoặc trống."
    )
    next = serializers.ListField(
        child=serializers.ChoiceField(
            [(REPORT, "Tố giác, báo tin"), (OFFICES, "Đơn vị gần nhất đang mở cửa")]
        ),
        help_text="Việc tiếp theo, theo thứ tự: report (loại phản ánh), offices "
        "(offices/?open_now=true).",
    )
