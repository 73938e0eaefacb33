"""Export, erasure and retention of questions and photos."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from citizens.access_log import Kind
from citizens.models import Citizen
from citizens.privacy.personal_data_registry import Kept, PersonalData
from feedback import outward
from feedback.models import FaqEntry, Photo, Question, QuestionEvent, QuestionMessage
from feedback.needs import need_counts
from feedback.photos import actions as photos
from feedback.questions import conversation, own_questions
from feedback.questions.actions import PAGE
from feedback.questions.workflow import OPEN, Move, Status
from foundation.api.answers import all_shown
from foundation.database.prepared import Given, Prepared
from foundation.desk.one_screen import notes
from foundation.records.retention import RetentionClass


def export(citizen: Citizen) -> list[dict[str, Any]]:
    """Return the citizen's questions with both sides' messages.

    Photos come as addresses and sizes.
    """
    # Serializers need models that are loaded after the registry.
    from feedback.questions.serializers import QuestionDetailSerializer

    return all_shown(QuestionDetailSerializer, conversation.all_of(citizen))


def erase(citizen: Citizen) -> Iterable[Kept]:
    """Delete messages and photos, and unlink the questions. The citizen's row is locked."""
    photos.delete_photos(citizen.photos.all())
    own = Question.objects.of_citizen(citizen).select_for_update()
    return [Kept(KEPT, WHY_KEPT)] if forget_words(own) else []


def forget_photos(citizen: Citizen) -> None:
    """Delete every photo of a citizen who withdrew consent. The citizen's row is locked."""
    photos.delete_photos(citizen.photos.all())
    photos.delete_photos(
        Photo.objects.filter(message__question__in=Question.objects.of_citizen(citizen))
    )


KEPT = (
    "Đơn vị, thủ tục, thời điểm và kết quả của các câu hỏi, không còn nội dung và không còn "
    "dẫn tới ai"
)
WHY_KEPT = (
    "Thống kê nhu cầu và thời gian trả lời của đơn vị; không còn là dữ liệu cá nhân (Luật "
    "91/2025/QH15)"
)


def forget_words(questions: QuerySet[Question]) -> int:
    """Delete messages, photos and every link to a person; open questions end.

    Returns the number of questions.
    """
    now, keys = timezone.now(), list(questions.order_by("pk").values_list("pk", flat=True))
    photos.delete_photos(Photo.objects.filter(message__question__in=keys))
    QuestionMessage.objects.filter(question__in=keys).delete()
    notes.forget(PAGE, keys)
    # Unpublished drafts contain the citizen's words.
    FaqEntry.objects.filter(source__in=keys, versions__isnull=True).delete()
    held = Question.objects.filter(pk__in=keys)
    pairs = need_counts.pairs_of_questions(held)
    held.filter(status__in=OPEN).update(status=Status.CLOSED, ended_at=now, due_at=None)
    held.update(citizen=None, dossier=None, words="", erased_at=now, changed_at=now)
    erased = [(one, _erased(one, now)) for one in held]
    QuestionEvent.objects.bulk_create(event for _one, event in erased)
    outward.tell_of_questions(erased)
    need_counts.subtract(pairs)
    return len(keys)


def _erased(question: Question, now: datetime) -> QuestionEvent:
    office, status = question.office_id, question.status
    return QuestionEvent(
        question=question, move=Move.ERASE, status=status, office_id=office, at=now
    )


def _ended_with_words(before: datetime) -> QuerySet[Question]:
    """Return the questions that ended before `before` and still have words.

    A question to the citizen that was never answered counts as ended.
    """
    unanswered = Q(status=Status.ASKED_BACK, changed_at__lt=before)
    return Question.objects.filter(erased_at__isnull=True, asked_at__lt=before).filter(
        Q(ended_at__lt=before) | unanswered
    )


def _forget_ended(rows: QuerySet[Question]) -> int:
    return forget_words(rows.select_for_update())  # somebody may be answering just now


def _sweep_photos(rows: QuerySet[Photo]) -> int:
    return photos.delete_photos(rows)


def _question_ids(citizen: Citizen) -> Iterable[int]:
    return _IDS.rows(citizen=citizen.pk)


_IDS = Prepared(lambda: Question.objects.of_citizen(Given("citizen")).values_list("pk", flat=True))
PART = PersonalData("questions", "Câu hỏi và ảnh đã gửi", export, erase, rows=own_questions.ROWS)
KIND = Kind("question", "Câu hỏi", _question_ids, own_questions.ROWS)
CLASSES = (
    RetentionClass(
        "question_words",
        "Nội dung và ảnh của câu hỏi đã kết thúc",
        "Để xem lại câu trả lời và giải quyết khiếu nại; sau đó chỉ còn đơn vị, thủ tục, thời "
        "điểm và kết quả. Câu hỏi chờ ông/bà bổ sung quá thời gian này cũng kết thúc.",
        _ended_with_words,
        setting="QUESTION_WORDS_DAYS",
        minimum_days=30,
        remove=_forget_ended,
    ),
    RetentionClass(
        "unused_photos",
        "Ảnh đã tải lên mà không gửi",
        "Ảnh không được gửi kèm câu hỏi thì không còn cần.",
        photos.unused_photos,
        setting="PHOTO_UNUSED_DAYS",
        minimum_days=2,
        remove=_sweep_photos,
    ),
)
