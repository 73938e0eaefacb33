"""What announcements need without a request: their times, articles, figures, lost files."""

from datetime import timedelta

from django.utils import timezone

from announcements.articles import statistics
from announcements.articles.worker import Worker
from announcements.pictures import sweeping
from announcements.publishing import working
from foundation.records.leases import unique_name
from foundation.work.pulse import Pulse
from foundation.work.registry import DAY, HOUR, JobFailed, every, loop
from foundation.zalo import configuration
from zalo_client.errors import ZaloError


@loop("Đăng bản tin đến giờ, bỏ ghim, cho hết hạn")
def publish_announcements(stop: Pulse, *, once: bool) -> int:
    """Make the moves whose time has come; return how many."""
    return working.run(stop, once=once)


@loop("Đưa bản tin lên các Official Account")
def send_articles(stop: Pulse, *, once: bool) -> int:
    """Make, change and remove articles; send broadcasts. Return how often Zalo was called."""
    if not configuration.current().configured:
        if not once:
            stop.wait()
        return 0
    try:
        return Worker(unique_name(), stop).run(once=once)
    except ZaloError as error:
        raise JobFailed(f"Địa chỉ của Zalo không hợp lệ ({error}): kiểm tra ZALO_…_URL.") from None


@every(DAY, "Đọc lượt xem bài trên Official Account", at="03:10", limit=HOUR / 2)
def count_articles() -> str:
    """Read what Zalo counts of articles."""
    if not configuration.current().configured:
        return ""
    done = statistics.count_all()
    return f"Đã đọc số liệu của {done.read} bài, {done.failed} bài chưa đọc được."


@every(
    DAY,
    "Dọn tệp ảnh của bản tin không còn dùng",
    at="02:30",
    after="apply_retention",
    limit=2 * HOUR,
    nice=10,
)
def sweep_pictures() -> str:
    """Delete picture files that no row knows: a process died, or the storage was away."""
    removed = sweeping.delete_lost_files(timezone.now() - timedelta(days=1))
    return f"Đã xoá {removed} tệp ảnh không còn dùng."
