"""Bodies of reports and of their check, and what the check answers."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from citizens.validators import clean_name, clean_text
from foundation.api.bodies import Body, Strict
from foundation.api.schema import FieldErrorSerializer
from offices.geography.places import Point
from offices.working_time.calendar import ZONE
from procedures.api.serializers import FIRST, DangerSerializer
from reports.checking.completeness import Draft, EvidenceFact, Likelihood
from reports.checking.plates import MAX_LENGTH as MAX_PLATE
from reports.models import Certainty, Identity
from reports.models.report import MAX_WORDS

MAX_CODE, MAX_LINE, MAX_SUSPECT = 30, 300, 2_000
MAX_PLATES, MAX_CONTACTS, MAX_FILES = 10, 20, 20
MAX_LOSS = 10**15  # đồng
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$"


class MomentInput(serializers.DateTimeField):
    """A moment with its offset; without one it is Vietnam's."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=ZONE, required=False, allow_null=True, **kwargs)


class LineField(serializers.CharField):
    """A line without invisible characters; empty is as good as not sent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"required": False, "allow_blank": True, "max_length": MAX_LINE} | kwargs
        )

    def to_internal_value(self, data: Any) -> str:
        return self._filled(clean_name(str(super().to_internal_value(data))))

    def _filled(self, text: str) -> str:
        """Refuse what is empty without its invisible characters, where an empty text is refused."""
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


class TextField(LineField):
    """A text of several lines without invisible characters."""

    def to_internal_value(self, data: Any) -> str:
        return self._filled(clean_text(str(serializers.CharField.to_internal_value(self, data))))


class PlaceFields(Strict, serializers.Serializer[Any]):
    """Where it happened."""

    words = LineField(help_text="Nơi xảy ra bằng lời, tối đa 300 ký tự.")
    latitude = serializers.FloatField(
        required=False, min_value=-90, max_value=90, help_text="Vĩ độ; ghi cùng kinh độ."
    )
    longitude = serializers.FloatField(
        required=False, min_value=-180, max_value=180, help_text="Kinh độ; ghi cùng vĩ độ."
    )
    certainty = serializers.ChoiceField(
        choices=Certainty.choices,
        required=False,
        default=Certainty.EXACT,
        help_text="Người gửi nhớ nơi xảy ra rõ đến đâu.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse half a point."""
        if ("latitude" in attrs) != ("longitude" in attrs):
            raise serializers.ValidationError("Ghi cả vĩ độ và kinh độ.", code="half_a_point")
        return attrs


class ReportFields(Body):
    """What every report says; the bodies of sending and checking add their evidence."""

    kind = serializers.CharField(
        max_length=MAX_CODE, help_text="Mã loại phản ánh, xem report-kinds/."
    )
    topic = LineField(max_length=MAX_CODE, help_text="Mã loại hành vi của loại phản ánh.")
    words = TextField(max_length=MAX_WORDS, help_text=f"Kể lại sự việc, tối đa {MAX_WORDS} ký tự.")
    occurred_from = MomentInput(help_text="Xảy ra từ lúc, ISO 8601.")
    occurred_to = MomentInput(help_text="Đến lúc; không gửi nếu chỉ là một lúc.")
    place = PlaceFields(required=False, help_text="Nơi xảy ra, không phải nơi đang đứng.")
    plates = serializers.ListField(
        child=LineField(max_length=MAX_PLATE, allow_blank=False),
        required=False,
        max_length=MAX_PLATES,
        help_text="Biển số xe, viết thế nào cũng được; một hay hai dòng.",
    )
    contacts = serializers.ListField(
        child=LineField(allow_blank=False),
        required=False,
        max_length=MAX_CONTACTS,
        help_text="Số điện thoại, tài khoản, đường dẫn của kẻ lừa đảo.",
    )
    loss = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=MAX_LOSS,
        help_text="Số tiền đã mất, đồng; 0 là chưa mất.",
    )
    suspect = TextField(max_length=MAX_SUSPECT, help_text="Người liên quan, nếu biết.")
    about_office = LineField(help_text="Mã đơn vị bị phản ánh, xem offices/.")
    name = LineField(help_text="Họ tên người gửi; được niêm phong.")
    address = LineField(help_text="Địa chỉ người gửi; được niêm phong.")
    phone = LineField(max_length=MAX_CODE, help_text="Điện thoại người gửi; được niêm phong.")
    identity = serializers.ChoiceField(
        choices=Identity.choices,
        required=False,
        default=Identity.CONFIDENTIAL,
        help_text="Công an biết người gửi đến đâu.",
    )
    language = serializers.RegexField(
        LANGUAGE, required=False, default="vi", help_text="Ngôn ngữ của lời kể."
    )


class CheckedEvidence(Strict, serializers.Serializer[Any]):
    """A file that is not sent yet, as the client knows it."""

    media_type = serializers.CharField(max_length=100, help_text="Loại tệp, ví dụ image/jpeg.")
    captured_at = MomentInput(help_text="Lúc ghi hình theo tệp, nếu có.")
    own_recording = serializers.BooleanField(
        default=False, help_text="Người gửi tự ghi hình tệp này."
    )


class ReportCheckBody(ReportFields):
    """POST reports/checks/."""

    example: ClassVar = {
        "kind": "traffic_violation",
        "words": "Xe con vượt đèn đỏ ở ngã tư.",
        "occurred_from": "2026-11-24T00:30:00Z",
        "place": {"words": "Ngã tư Hùng Vương", "latitude": 21.32, "longitude": 105.4},
        "evidence": [{"media_type": "video/mp4", "own_recording": True}],
    }

    evidence = CheckedEvidence(
        many=True, required=False, help_text="Ảnh, video định gửi; chưa cần tải lên."
    )

    def validate_evidence(self, files: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Refuse more files than anybody could send."""
        if len(files) > MAX_FILES:
            raise serializers.ValidationError(f"Tối đa {MAX_FILES} tệp.", code="max_length")
        return files


def checked_facts(files: list[dict[str, Any]]) -> tuple[EvidenceFact, ...]:
    """Return what the client says of the files that it would send."""
    return tuple(EvidenceFact(**file) for file in files)


def draft_of(body: Mapping[str, Any], evidence: tuple[EvidenceFact, ...]) -> Draft:
    """Return the draft that a validated body of ReportFields holds."""
    place = body.get("place", {})
    point = Point(place["latitude"], place["longitude"]) if "latitude" in place else None
    texts = ("topic", "words", "suspect", "about_office", "name", "address", "phone")
    return Draft(
        kind=body["kind"],
        occurred_from=body.get("occurred_from"),
        occurred_to=body.get("occurred_to"),
        place_words=place.get("words", ""),
        point=point,
        place_certainty=place.get("certainty", Certainty.EXACT),
        plates=tuple(body.get("plates", ())),
        contacts=tuple(body.get("contacts", ())),
        loss=body.get("loss"),
        identity=body["identity"],
        evidence=evidence,
        language=body["language"],
        **{name: body.get(name, "") for name in texts},
    )


class EmergencyCallSerializer(serializers.Serializer[Any]):
    """A number to call first."""

    number = serializers.CharField(help_text="Số gọi ngay, dùng cho openPhone; có thể trống.")
    advice = serializers.CharField(help_text="Việc cần làm ngay.")


class ReceiverSerializer(serializers.Serializer[Any]):
    """The office that would receive the report."""

    office = serializers.CharField(help_text="Mã đơn vị, xem offices/.")
    name = serializers.CharField(help_text="Tên đơn vị.")
    rule = serializers.CharField(help_text="Vì sao là đơn vị này.")
    citation = serializers.CharField(help_text="Căn cứ; có thể trống.")


class ReportCheckSerializer(serializers.Serializer[Any]):
    """What the check answers."""

    danger = DangerSerializer(allow_null=True, help_text=FIRST)
    emergencies = EmergencyCallSerializer(
        many=True, help_text="Như `danger`, ngắn hơn; không bao giờ ngăn việc gửi."
    )
    missing = FieldErrorSerializer(many=True, help_text="Còn thiếu, chưa gửi được.")
    faults = FieldErrorSerializer(many=True, help_text="Chưa đúng, chưa gửi được.")
    advice = FieldErrorSerializer(many=True, help_text="Nên có; thiếu vẫn gửi được.")
    likelihood = serializers.ChoiceField(
        choices=[
            (Likelihood.GOOD.value, "Đủ để xác minh"),
            (Likelihood.FAIR.value, "Nên bổ sung"),
            (Likelihood.POOR.value, "Khó dùng được"),
        ],
        help_text="Khả năng công an dùng được phản ánh.",
    )
    likelihood_reason = serializers.CharField(help_text="Vì sao, bằng một câu.")
    receiver = ReceiverSerializer(allow_null=True, help_text="Đơn vị sẽ nhận; null khi chưa rõ.")
