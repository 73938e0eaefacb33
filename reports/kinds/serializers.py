"""The documentation of what GET report-kinds/ answers; `rendering` makes it."""

from typing import Any

from rest_framework import serializers

from reports.checking.serializers import EmergencyCallSerializer
from reports.models import Anonymity, Need, Particular, ReportKind, Stage


class AskedSerializer(serializers.Serializer[Any]):
    """A particular that a kind asks for."""

    code = serializers.ChoiceField(choices=Particular.choices, help_text="Thông tin.")
    need = serializers.ChoiceField(choices=Need.choices, help_text="Thiếu thì gửi được hay không.")
    prompt = serializers.CharField(help_text="Câu hỏi để hiện nguyên văn.")


class ReportTopicSerializer(serializers.Serializer[Any]):
    """An act of a kind."""

    code = serializers.CharField(help_text="Mã, gửi ở `topic`.")
    name = serializers.CharField(help_text="Tên để người dùng chọn.")


class ReportClockSerializer(serializers.Serializer[Any]):
    """How long a stage may take."""

    stage = serializers.ChoiceField(choices=Stage.choices, help_text="Việc phải xong.")
    name = serializers.CharField(help_text="Tên việc.")
    limit = serializers.CharField(
        help_text="Thời hạn bằng lời, ví dụ «trong 30 ngày từ khi thụ lý»."
    )
    extended = serializers.CharField(help_text="Khi gia hạn, bằng lời; trống khi không gia hạn.")
    citation = serializers.CharField(help_text="Căn cứ của thời hạn.")


class ReportKindSerializer(serializers.ModelSerializer[ReportKind]):
    """A kind of report, with everything that a client has to ask."""

    code = serializers.CharField(help_text="Mã, gửi ở `kind`.")
    is_open = serializers.BooleanField(
        help_text="Ứng dụng có nhận loại này không; không thì hiện `lawful_way`."
    )
    anonymity = serializers.ChoiceField(
        choices=Anonymity.choices, help_text="Có nhận phản ánh không tên không."
    )
    crime_way = serializers.CharField(
        help_text="Hiện khi người gửi đã mất tiền: ở đây chỉ nhận phần cảnh báo; có thể trống."
    )
    particulars = AskedSerializer(many=True, help_text="Điều phải có và điều nên hỏi, theo thứ tự.")
    topics = ReportTopicSerializer(many=True, help_text="Các loại hành vi; có thể trống.")
    clocks = ReportClockSerializer(many=True, help_text="Thời hạn đang áp dụng.")

    class Meta:
        model = ReportKind
        fields = [
            "code",
            "name",
            "description",
            "is_open",
            "lawful_way",
            "crime_way",
            "law",
            "announced_by",
            "announced_on",
            "anonymity",
            "anonymity_warning",
            "particulars",
            "topics",
            "clocks",
        ]


class EvidenceLimitsSerializer(serializers.Serializer[Any]):
    """How much evidence a report may have."""

    photo_max_bytes = serializers.IntegerField(help_text="Dung lượng lớn nhất của một ảnh.")
    video_max_bytes = serializers.IntegerField(help_text="Dung lượng lớn nhất của một video.")
    max_files = serializers.IntegerField(help_text="Số tệp nhiều nhất của một phản ánh.")


class ReportKindsSerializer(serializers.Serializer[Any]):
    """All kinds, and what holds for each."""

    emergency_numbers = EmergencyCallSerializer(
        many=True, help_text="Hỏi trước hết: có ai đang gặp nguy hiểm không?"
    )
    evidence = EvidenceLimitsSerializer(help_text="Giới hạn của ảnh và video.")
    kinds = ReportKindSerializer(many=True, help_text="Mọi loại, kể cả loại chưa nhận ở đây.")
