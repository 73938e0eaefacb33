"""What machines read."""

from typing import Any, ClassVar

from rest_framework import serializers

from dossiers.models import Dossier
from foundation.api.moments import MomentField, MomentsSerializer, in_utc
from foundation.events import cursors
from foundation.events.kinds import TYPE
from foundation.events.models import Event
from foundation.records.identity import database_id


class IntegrationEventSerializer(serializers.Serializer[Any]):
    """One event in the shape of CloudEvents 1.0."""

    specversion = serializers.CharField(help_text="Luôn là «1.0».")
    id = serializers.UUIDField(help_text="Mã của sự kiện; gặp lại mã đã xử lý thì bỏ qua.")
    source = serializers.CharField(  # type: ignore[assignment]  # hides a property of serializers
        help_text="Hệ thống phát: `urn:uuid:…` của cài đặt này."
    )
    type = serializers.CharField(help_text="`police-portal.<loại>.<việc>`.")
    subject = serializers.CharField(help_text="`<loại>/<mã>`; thứ tự được giữ trong từng mã.")
    time = MomentField(help_text="Lúc xảy ra; của câu hỏi và phản ánh là lúc hết giờ ấy.")
    datacontenttype = serializers.CharField(help_text="Luôn là «application/json».")
    sequence = serializers.CharField(
        help_text="Thứ tự chung, 18 chữ số; số của sự kiện mà khoá không được đọc thì bị bỏ qua."
    )
    cursor = serializers.CharField(help_text="Con trỏ ngay sau sự kiện này.")
    data = serializers.DictField(  # type: ignore[assignment]  # hides a property of serializers
        help_text="Nội dung theo loại, không có tên, số điện thoại hay lời của ai."
    )


class IntegrationEventPageSerializer(serializers.Serializer[Any]):
    """A page of the feed."""

    events = IntegrationEventSerializer(many=True, help_text="Theo thứ tự.")
    cursor = serializers.CharField(
        help_text="Gửi lại trong `after` để đọc tiếp; lưu lại sau khi đã xử lý xong cả trang."
    )
    more = serializers.BooleanField(help_text="Còn sự kiện: hỏi tiếp ngay; nếu không, vài giây.")


def event_answer(event: Event) -> dict[str, object]:
    """Return an event as the API answers it."""
    return {
        "specversion": "1.0",
        "id": str(event.uid),
        "source": f"urn:uuid:{database_id()}",
        "type": TYPE.format(kind=event.kind, what=event.what),
        "subject": f"{event.kind}/{event.subject}",
        "time": in_utc(event.at),
        "datacontenttype": "application/json",
        "sequence": f"{event.position:018d}",
        "cursor": str(cursors.of(event)),
        "data": event.data,
    }


class ReadDossierSerializer(MomentsSerializer[Dossier]):
    """A dossier to compare with; nothing about the applicant."""

    version = serializers.IntegerField(
        source="events_count", help_text="Số của thay đổi cuối, như `data.version` của sự kiện."
    )
    procedure = serializers.CharField(source="procedure_id", help_text="Mã thủ tục ở đây.")
    office = serializers.CharField(source="office_id", help_text="Mã đơn vị ở đây.")

    class Meta:
        model = Dossier
        fields: ClassVar = [
            *("code", "version", "procedure", "office", "status", "status_since", "channel"),
            *("submitted_at", "accepted_at", "due_at", "completed_at", "returned_at"),
            *("changed_at", "source"),
        ]


class ReadDossierPageSerializer(serializers.Serializer[Any]):
    """A page of dossiers."""

    dossiers = ReadDossierSerializer(many=True, help_text="Theo lúc thay đổi, cũ trước.")
    after = serializers.CharField(
        allow_null=True, help_text="Gửi lại trong `after` để đọc trang sau; null khi hết."
    )


class DayCountSerializer(serializers.Serializer[Any]):
    """Counts of one office and day."""

    office = serializers.CharField(source="office_id", help_text="Mã đơn vị.")
    day = serializers.DateField(help_text="Ngày theo giờ Việt Nam.")
    accepted = serializers.IntegerField(help_text="Hồ sơ có lúc tiếp nhận trong ngày.")
    completed = serializers.IntegerField(help_text="Hồ sơ có kết quả trong ngày.")
    dated = serializers.IntegerField(help_text="Trong số xử lý xong: hồ sơ có ngày hẹn trả.")
    on_time = serializers.IntegerField(help_text="Trong số đó: xong đúng hạn.")


class DayCountsSerializer(serializers.Serializer[Any]):
    """Counts by office and day; days without dossiers are left out."""

    counts = DayCountSerializer(many=True, help_text="Theo ngày rồi đơn vị.")
