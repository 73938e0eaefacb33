"""How long the catalogue's by-products are kept."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from foundation.records.retention import RetentionClass
from procedures.models import ReadCount, SearchCount


def _counts(before: datetime) -> QuerySet[Any]:
    return SearchCount.objects.filter(day__lt=timezone.localdate(before))


def _reads(before: datetime) -> QuerySet[Any]:
    return ReadCount.objects.filter(day__lt=timezone.localdate(before))


CLASSES = (
    RetentionClass(
        "search_counts",
        "Lượt tìm kiếm theo ngày",
        "Để biết người dân tìm gì mà cải thiện danh mục; không gắn với người nào.",
        _counts,
        setting="SEARCH_COUNT_DAYS",
        batch=5000,
        public=False,
    ),
    RetentionClass(
        "read_counts",
        "Lượt xem thủ tục theo ngày",
        "Để biết thủ tục nào được xem nhiều; không gắn với người nào.",
        _reads,
        setting="SEARCH_COUNT_DAYS",
        batch=5000,
        public=False,
    ),
)
