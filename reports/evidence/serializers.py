"""What clients send and receive of uploads."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from foundation.api.bodies import Body
from foundation.api.moments import MomentField
from foundation.api.schema import ProblemSerializer
from foundation.media.file_types import MEDIA_TYPES
from reports.evidence.parameters import PICKERS
from reports.evidence.receiving import PART_BYTES, Said
from reports.models import Evidence


class EvidenceTicketSerializer(serializers.Serializer[Any]):
    """Where to upload, and as whom."""

    ticket = serializers.CharField(
        help_text="Không đăng nhập thì gửi lại trong `evidence_ticket` của POST reports/."
    )
    upload_url = serializers.CharField(
        help_text="Địa chỉ đầy đủ cho `serverUploadUrl` của openMediaPicker; thêm `&picker=`… nếu "
        "muốn."
    )
    uploads_url = serializers.CharField(
        help_text="Địa chỉ đầy đủ để tải từng phần; xem POST evidence/uploads/."
    )
    expires_at = MomentField(help_text="Vé hết hạn lúc (UTC).")


class ReceivedEvidenceSerializer(serializers.Serializer[Evidence]):
    """A file that was received whole."""

    id = serializers.UUIDField(help_text="Mã tệp; gửi trong `evidence` của POST reports/.")
    sha256 = serializers.CharField(help_text="Dấu vân tay SHA-256 của bản gốc, 64 chữ số.")
    size = serializers.IntegerField(help_text="Số byte của bản gốc.")
    type = serializers.ChoiceField(
        MEDIA_TYPES, source="media_type", help_text="Kiểu tệp theo nội dung."
    )


class PickedNamesSerializer(serializers.Serializer[Any]):
    """What openMediaPicker's template reads."""

    domain = serializers.CharField(help_text="Luôn trống: bằng chứng không có địa chỉ để xem.")
    images = serializers.ListField(
        child=serializers.UUIDField(), help_text="Mã các tệp, giống `id` trong `files`."
    )


class UploadedEvidenceSerializer(serializers.Serializer[Any]):
    """The files that were taken, also for openMediaPicker's template."""

    err = serializers.IntegerField(help_text="Luôn là 0; khác 0 là lỗi, xem các câu trả lời lỗi.")
    data = PickedNamesSerializer(help_text="Dành cho mẫu của openMediaPicker.")  # type: ignore[assignment]  # hides a property of serializers
    files = ReceivedEvidenceSerializer(many=True, help_text="Từng tệp đã nhận.")


class EvidenceProblemSerializer(ProblemSerializer):
    """A problem with what openMediaPicker's template reads beside it."""

    err = serializers.IntegerField(
        required=False,
        help_text="Khác 0, để mẫu của openMediaPicker biết là lỗi; bằng `status`.",
    )
    message = serializers.CharField(
        required=False, help_text="Giải thích cho người dùng, giống `detail`."
    )


class UploadBody(Body):
    """POST evidence/uploads/."""

    example: ClassVar = {"size": 31_457_280, "picker": "video", "own_recording": True}

    size = serializers.IntegerField(min_value=1, help_text="Số byte của cả tệp.")
    picker = serializers.ChoiceField(choices=PICKERS, required=False, help_text="Cách chọn tệp.")
    own_recording = serializers.BooleanField(
        required=False, default=False, help_text="Người gửi cho biết tự mình ghi hình."
    )
    keeps_original = serializers.BooleanField(
        required=False, default=False, help_text="Người gửi cho biết còn giữ bản gốc."
    )

    @classmethod
    def begun(cls, request: Request) -> tuple[int, Said]:
        """Return the size of the file that begins, and what its sender says of it."""
        given = cls.read(request)
        said = Said(given.get("picker", ""), given["own_recording"], given["keeps_original"])
        return given["size"], said


class EvidenceUploadSerializer(serializers.Serializer[Any]):
    """An upload in parts."""

    id = serializers.UUIDField(help_text="Mã tệp, cũng là mã của lần tải này.")
    offset = serializers.IntegerField(
        help_text="Đã nhận bao nhiêu byte: phần sau bắt đầu từ đây. Cũng ở đầu `Upload-Offset`."
    )
    size = serializers.IntegerField(help_text="Số byte của cả tệp, như đã báo.")
    part_bytes = serializers.IntegerField(
        help_text=f"Mỗi phần tối đa bấy nhiêu byte ({PART_BYTES})."
    )
    file = ReceivedEvidenceSerializer(
        allow_null=True, help_text="Tệp, khi đã nhận đủ; null khi còn thiếu."
    )
