"""How long the log of changes, officers' notes, drafts and marks of sent forms are kept."""

from datetime import datetime

from django.db.models import QuerySet

from foundation.desk import drafts
from foundation.desk.models import ChangeEntry, Draft, Note, SentForm
from foundation.records.retention import RetentionClass, expire_rows


def _changes_before(before: datetime) -> QuerySet[ChangeEntry]:
    return ChangeEntry.objects.filter(at__lt=before)


def _notes_before(before: datetime) -> QuerySet[Note]:
    return Note.objects.filter(at__lt=before)


def _sent_forms_before(now: datetime) -> QuerySet[SentForm]:
    """Return marks that no draft can ask for any more."""
    return SentForm.objects.filter(at__lt=now - drafts.KEPT)


def _drafts_before(now: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(at__lt=now - drafts.KEPT)


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
        "Ghi chú nội bộ của cán bộ khi giải quyết câu hỏi, phản ánh, đánh giá và yêu cầu",
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
    RetentionClass(
        "drafts",
        "Điều cán bộ đang viết mà chưa gửi",
        "Để mất phiên, đóng trình duyệt hay đổi máy không phải viết lại; gửi xong thì xoá ngay.",
        _drafts_before,
        text="7 ngày",
        public=False,
    ),
)
