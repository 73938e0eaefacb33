"""How long the log of changes, officers' notes and marks of sent forms are kept."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from foundation.desk.models import ChangeEntry, Note, SentForm
from foundation.records.retention import RetentionClass, expire_rows


def _changes_before(before: datetime) -> QuerySet[ChangeEntry]:
    return ChangeEntry.objects.filter(at__lt=before)


def _notes_before(before: datetime) -> QuerySet[Note]:
    return Note.objects.filter(at__lt=before)


# As long as a browser keeps a draft, which asks whether it was taken.
SENT_FORMS_KEPT = timedelta(days=7)


def _sent_forms_before(now: datetime) -> QuerySet[SentForm]:
    return SentForm.objects.filter(at__lt=now - SENT_FORMS_KEPT)


CLASSES = (
    RetentionClass(
        "changes",
        "Nhật ký thay đổi của cán bộ",
        "Để kiểm tra ai đã thay đổi gì, trước và sau; không có dữ liệu cá nhân của công dân.",
        _changes_before,
        setting="ACCESS_LOG_DAYS",
        minimum_days=ChangeEntry.MINIMUM_DAYS,
        remove=expire_rows,
        public=False,
    ),
    RetentionClass(
        "officers_notes",
        "Ghi chú nội bộ của cán bộ khi giải quyết câu hỏi, đánh giá và yêu cầu",
        "Để cán bộ phối hợp giải quyết; xoá sớm hơn cùng nội dung của công dân.",
        _notes_before,
        setting="NOTE_DAYS",
        minimum_days=30,
    ),
    RetentionClass(
        "sent_forms",
        "Dấu của biểu mẫu mà cán bộ đã gửi",
        "Để một biểu mẫu gửi hai lần chỉ được ghi một lần; không có chữ nào của biểu mẫu.",
        _sent_forms_before,
        text="7 ngày",
        public=False,
    ),
)
