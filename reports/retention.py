"""How long reports keep what people said and sent.

No text found sets these periods: the province decides. As shipped they follow the limitation of
most acts, one year (Law on Handling of Administrative Violations, article 6), and another year for
complaints. The counts of an office by day and kind stay.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from foundation.records.retention import RetentionClass
from reports.actions.erasing import erase_words
from reports.evidence.holders import LIFETIME, OF_TICKET
from reports.evidence.removing import remove
from reports.models import Evidence, HandOver, Report, SendingDay
from reports.workflow import Outcome, Status

_UNPROVEN = (
    Q(status__in=[Status.WITHDRAWN, Status.DECLINED])
    | Q(status=Status.CONCLUDED, outcome=Outcome.INSUFFICIENT)
    | Q(status=Status.MERGED, decided_at__isnull=False, outcome="")  # declined with its incident
)
# A merged report ends when its incident is decided.
_DECIDED = Q(status=Status.CONCLUDED) | Q(status=Status.MERGED, decided_at__isnull=False)


def _with_words(before: datetime) -> QuerySet[Report]:
    """Return ended reports that still have words, and in which nothing happened since `before`."""
    return Report.objects.filter(erased_at__isnull=True, ended_at__lt=before, changed_at__lt=before)


def _unproven(before: datetime) -> QuerySet[Report]:
    return _with_words(before).filter(_UNPROVEN)


def _concluded(before: datetime) -> QuerySet[Report]:
    rows = _with_words(before).filter(_DECIDED).exclude(_UNPROVEN)
    return rows.exclude(outcome=Outcome.HANDED_OVER)


def _handed_over(before: datetime) -> QuerySet[Report]:
    """Return the reports whose receiving body acknowledged them before `before`.

    Reports of one incident are handed over together, with the slip of the leading one. Recording
    the receipt later than it came prolongs nothing.
    """
    acknowledged = HandOver.objects.filter(office__isnull=True, acknowledged_at__lt=before)
    own = Exists(acknowledged.filter(report=OuterRef("pk")))
    leading = Exists(acknowledged.filter(report__incident=OuterRef("incident")))
    return Report.objects.filter(
        Q(own) | Q(leading),
        outcome=Outcome.HANDED_OVER,
        erased_at__isnull=True,
        ended_at__lt=before,
    )


def _unused_evidence(before: datetime) -> QuerySet[Evidence]:
    """Return what nobody sent. What a ticket holds goes with the ticket, so that room stays."""
    ended = Q(holder_hash__startswith=OF_TICKET, uploaded_at__lt=timezone.now() - LIFETIME)
    unsent = Evidence.objects.filter(report__isnull=True, removed_at__isnull=True)
    return unsent.filter(Q(uploaded_at__lt=before) | ended)


def _past_days(now: datetime) -> QuerySet[Any]:
    return SendingDay.objects.filter(day__lt=timezone.localdate(now))


CLASSES = (
    RetentionClass(
        "unused_evidence",
        "Ảnh, video đã tải lên mà không gửi kèm phản ánh",
        "Tệp không được gửi thì không còn cần.",
        _unused_evidence,
        setting="EVIDENCE_UNUSED_DAYS",
        minimum_days=2,
        remove=remove,
    ),
    RetentionClass(
        "unproven_reports",
        "Nội dung, tệp và danh tính trong phản ánh đã rút, không thụ lý hoặc chưa đủ căn cứ",
        "Để xem xét lại khi người gửi đề nghị; sau đó chỉ còn đơn vị, loại, thời điểm và kết quả.",
        _unproven,
        setting="REPORT_UNPROVEN_DAYS",
        minimum_days=30,
        remove=erase_words,
    ),
    RetentionClass(
        "concluded_reports",
        "Nội dung, tệp và danh tính trong phản ánh đã có kết luận",
        "Thời hiệu xử phạt một năm và một năm giải quyết khiếu nại; sau đó chỉ còn đơn vị, loại, "
        "thời điểm và kết quả.",
        _concluded,
        setting="REPORT_CONCLUDED_DAYS",
        minimum_days=30,
        remove=erase_words,
    ),
    RetentionClass(
        "handed_over_reports",
        "Nội dung, tệp và danh tính trong phản ánh đã chuyển cơ quan có thẩm quyền, kể từ khi cơ "
        "quan đó xác nhận",
        "Cơ quan nhận đã có bản gốc; giữ thêm để đối chiếu.",
        _handed_over,
        setting="REPORT_HANDED_OVER_DAYS",
        minimum_days=30,
        remove=erase_words,
    ),
    RetentionClass(
        "report_sending_days",
        "Số phản ánh một người gửi trong ngày",
        "Để không ai gửi ồ ạt; hết ngày thì không còn cần.",
        _past_days,
        text="Đến hết ngày",
        public=False,
    ),
)
