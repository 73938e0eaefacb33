"""What citizens send and receive about ratings."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from citizens.validators import clean_text
from feedback.models import Author, FollowUp, FollowUpMessage, Origin, Questionnaire, Rating
from feedback.models.rating import MARKS, MAX_WORDS
from feedback.questions.serializers import NamedProcedureSerializer, TextBody
from feedback.ratings import qr, questionnaires, rater_hashes, workflow
from feedback.ratings.actions import GivenRating
from feedback.ratings.workflow import Move, Status
from foundation.api.answers import all_shown, shown
from foundation.api.bodies import Body
from offices.api.reachable import ReachableOfficeSerializer

LOWEST, HIGHEST = MARKS
MAX_NUMBER = 10_000
MAX_ASPECTS = 30


class Mark(serializers.IntegerField):
    """A mark from 1 to 5."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=LOWEST, max_value=HIGHEST, **kwargs)


class Aspects(serializers.DictField):
    """Marks by aspect key, at most MAX_ASPECTS, which bounds the errors of one answer."""

    child = Mark()

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and len(data) > MAX_ASPECTS:
            raise serializers.ValidationError(f"Tối đa {MAX_ASPECTS} tiêu chí.", code="max_length")
        return super().to_internal_value(data)


class RatingBody(Body):
    """PUT dossiers/{code}/rating/. `said` converts it for the action."""

    example: ClassVar = {"overall": 5, "words": "Cán bộ hướng dẫn tận tình."}

    overall = Mark(help_text="Mức hài lòng chung, từ 1 (rất không hài lòng) đến 5 (rất hài lòng).")
    aspects = Aspects(
        required=False,
        default=dict,
        help_text="Mã tiêu chí của bộ câu hỏi → điểm từ 1 đến 5; tiêu chí nào cũng bỏ qua được.",
    )
    words = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=MAX_WORDS,
        help_text=f"Lời nhận xét, tối đa {MAX_WORDS} ký tự, ngôn ngữ nào cũng được. Cán bộ không "
        "biết ai viết.",
    )
    questionnaire = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_NUMBER,
        help_text="Phiên bản bộ câu hỏi đã hiện cho công dân; không gửi thì là bản hiện hành.",
    )

    def validate_words(self, text: str) -> str:
        return clean_text(text)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Accept only aspects of a questionnaire that is or was in force."""
        asked = self._find_questionnaire(attrs.pop("questionnaire", None))
        unknown = sorted(set(attrs["aspects"]) - set(asked.keys))
        if unknown:
            wrong = {
                name: [serializers.ErrorDetail("Bộ câu hỏi không có tiêu chí này.", code="unknown")]
                for name in unknown
            }
            raise serializers.ValidationError({"aspects": wrong})
        attrs["questionnaire"] = asked
        return attrs

    def _find_questionnaire(self, number: int | None) -> Questionnaire:
        today = timezone.localdate()
        if number is None:
            return questionnaires.questionnaire_on(today)
        found: Questionnaire | None = Questionnaire.objects.filter(
            number=number, in_force_on__lte=today
        ).first()
        if found is None:
            wrong = serializers.ErrorDetail(
                "Không có bộ câu hỏi này; xem ratings/questionnaire/.", code="unknown"
            )
            raise serializers.ValidationError({"questionnaire": [wrong]})
        return found


class VisitRatingBody(RatingBody):
    """POST ratings/."""

    example: ClassVar = {"qr": "mã vừa quét", "overall": 5}

    qr = serializers.CharField(
        max_length=qr.MAX_LENGTH,
        help_text="Nội dung mã QR vừa quét tại quầy hoặc trên áp phích, gửi nguyên văn.",
    )


def given_rating(body: dict[str, Any]) -> GivenRating:
    """Return the rating of a body."""
    return GivenRating(body["overall"], body["questionnaire"], body["aspects"], body["words"])


class RatingReplyBody(TextBody):
    """POST ratings/{id}/reply/."""

    example: ClassVar = {"text": "Tôi đến lúc 8 giờ sáng thứ Hai."}


class QuestionnaireAspectSerializer(serializers.Serializer[dict[str, str]]):
    """An aspect to rate."""

    key = serializers.CharField(help_text="Mã tiêu chí, gửi lại trong `aspects`.")
    label = serializers.CharField(help_text="Tiêu chí, hiển thị được.")  # type: ignore[assignment]  # the name of what is shown


class QuestionnaireSerializer(serializers.Serializer[Questionnaire]):
    """The questionnaire for the Mini App."""

    number = serializers.IntegerField(help_text="Phiên bản, gửi lại trong `questionnaire`.")
    source = serializers.CharField(help_text="Văn bản ban hành.")  # type: ignore[assignment]  # the name of what is shown
    lowest = serializers.SerializerMethodField(help_text="Điểm thấp nhất.")
    highest = serializers.SerializerMethodField(help_text="Điểm cao nhất.")
    aspects = QuestionnaireAspectSerializer(
        many=True, help_text="Các tiêu chí theo thứ tự hỏi, ngoài mức hài lòng chung."
    )

    def get_lowest(self, _asked: Questionnaire) -> int:
        return LOWEST

    def get_highest(self, _asked: Questionnaire) -> int:
        return HIGHEST


class FollowUpMessageSerializer(serializers.Serializer[FollowUpMessage]):
    """A message of the leader or the rater."""

    author = serializers.ChoiceField(
        choices=Author.choices, help_text="Ai nói: người đánh giá hay lãnh đạo đơn vị."
    )
    author_name = serializers.CharField(source="get_author_display", help_text="Ai nói, bằng chữ.")
    text = serializers.CharField(help_text="Nội dung.")
    on = serializers.DateField(help_text="Ngày nói.")


class RatedFollowUpSerializer(serializers.Serializer[FollowUp]):
    """The follow-up of a low mark, for the rater."""

    number = serializers.SerializerMethodField(
        help_text="Số mà thông báo nêu; cán bộ không thấy số này."
    )
    status = serializers.ChoiceField(choices=Status.choices, help_text="Đang ở bước nào.")
    status_name = serializers.CharField(
        source="get_status_display", help_text="Tình trạng, hiển thị được."
    )
    next_step = serializers.SerializerMethodField(help_text="Việc làm tiếp, hiển thị được.")
    due_on = serializers.DateField(
        allow_null=True,
        help_text="Đơn vị phải làm bước tiếp theo trước hết ngày này; null khi không đến lượt.",
    )
    can_reply = serializers.SerializerMethodField(
        help_text="Bổ sung được bằng ratings/{id}/reply/."
    )
    messages = serializers.SerializerMethodField(
        help_text="Lãnh đạo hỏi gì, ông/bà bổ sung gì và kết quả, cũ nhất trước."
    )

    def get_number(self, row: FollowUp) -> str:
        return rater_hashes.follow_up_number(row.pk)

    def get_next_step(self, row: FollowUp) -> str:
        return workflow.NEXT_STEPS[row.status]

    def get_can_reply(self, row: FollowUp) -> bool:
        return row.status == Status.ASKED_BACK

    @extend_schema_field(FollowUpMessageSerializer(many=True))
    def get_messages(self, row: FollowUp) -> Any:
        """Return the messages; the outcome only once it is published."""
        hidden = set() if row.status == Status.PUBLISHED else {Move.HANDLE}
        said = [message for message in row.messages.all() if message.move not in hidden]
        return all_shown(FollowUpMessageSerializer, said)


class RatingSerializer(serializers.Serializer[Rating]):
    """A rating for the citizen who gave it."""

    id = serializers.UUIDField(source="key", help_text="Mã đánh giá; cán bộ không thấy mã này.")
    origin = serializers.ChoiceField(
        choices=Origin.choices, help_text="Hồ sơ đã xong, mã QR tại quầy hay áp phích."
    )
    origin_name = serializers.CharField(
        source="get_origin_display", help_text="Đánh giá bằng cách nào, bằng chữ."
    )
    office = ReachableOfficeSerializer(help_text="Đơn vị được đánh giá.")
    procedure = NamedProcedureSerializer(allow_null=True, help_text="Thủ tục; null khi không rõ.")
    questionnaire = serializers.IntegerField(
        source="questionnaire.number", help_text="Phiên bản bộ câu hỏi đã trả lời."
    )
    overall = serializers.IntegerField(help_text="Mức hài lòng chung.")
    aspects = serializers.DictField(
        child=serializers.IntegerField(), help_text="Mã tiêu chí → điểm."
    )
    words = serializers.CharField(allow_blank=True, help_text="Lời nhận xét.")
    rated_on = serializers.DateField(help_text="Ngày đánh giá; giờ không được lưu.")
    replaceable_until = serializers.SerializerMethodField(
        help_text="Đánh giá lại được đến hết ngày này; null khi không đánh giá lại được."
    )
    counts = serializers.BooleanField(
        source="current",
        help_text="Có được tính không; false khi người khác có quyền hơn đã đánh giá hồ sơ này, "
        "hoặc khi bị loại: đánh giá khống, trùng, hay chứng minh chưa đủ.",
    )
    follow_up = serializers.SerializerMethodField(
        help_text="Đơn vị làm gì với đánh giá chưa hài lòng; null khi không có."
    )

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_replaceable_until(self, rating: Rating) -> str | None:
        until = workflow.replaceable_until(rating.rated_on)
        return (
            until.isoformat()
            if rating.current and rating.origin == Origin.DOSSIER and until >= timezone.localdate()
            else None
        )

    @extend_schema_field(RatedFollowUpSerializer(allow_null=True))
    def get_follow_up(self, rating: Any) -> Any:
        """Return the follow-up, even if the mark has improved since."""
        return shown(RatedFollowUpSerializer, rating.followed) if rating.followed else None
