"""The job of `foundation.records`, which knows nothing of jobs."""

from django.utils import timezone

from foundation.records import checks, retention
from foundation.work.registry import DAY, HOUR, JobFailed, every


@every(DAY, "Xoá dữ liệu hết thời hạn lưu", at="02:30", limit=2 * HOUR, nice=10)
def apply_retention() -> str:
    """Delete what was kept long enough."""
    if wrong := checks.faults_before_deleting():
        raise JobFailed("\n".join(f"{message.msg} {message.hint}" for message in wrong))
    done = retention.go_through(retention.classes(), timezone.now(), apply=True)
    return ", ".join(f"{one.name} {count}" for one, count in done if count)
