"""Retention of officers' sessions, sign-ins, reviews and the admin's history."""

from datetime import datetime

from axes.models import AccessAttempt, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from foundation.records.retention import RetentionClass, expire_rows
from officers.models import AccessChange, AccountReview


def _ended_sessions(before: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=before)


def _failed_sign_ins(before: datetime) -> QuerySet[AccessAttempt]:
    rows: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(attempt_time__lt=before)
    return rows


def _sign_ins(before: datetime) -> QuerySet[AccessLog]:
    rows: QuerySet[AccessLog] = AccessLog.objects.filter(attempt_time__lt=before)
    return rows


def _history(before: datetime) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(action_time__lt=before)


def _reviews(before: datetime) -> QuerySet[AccountReview]:
    return AccountReview.objects.filter(at__lt=before)


def _confirmations(before: datetime) -> QuerySet[AccessChange]:
    return AccessChange.objects.filter(settled_at__lt=before, is_password_known=False)


CLASSES = (
    RetentionClass(
        "account_reviews",
        "Lượt rà soát tài khoản cán bộ",
        "Để biết lãnh đạo nào đã rà soát quyền của ai.",
        _reviews,
        setting="ACCESS_LOG_DAYS",
        minimum_days=AccountReview.MINIMUM_DAYS,
        remove=expire_rows,
        public=False,
    ),
    RetentionClass(
        "account_confirmations",
        "Lượt xác nhận thay đổi tài khoản cán bộ",
        "Để biết ai đã mở tài khoản của ai và ai đã xác nhận.",
        _confirmations,
        setting="ACCESS_LOG_DAYS",
        public=False,
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
