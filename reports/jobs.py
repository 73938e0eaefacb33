"""What reports and their evidence need without a request."""

from django.utils import timezone

from foundation.work.registry import DAY, HOUR, MINUTE, WEEK, every
from reports.actions import reminding
from reports.evidence import sweeping, verifying_all


@every(15 * MINUTE, "Trả phản ánh hết hạn bổ sung về cán bộ", limit=10 * MINUTE)
def remind_reporters() -> str:
    """Send reports back to their office whose sender did not add what was asked."""
    return f"Đã trả {reminding.remind(timezone.now())} phản ánh về cán bộ."


@every(
    DAY,
    "Dọn tệp bằng chứng không còn dùng",
    at="02:30",
    after="apply_retention",
    limit=2 * HOUR,
    nice=10,
)
def sweep_evidence() -> str:
    """Delete files of evidence that no row knows; compute what receiving had no time for."""
    removed = sweeping.delete_lost_files(timezone.now())
    return f"Đã xoá {removed} tệp không còn dùng, tính {sweeping.hash_pictures()} dấu hình ảnh."


@every(WEEK, "Kiểm tra bằng chứng còn nguyên vẹn", at="03:30", limit=24 * HOUR, nice=19)
def verify_evidence() -> str:
    """Verify the originals and the chains of custody of all evidence; a fault is an alarm."""
    return verifying_all.verify_all()
