"""What the API document says of announcements; and what citizens get of their own challenges."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from announcements.models import Audience, Challenge, ChallengeOutcome, Severity, Verdict
from announcements.workflow import Kind, Move, State
from citizens.validators import clean_text
from foundation.api.bodies import Body
from foundation.api.moments import MomentField
from foundation.api.schema import ProblemSerializer
from procedures.api.serializers import FIRST, DangerSerializer
from procedures.danger.answering import danger_in

MAX_WORDS, MIN_WORDS = 2_000, 10
PUBLIC_MOVES = (Move.PUBLISH, Move.CORRECT, Move.EXPIRE, Move.WITHDRAW)
_STATES = [(State.PUBLISHED, State.PUBLISHED.label), (State.EXPIRED, State.EXPIRED.label)]


class PictureSizeSerializer(serializers.Serializer[Any]):
    """One size of a picture."""

    url = serializers.CharField(help_text="Đường dẫn ảnh JPEG trên dịch vụ này.")
    width = serializers.IntegerField(help_text="Rộng, số điểm ảnh.")
    height = serializers.IntegerField(help_text="Cao, số điểm ảnh.")


class AnnouncementPictureSerializer(serializers.Serializer[Any]):
    """A picture."""

    alternative = serializers.CharField(help_text="Ảnh cho thấy gì, cho người không nhìn được.")
    sizes = PictureSizeSerializer(many=True, help_text="Các cỡ, nhỏ nhất đứng trước.")


class NamedOfficeSerializer(serializers.Serializer[Any]):
    """An office by id and name."""

    id = serializers.CharField(help_text="Mã đơn vị; xem offices/.")
    name = serializers.CharField(help_text="Tên đơn vị lúc đăng.")


class ParticularsSerializer(serializers.Serializer[Any]):
    """What only some kinds have."""

    claim = serializers.CharField(required=False, help_text="Điều được lan truyền.")
    where_seen = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Thấy ở đâu."
    )
    verdict = serializers.ChoiceField(
        choices=Verdict.choices, required=False, help_text="Kết luận kiểm chứng."
    )
    verdict_name = serializers.CharField(required=False, help_text="Kết luận, bằng chữ.")
    sources = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Nguồn chính thức."
    )
    scam_marks = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Đường dẫn, số của kẻ lừa đảo, viết để không ai bấm vào được.",
    )
    service = serializers.CharField(required=False, help_text="Dịch vụ tạm dừng.")
    place = serializers.CharField(required=False, help_text="Tuyến đường, nơi xảy ra.")
    begins_at = serializers.CharField(required=False, help_text="Bắt đầu (UTC).")
    ends_at = serializers.CharField(required=False, help_text="Kết thúc, trở lại (UTC).")
    decision_number = serializers.CharField(required=False, help_text="Số quyết định.")


class AnnouncementCardSerializer(serializers.Serializer[Any]):
    """An announcement in a list."""

    slug = serializers.CharField(help_text="Phần cuối của địa chỉ.")
    kind = serializers.ChoiceField(choices=Kind.choices, help_text="Loại tin.")
    kind_name = serializers.CharField(help_text="Loại tin, bằng chữ.")
    version = serializers.IntegerField(help_text="Phiên bản, từ 1; tăng khi đính chính.")
    title = serializers.CharField(help_text="Tiêu đề.")
    summary = serializers.CharField(help_text="Tóm tắt.")
    office = NamedOfficeSerializer(help_text="Đơn vị đăng.")
    areas = NamedOfficeSerializer(many=True, help_text="Địa bàn; trống là toàn tỉnh.")
    audience = serializers.ChoiceField(choices=Audience.choices, help_text="Dành cho ai.")
    severity = serializers.ChoiceField(choices=Severity.choices, help_text="Mức độ.")
    published_at = MomentField(help_text="Đăng lần đầu lúc (UTC).")
    updated_at = MomentField(help_text="Đăng phiên bản này lúc (UTC).")
    corrected_at = MomentField(allow_null=True, help_text="Đính chính lúc (UTC).")
    correction_note = serializers.CharField(help_text="Điều đã đính chính.")
    expires_at = MomentField(allow_null=True, help_text="Hết hạn lúc (UTC).")
    pinned = serializers.BooleanField(help_text="Đang ghim.")
    picture = AnnouncementPictureSerializer(allow_null=True, help_text="Ảnh.")


class AnnouncementSerializer(AnnouncementCardSerializer):
    """A whole announcement."""

    state = serializers.ChoiceField(
        choices=_STATES, help_text="Đang đăng, hoặc đã hết hạn: rời danh sách, vẫn đọc được."
    )
    body_markdown = serializers.CharField(help_text="Nội dung như người viết ghi.")
    html = serializers.CharField(help_text="Nội dung HTML đã lọc an toàn.")
    pinned_until = MomentField(allow_null=True, help_text="Ghim đến (UTC).")
    legal_document = serializers.CharField(help_text="Văn bản mà tin dựa vào.")
    particulars = ParticularsSerializer(help_text="Điều riêng của từng loại.")
    cacheable = serializers.BooleanField(
        help_text="False với truy nã, tìm người: không ai được lưu lại, hỏi lại mỗi lần mở."
    )


class TombstoneSerializer(serializers.Serializer[Any]):
    """What is left of a withdrawn announcement."""

    slug = serializers.CharField(help_text="Phần cuối của địa chỉ.")
    kind = serializers.ChoiceField(choices=Kind.choices, help_text="Loại tin.")
    kind_name = serializers.CharField(help_text="Loại tin, bằng chữ.")
    version = serializers.IntegerField(help_text="Phiên bản sau cùng.")
    published_at = MomentField(allow_null=True, help_text="Đăng lần đầu lúc (UTC).")
    withdrawn_at = MomentField(help_text="Gỡ lúc (UTC).")
    reason = serializers.CharField(help_text="Lý do; với truy nã, tìm người là câu có sẵn.")


class WithdrawnAnnouncementSerializer(ProblemSerializer):
    """The problem of a withdrawn announcement."""

    tombstone = TombstoneSerializer(help_text="Điều còn lại của tin.")


class HistoryEntrySerializer(serializers.Serializer[Any]):
    """One entry of the public history."""

    move = serializers.ChoiceField(
        choices=[(move, move.label) for move in PUBLIC_MOVES],
        help_text="Điều đã xảy ra.",
    )
    move_name = serializers.CharField(help_text="Điều đã xảy ra, bằng chữ.")
    version = serializers.IntegerField(help_text="Phiên bản sau đó.")
    at = MomentField(help_text="Lúc xảy ra (UTC).")
    note = serializers.CharField(help_text="Điều đã đính chính, hoặc lý do gỡ.")


class HistorySerializer(serializers.Serializer[Any]):
    """The public history of an announcement."""

    slug = serializers.CharField(help_text="Phần cuối của địa chỉ.")
    results = HistoryEntrySerializer(many=True, help_text="Từ cũ đến mới.")


class ChallengeBody(Body):
    """What a citizen says is wrong."""

    example = {"text": "Tin ghi tạm dừng đến 17 giờ, nhưng bảng ở trụ sở ghi 20 giờ."}
    text = serializers.CharField(
        min_length=MIN_WORDS,
        max_length=MAX_WORDS,
        help_text="Điều sai và vì sao ông/bà biết. Tên ông/bà không bao giờ công khai.",
    )

    def validate_text(self, value: str) -> str:
        """Return the text without what nobody sees."""
        text = clean_text(value)
        if len(text) < MIN_WORDS:
            raise serializers.ValidationError("Hãy ghi rõ điều sai.", code="min_length")
        return text


class ChallengeSerializer(serializers.Serializer[Challenge]):
    """A citizen's own challenge; the office answers, no officer is named."""

    id = serializers.UUIDField(help_text="Mã ý kiến.")
    announcement = serializers.CharField(
        source="announcement.slug", help_text="Phần cuối của địa chỉ của tin."
    )
    version = serializers.IntegerField(help_text="Phiên bản của tin khi gửi.")
    text = serializers.CharField(source="words", help_text="Điều ông/bà đã viết.")
    sent_at = MomentField(help_text="Gửi lúc (UTC).")
    due_at = MomentField(help_text="Công an trả lời trước lúc này (UTC).")
    outcome = serializers.ChoiceField(
        choices=[("", "Chưa trả lời"), *ChallengeOutcome.choices],
        help_text="Kết quả; trống khi chưa trả lời.",
    )
    outcome_name = serializers.SerializerMethodField(help_text="Kết quả, bằng chữ.")
    answer = serializers.CharField(help_text="Câu trả lời; trống khi chưa có.")
    answered_at = MomentField(allow_null=True, help_text="Trả lời lúc (UTC).")
    danger = serializers.SerializerMethodField(help_text=FIRST)

    @extend_schema_field(DangerSerializer(allow_null=True))
    def get_danger(self, claim: Challenge) -> dict[str, Any] | None:
        """Return the danger only while the challenge is open."""
        return None if claim.answered_at else danger_in(claim.words)

    def get_outcome_name(self, claim: Challenge) -> str:
        return str(ChallengeOutcome(claim.outcome).label) if claim.outcome else "Đang chờ trả lời"
