"""How long what belongs to no app of ours is kept.

Officers' sessions, sign-ins, history of the admin, keys of repeated writes.
"""

from datetime import datetime
from typing import Any

from axes.models import AccessAttempt, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from foundation.api.models import IdempotencyKey
from foundation.desk.models import ChangeEntry
from foundation.records.retention import RetentionClass
from officers.models import AccountReview


def _ended_sessions(before: datetime) -> QuerySet[Any]:
    return Session.objects.filter(expire_date__lt=before)


def _failed_sign_ins(before: datetime) -> QuerySet[Any]:
    rows: QuerySet[Any] = AccessAttempt.objects.filter(attempt_time__lt=before)
    return rows


def _sign_ins(before: datetime) -> QuerySet[Any]:
    rows: QuerySet[Any] = AccessLog.objects.filter(attempt_time__lt=before)
    return rows


def _history(before: datetime) -> QuerySet[Any]:
    return LogEntry.objects.filter(action_time__lt=before)


def _keys(before: datetime) -> QuerySet[Any]:
    return IdempotencyKey.objects.filter(at__lt=before)


def _changes(before: datetime) -> QuerySet[Any]:
    return ChangeEntry.objects.filter(at__lt=before)


def _reviews(before: datetime) -> QuerySet[Any]:
    return AccountReview.objects.filter(at__lt=before)


def _expire(rows: Any) -> int:
    return int(rows.expire())


CLASSES = (
    RetentionClass(
        "changes",
        "Nhật ký thay đổi của cán bộ",
        "Để kiểm tra ai đã thay đổi gì, trước và sau; không có dữ liệu cá nhân của công dân.",
        _changes,
        setting="ACCESS_LOG_DAYS",
        minimum_days=ChangeEntry.MINIMUM_DAYS,
        remove=_expire,
        public=False,
    ),
    RetentionClass(
        "account_reviews",
        "Lượt rà soát tài khoản cán bộ",
        "Để biết lãnh đạo nào đã rà soát quyền của ai.",
        _reviews,
        setting="ACCESS_LOG_DAYS",
        minimum_days=AccountReview.MINIMUM_DAYS,
        remove=_expire,
        public=False,
    ),
    RetentionClass(
        "idempotency_keys",
        "Khoá chống gửi lặp",
        "Để một yêu cầu gửi lại không được thực hiện hai lần; không có nội dung.",
        _keys,
        setting="IDEMPOTENCY_DAYS",
    ),
    RetentionClass(
        "officer_sessions",
        "Phiên làm việc của cán bộ",
        "Để cán bộ không phải đăng nhập lại trong ngày.",
        _ended_sessions,
        text="Đến khi phiên hết hạn",
        public=False,
    ),
    RetentionClass(
        "failed_sign_ins",
        "Lượt đăng nhập sai của cán bộ",
        "Để khoá và điều tra việc dò mật khẩu.",
        _failed_sign_ins,
        setting="SIGN_IN_LOG_DAYS",
        public=False,
    ),
    RetentionClass(
        "sign_ins",
        "Lượt đăng nhập của cán bộ",
        "Để điều tra việc dùng tài khoản trái phép.",
        _sign_ins,
        setting="SIGN_IN_LOG_DAYS",
        public=False,
    ),
    RetentionClass(
        "admin_history",
        "Lịch sử thao tác trong trang quản trị",
        "Để biết ai đã thay đổi gì; không có dữ liệu cá nhân của công dân.",
        _history,
        setting="ADMIN_HISTORY_DAYS",
        public=False,
    ),
)
