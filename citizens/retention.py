"""How long this app keeps sessions, its logs, words of requests, and unseen citizens."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from citizens import actions
from citizens.models import (
    AccessEntry,
    Citizen,
    EndedSession,
    Erasure,
    LookupTry,
    PersonalRequest,
    access,
    lookup_try,
)
from citizens.requests import personal_data as requests
from foundation.desk.one_screen import notes
from foundation.records.retention import RetentionClass, expire_rows


def _ended_sessions(before: datetime) -> QuerySet[EndedSession]:
    return EndedSession.objects.filter(expires_at__lt=before)


def _access_entries(before: datetime) -> QuerySet[AccessEntry]:
    return AccessEntry.objects.filter(at__lt=before)


def _lookup_tries(before: datetime) -> QuerySet[LookupTry]:
    return LookupTry.objects.filter(at__lt=lookup_try.DAYS.day_of(before))


def _answered_requests(before: datetime) -> QuerySet[PersonalRequest]:
    """Return closed requests that still hold words. Dates and outcome stay as proof."""
    return PersonalRequest.objects.filter(closed_at__lt=before).exclude(
        text="", extension_reason="", answer=""
    )


def _forget_words(rows: QuerySet[PersonalRequest]) -> int:
    notes.forget(requests.PAGE, list(rows.values_list("pk", flat=True)))
    return rows.update(text="", extension_reason="", answer="")


def _unseen_citizens(before: datetime) -> QuerySet[Citizen]:
    """Return citizens who did not log in since `before`.

    Blocked citizens and those with an open request are left out.
    """
    waiting = Q(pk__in=PersonalRequest.objects.open().values("citizen"))
    return (
        Citizen.objects.active()
        .filter(last_seen_on__lt=timezone.localdate(before))
        .exclude(waiting)
    )


def _erase(rows: QuerySet[Citizen]) -> int:
    """Erase these citizens, in the order in which others lock them."""
    citizens = list(rows.select_for_update().order_by("pk"))
    for citizen in citizens:
        actions.erase(citizen, Erasure.Cause.UNSEEN)
    return len(citizens)


def _blocked_identities(before: datetime) -> QuerySet[Citizen]:
    return Citizen.objects.filter(blocked_identity__isnull=False, erased_at__lt=before)


def _forget_identities(rows: QuerySet[Citizen]) -> int:
    return rows.update(blocked_identity=None)


CLASSES = (
    RetentionClass(
        "ended_sessions",
        "Phiên đã đăng xuất",
        "Để phiên đã đăng xuất không dùng lại được; hết hạn thì không còn cần.",
        _ended_sessions,
        text="Đến khi phiên tự hết hạn",
    ),
    RetentionClass(
        "access_log",
        "Nhật ký truy cập dữ liệu cá nhân",
        "Để kiểm tra ai đã xem dữ liệu của ai (Luật 91/2025/QH15); chỉ có mã nội bộ.",
        _access_entries,
        setting="ACCESS_LOG_DAYS",
        minimum_days=access.MINIMUM_DAYS,
        remove=expire_rows,
    ),
    RetentionClass(
        "lookup_tries",
        "Nhật ký tra cứu bằng mã",
        "Để chặn và điều tra việc dò mã hồ sơ, tin báo của người khác; không có mã đã gửi, không "
        "có địa chỉ mạng.",
        _lookup_tries,
        setting="LOOKUP_LOG_DAYS",
        minimum_days=lookup_try.MINIMUM_DAYS,
        remove=expire_rows,
        daily=lookup_try.DAYS,
    ),
    RetentionClass(
        "request_words",
        "Nội dung các yêu cầu về dữ liệu cá nhân đã kết thúc",
        "Để giải quyết khiếu nại về yêu cầu; sau đó chỉ còn loại, ngày và kết quả.",
        _answered_requests,
        setting="REQUEST_WORDS_DAYS",
        remove=_forget_words,
    ),
    RetentionClass(
        "unseen_citizens",
        "Tài khoản công dân không đăng nhập",
        "Không còn dùng dịch vụ thì dữ liệu không còn cần cho mục đích đã đồng ý.",
        _unseen_citizens,
        setting="CITIZEN_UNSEEN_DAYS",
        minimum_days=30,
        remove=_erase,
        # Each erasure touches every app, and its citizen stays locked until the batch is done.
        batch=20,
    ),
    RetentionClass(
        "blocked_identities",
        "Dấu tài khoản Zalo bị khoá đã xoá dữ liệu",
        "Ngăn lạm dụng: xoá dữ liệu không phải cách mở khoá. Dấu một chiều, không cho biết là ai.",
        _blocked_identities,
        setting="BLOCKED_IDENTITY_DAYS",
        minimum_days=30,
        remove=_forget_identities,
    ),
)
