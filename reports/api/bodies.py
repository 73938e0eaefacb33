"""Bodies: a new report, and what its sender sends about it later."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from rest_framework import serializers

from citizens.validators import clean_name, clean_text
from foundation.api.bodies import Body, Strict
from offices.geography.places import Point
from offices.working_time.calendar import ZONE
from reports.checking.completeness import Draft
from reports.checking.plates import MAX_LENGTH as MAX_PLATE
from reports.models import Certainty, HandlingOpinion, Identity
from reports.models.captured import EvidenceFact
from reports.models.report import MAX_WORDS

MAX_CODE, MAX_LINE, MAX_SUSPECT = 30, 300, 2_000
MAX_PLATES, MAX_CONTACTS = 10, 20
MAX_LOSS = 10**15  # đồng
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$"
MAX_TEXT = 2_000
MAX_TICKET = 300
MAX_GUARDIAN = 200
MAX_NUMBER = 40
MAX_SECRET = 60


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
        help_text="Công an biết người gửi đến đâu; không đăng nhập thì chỉ nhận `anonymous`.",
    )
    language = serializers.RegexField(
        LANGUAGE, required=False, default="vi", help_text="Ngôn ngữ của lời kể."
    )


class EvidenceField(serializers.ListField):
    """Ids of uploaded files, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            child=serializers.UUIDField(),
            required=False,
            default=list,
            max_length=settings.REPORT_MAX_FILES,
            help_text="Mã các tệp đã tải lên bằng evidence/; tối đa bao nhiêu, report-kinds/ nói.",
            **kwargs,
        )

    def to_internal_value(self, data: Any) -> list[UUID]:
        """Return the ids; refuse one that stands there twice."""
        keys: list[UUID] = super().to_internal_value(data)
        if len(set(keys)) < len(keys):
            raise serializers.ValidationError("Có tệp trùng nhau.", code="repeated")
        return keys


class TicketField(serializers.CharField):
    """The ticket under which somebody without a session uploaded files."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            allow_blank=True,
            default="",
            max_length=MAX_TICKET,
            help_text="Vé của POST evidence/ticket/ đã dùng khi tải tệp lên mà không đăng nhập.",
            **kwargs,
        )


class WordsField(serializers.CharField):
    """Words of the sender without invisible characters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_TEXT, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Return the cleaned words; refuse what is empty after that where words are required."""
        words = super().run_validation(data)
        cleaned = clean_text(words) if isinstance(words, str) else words
        if not cleaned and self.required:
            raise serializers.ValidationError("Hãy ghi nội dung.", code="blank")
        return cleaned


class ReportBody(ReportFields):
    """POST reports/."""

    example: ClassVar = {
        "kind": "traffic_violation",
        "words": "Xe con vượt đèn đỏ ở ngã tư.",
        "occurred_from": "2026-11-24T00:30:00Z",
        "place": {"words": "Ngã tư Hùng Vương", "latitude": 21.32, "longitude": 105.4},
        "plates": ["19A-123.45"],
        "identity": "confidential",
    }

    guardian = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=MAX_GUARDIAN,
        help_text="Người gửi chưa đủ 18 tuổi: họ tên, số điện thoại của cha, mẹ hoặc người giám "
        "hộ. Không có vẫn gửi được.",
    )
    evidence = EvidenceField()
    evidence_ticket = TicketField()

    def validate_guardian(self, text: str) -> str:
        """Remove invisible characters."""
        return clean_text(text)


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


class ReportMessageBody(Body):
    """POST reports/{number}/messages/."""

    example: ClassVar = {"text": "Tôi gửi thêm video lúc 17 giờ 05."}

    text = WordsField(help_text=f"Nội dung, tối đa {MAX_TEXT} ký tự.")
    evidence = EvidenceField()
    evidence_ticket = TicketField()


class WithdrawalBody(Body):
    """POST reports/{number}/withdrawal/."""

    example: ClassVar = {"reason": "Tôi nhầm biển số xe."}

    reason = WordsField(
        required=False,
        allow_blank=True,
        default="",
        help_text="Lý do, nếu muốn nói. Công an vẫn có thể tiếp tục xác minh.",
    )


class DisputeBody(Body):
    """POST reports/{number}/dispute/."""

    example: ClassVar = {"reason": "Video thấy rõ đèn đỏ ở giây thứ 12."}

    reason = WordsField(help_text="Vì sao chưa đồng ý với kết luận.")


class OpinionBody(Body):
    """PUT reports/{number}/opinion/."""

    example: ClassVar = {"mark": "good", "words": "Giải quyết nhanh."}

    mark = serializers.ChoiceField(choices=HandlingOpinion.Mark.choices, help_text="Mức hài lòng.")
    words = WordsField(required=False, allow_blank=True, default="", help_text="Lời nhận xét.")


class ReportLookupBody(Body):
    """POST reports/lookup/."""

    example: ClassVar = {"number": "PA26-7K3M9Q", "secret_code": "7K3M-9QAB-CDEF-GHJK"}

    number = serializers.CharField(max_length=MAX_NUMBER, help_text="Số phản ánh trên biên nhận.")
    secret_code = serializers.CharField(
        max_length=MAX_SECRET, help_text="Mã bí mật trên biên nhận; dấu nối, hoa thường tuỳ ý."
    )
