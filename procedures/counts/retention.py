"""How long the counts of searches and readings are kept."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from foundation.records.retention import RetentionClass
from procedures.models import AnswerCount, AnswerMiss, ReadCount, SearchCount


def _searches_before(moment: datetime) -> QuerySet[SearchCount]:
    return SearchCount.objects.filter(day__lt=timezone.localdate(moment))


def _readings_before(moment: datetime) -> QuerySet[ReadCount]:
    return ReadCount.objects.filter(day__lt=timezone.localdate(moment))


def _cards_before(moment: datetime) -> QuerySet[AnswerCount]:
    return AnswerCount.objects.filter(day__lt=timezone.localdate(moment))


def _misses_before(moment: datetime) -> QuerySet[AnswerMiss]:
    return AnswerMiss.objects.filter(day__lt=timezone.localdate(moment))


CLASSES = (
    RetentionClass(
        "answer_counts",
        "Lượt thẻ trả lời theo ngày",
        "Để biết thẻ nào có ích, thẻ nào phải sửa; không gắn với người nào.",
        _cards_before,
        setting="SEARCH_COUNT_DAYS",
        batch=5000,
        public=False,
    ),
    RetentionClass(
        "answer_misses",
        "Câu hỏi chưa trả lời theo ngày",
        "Để biết người dân hỏi gì mà chưa có câu trả lời; không gắn với người nào.",
        _misses_before,
        setting="SEARCH_COUNT_DAYS",
        batch=5000,
        public=False,
    ),
    RetentionClass(
        "search_counts",
        "Lượt tìm kiếm theo ngày",
        "Để biết người dân tìm gì mà cải thiện danh mục; không gắn với người nào.",
        _searches_before,
        setting="SEARCH_COUNT_DAYS",
        batch=5000,
        public=False,
    ),
    RetentionClass(
        "read_counts",
        "Lượt xem thủ tục theo ngày",
        "Để biết thủ tục nào được xem nhiều; không gắn với người nào.",
        _readings_before,
        setting="SEARCH_COUNT_DAYS",
        batch=5000,
        public=False,
    ),
)
