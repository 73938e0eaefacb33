"""Retention of idempotency keys."""

from datetime import datetime

from django.db.models import QuerySet

from foundation.api.models import IdempotencyKey
from foundation.records.retention import RetentionClass


def _keys_before(before: datetime) -> QuerySet[IdempotencyKey]:
    return IdempotencyKey.objects.filter(at__lt=before)


CLASSES = (
    RetentionClass(
        "idempotency_keys",
        "Khoá chống gửi lặp",
        "Để một yêu cầu gửi lại không được thực hiện hai lần; không có nội dung.",
        _keys_before,
        setting="IDEMPOTENCY_DAYS",
    ),
)
