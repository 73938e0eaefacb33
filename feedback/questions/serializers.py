"""What citizens send and receive about questions."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from citizens.validators import clean_text
from feedback.excerpts import excerpt
from feedback.models import Author, Photo, Question, QuestionMessage
from feedback.models.question import MAX_PHOTOS, MAX_TEXT
from feedback.photos import addresses
from feedback.questions import workflow
from feedback.questions.workflow import Move, Status
from foundation.api.answers import shown
from foundation.api.bodies import Body
from foundation.api.moments import MomentField, MomentsSerializer
from offices.api.reachable import ReachableOfficeSerializer
from procedures.api.serializers import FIRST, DangerSerializer, SearchHintSerializer
from procedures.choices import Level
from procedures.models import Procedure
from procedures.publishing.lookup import known_to_citizens

BEGINNING = 120
MAX_NAME = 200


class TextBody(Body):
    """A body with a text."""

    text = serializers.CharField(
        max_length=MAX_TEXT, help_text=f"Nội dung, tối đa {MAX_TEXT} ký tự."
    )

    def validate_text(self, text: str) -> str:
        """Remove invisible characters; refuse an empty text."""
        cleaned = clean_text(text)
        if not cleaned:
            raise serializers.ValidationError("Hãy ghi nội dung.", code="blank")
        return cleaned


class QuestionMessageBody(TextBody):
    """POST questions/{id}/messages/."""

    example: ClassVar = {"text": "Tôi gửi thêm ảnh tờ khai."}

    photos = serializers.ListField(
        child=serializers.CharField(max_length=addresses.MAX_NAME),
        required=False,
        default=list,
        max_length=MAX_PHOTOS,
        help_text=f"Tối đa {MAX_PHOTOS} ảnh đã tải lên: từng phần tử của `images`, gửi lại nguyên "
        "văn.",
    )

    def validate_photos(self, names: list[str]) -> list[UUID | None]:
        """Return the photos' ids."""
        keys = [addresses.read_photo_id(name) for name in names]
        if None in keys or len(set(keys)) < len(keys):
            raise serializers.ValidationError("Có ảnh không đúng hoặc trùng nhau.", code="invalid")
        return keys


class QuestionBody(QuestionMessageBody):
    """POST questions/."""

    example: ClassVar = {"text": "Đăng ký tạm trú cần giấy tờ gì?", "field": "cutru"}

    office = serializers.CharField(
        required=False,
        max_length=MAX_NAME,
        help_text="Mã đơn vị muốn hỏi; không gửi thì hệ thống chọn đơn vị.",
    )
    procedure = serializers.CharField(
        required=False, max_length=MAX_NAME, help_text="Mã hoặc mã quốc gia của thủ tục muốn hỏi."
    )
    dossier = serializers.CharField(
        required=False, max_length=MAX_NAME, help_text="Mã hồ sơ của chính công dân."
    )
    field = serializers.CharField(
        required=False,
        max_length=MAX_NAME,
        help_text="Mã lĩnh vực, khi không rõ thủ tục; xem fields/.",
    )
    place = serializers.CharField(
        required=False,
        max_length=MAX_NAME,
        help_text="Tên xã, phường nơi công dân ở, tên mới hoặc cũ.",
    )


class QuestionSuggestionsBody(TextBody):
    """POST questions/suggestions/."""

    example: ClassVar = {"text": "mat the can cuoc"}


class QuestionChangeBody(Body):
    """PATCH questions/{id}/."""

    example: ClassVar = {"solved": True}

    solved = serializers.BooleanField(
        help_text="true: công dân xác nhận việc đã được giải quyết. Muốn hỏi tiếp thì viết tiếp."
    )

    def validate_solved(self, solved: bool) -> bool:  # noqa: FBT001  # DRF's signature
        """Refuse false: a citizen who wants more writes a message."""
        if not solved:
            raise serializers.ValidationError(
                "Muốn hỏi tiếp, hãy viết tiếp vào câu hỏi.", code="invalid"
            )
        return solved


class NamedProcedureSerializer(serializers.Serializer[Procedure]):
    """The procedure of a question."""

    id = serializers.CharField(source="pk", help_text="Mã thủ tục.")
    short_name = serializers.SerializerMethodField(help_text="Tên gọi.")

    def get_short_name(self, procedure: Procedure) -> str:
        """Return the published name."""
        return known_to_citizens(procedure).short_name


class SentPhotoSerializer(serializers.Serializer[Photo]):
    """A photo of a message."""

    url = serializers.SerializerMethodField(
        help_text="Địa chỉ đầy đủ, dùng được trong vài phút; hết hạn thì đọc lại câu hỏi."
    )
    small_url = serializers.SerializerMethodField(
        help_text="Địa chỉ của bản nhỏ cho danh sách, cạnh dài 320 điểm ảnh, tối đa 30 kB; dùng "
        "được trong vài phút."
    )
    width = serializers.IntegerField(help_text="Rộng, điểm ảnh.")
    height = serializers.IntegerField(help_text="Cao, điểm ảnh.")

    def get_url(self, photo: Photo) -> str:
        return self._absolute(addresses.sign_path(photo))

    def get_small_url(self, photo: Photo) -> str:
        return self._absolute(addresses.sign_small_path(photo))

    def _absolute(self, path: str) -> str:
        """Return the whole address: inside Zalo a page's own host is not ours.

        In an export of personal data, which has no request, it is the path alone.
        """
        request: Request | None = self.context.get("request")
        return request.build_absolute_uri(path) if request else path


class QuestionMessageSerializer(serializers.Serializer[QuestionMessage]):
    """A message, without the officer's name: the office answers."""

    author = serializers.ChoiceField(
        choices=Author.choices, help_text="Ai nói: công dân hay cán bộ."
    )
    author_name = serializers.CharField(source="get_author_display", help_text="Ai nói, bằng chữ.")
    text = serializers.CharField(help_text="Nội dung.")
    at = MomentField(help_text="Lúc nói (UTC).")
    photos = SentPhotoSerializer(many=True, source="photos.all", help_text="Ảnh gửi kèm.")


class LastAnswerSerializer(serializers.Serializer[Any]):
    """The office's last message."""

    text = serializers.CharField(source="answer", help_text="Nội dung, đầy đủ.")
    at = MomentField(source="answered_at", help_text="Lúc nói (UTC).")


class QuestionCardSerializer(MomentsSerializer[Question]):
    """A question in the list."""

    status = serializers.ChoiceField(choices=Status.choices, help_text="Câu hỏi đang ở bước nào.")
    status_name = serializers.CharField(
        source="get_status_display", read_only=True, help_text="Tình trạng, hiển thị được."
    )
    office = ReachableOfficeSerializer(help_text="Đơn vị trả lời.")
    beginning = serializers.SerializerMethodField(help_text="Phần đầu của câu hỏi.")
    last_answer = serializers.SerializerMethodField(
        help_text="Lời sau cùng của đơn vị; null khi chưa có."
    )

    class Meta:
        model = Question
        fields = [
            "id",
            "status",
            "status_name",
            "office",
            "beginning",
            "last_answer",
            "asked_at",
            "changed_at",
            "due_at",
        ]

    def get_beginning(self, question: Any) -> str:
        return excerpt(question.beginning, BEGINNING)

    @extend_schema_field(LastAnswerSerializer(allow_null=True))
    def get_last_answer(self, question: Any) -> Any:
        return shown(LastAnswerSerializer, question) if question.answered_at else None


class QuestionDetailSerializer(MomentsSerializer[Question]):
    """A question for the citizen who asked it."""

    status = serializers.ChoiceField(choices=Status.choices, help_text="Câu hỏi đang ở bước nào.")
    status_name = serializers.CharField(
        source="get_status_display", read_only=True, help_text="Tình trạng, hiển thị được."
    )
    next_step = serializers.SerializerMethodField(
        help_text="Việc công dân làm tiếp, hiển thị được."
    )
    office = ReachableOfficeSerializer(help_text="Đơn vị trả lời.")
    procedure = NamedProcedureSerializer(
        allow_null=True, help_text="Thủ tục được hỏi; null khi không có."
    )
    dossier = serializers.SerializerMethodField(help_text="Mã hồ sơ được hỏi; null khi không có.")
    messages = serializers.SerializerMethodField(
        help_text="Những gì hai bên đã nói, cũ nhất trước."
    )
    can_solve = serializers.SerializerMethodField(help_text="Công dân xác nhận đã giải quyết được.")
    can_write = serializers.SerializerMethodField(
        help_text="Công dân viết tiếp được; với câu hỏi đã trả lời là hỏi tiếp."
    )
    can_write_until = serializers.SerializerMethodField(
        help_text="Hỏi tiếp được đến lúc này (UTC); null khi không có hạn."
    )
    merged_into = serializers.IntegerField(
        source="merged_into_id", allow_null=True, help_text="Câu hỏi mà câu này đã gộp vào."
    )

    class Meta:
        model = Question
        fields = [
            "id",
            "status",
            "status_name",
            "next_step",
            "office",
            "procedure",
            "dossier",
            "asked_at",
            "changed_at",
            "due_at",
            "can_solve",
            "can_write",
            "can_write_until",
            "merged_into",
            "messages",
        ]

    def get_next_step(self, question: Question) -> str:
        return workflow.NEXT_STEPS[question.status]

    def get_dossier(self, question: Question) -> str | None:
        return question.dossier.code if question.dossier else None

    @extend_schema_field(QuestionMessageSerializer(many=True))
    def get_messages(self, question: Any) -> Any:
        said = question.conversation[::-1]
        return QuestionMessageSerializer(said, many=True, context=self.context).data

    def get_can_solve(self, question: Question) -> bool:
        return workflow.is_allowed(Move.SOLVE, question.status, citizen=True)

    def get_can_write(self, question: Question) -> bool:
        return question.may_be_written_to()

    @extend_schema_field(MomentField(allow_null=True))
    def get_can_write_until(self, question: Question) -> str | None:
        until = (
            workflow.reopens_until(question.ended_at)
            if question.ended_at and question.may_be_written_to()
            else None
        )
        return MomentField().to_representation(until) if until else None


class PublishedAnswerSerializer(serializers.Serializer[Any]):
    """A published answer."""

    id = serializers.IntegerField(help_text="Mã câu trả lời.")
    question = serializers.CharField(help_text="Câu hỏi.")
    answer = serializers.CharField(help_text="Câu trả lời.")
    field = serializers.CharField(allow_null=True, help_text="Mã lĩnh vực; null khi là việc chung.")
    procedures = serializers.ListField(
        child=serializers.CharField(), help_text="Mã các thủ tục liên quan."
    )
    version = serializers.IntegerField(help_text="Phiên bản.")
    published_at = MomentField(help_text="Công bố lúc (UTC).")


class FoundProcedureSerializer(serializers.Serializer[Any]):
    """A procedure that may answer the question."""

    id = serializers.CharField(help_text="Mã thủ tục.")
    short_name = serializers.CharField(help_text="Tên gọi.")
    levels = serializers.ListField(
        child=serializers.ChoiceField(Level.choices), help_text="Cấp tiếp nhận."
    )
    level_names = serializers.ListField(
        child=serializers.CharField(),
        help_text="Tên các cấp tiếp nhận, theo thứ tự của `levels`: phân biệt các thủ tục cùng "
        "tên.",
    )


class QuestionSuggestionsSerializer(serializers.Serializer[Any]):
    """Possible answers to a question before it is sent."""

    danger = DangerSerializer(allow_null=True, help_text=FIRST)
    hints = SearchHintSerializer(many=True, help_text="Việc của cơ quan khác: đọc trước khi gửi.")
    answers = PublishedAnswerSerializer(
        many=True, help_text="Câu trả lời đã công bố, phù hợp nhất trước."
    )
    procedures = FoundProcedureSerializer(
        many=True, help_text="Thủ tục phù hợp, phù hợp nhất trước."
    )
