"""How long the counts of searches and readings are kept."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from foundation.records.retention import RetentionClass
from procedures.models import ReadCount, SearchCount


def _searches_before(moment: datetime) -> QuerySet[SearchCount]:
    return SearchCount.objects.filter(day__lt=timezone.localdate(moment))


def _readings_before(moment: datetime) -> QuerySet[ReadCount]:
    return ReadCount.objects.filter(day__lt=timezone.localdate(moment))


CLASSES = (
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
