"""What citizens' data needs without a request: notices sent, events of Zalo processed."""

from citizens.following import followers
from citizens.notices import worker
from citizens.webhooks import actions
from foundation.records.leases import unique_name
from foundation.records.one_by_one import OneByOne
from foundation.work.pulse import Pulse
from foundation.work.registry import MINUTE, JobFailed, every, loop
from foundation.zalo import configuration
from official_accounts.calling import AccountCaller
from zalo_client.errors import ZaloError

MOST_ACCOUNTS = 10  # in one run


@loop("Gửi thông báo ra ngoài ứng dụng")
def send_notices(stop: Pulse, *, once: bool) -> int:
    """Send notices outside the app; return how many deliveries were handled."""
    try:
        client = worker.create_client()
    except ZaloError as error:
        raise JobFailed(f"Địa chỉ của Zalo không hợp lệ ({error}): kiểm tra ZALO_…_URL.") from None
    try:
        return worker.Worker(unique_name(), client, stop).run(once=once)
    finally:
        client.close()


@every(2 * MINUTE, "Xử lý lại sự kiện Zalo còn dở dang", limit=5 * MINUTE)
def process_webhooks() -> str:
    """Process events that failed when they came."""
    done, failed = actions.process_leftovers()
    if failed:
        raise JobFailed(f"Còn {failed} sự kiện chưa xử lý được; xem webhook_failed trong nhật ký.")
    return f"Đã xử lý {done} sự kiện."


@every(10 * MINUTE, "Đọc danh sách người quan tâm", limit=20 * MINUTE)
def learn_followers() -> str:
    """Go on with the lists of followers of newly connected accounts."""
    if not configuration.current().configured:
        return ""
    rows = followers.waiting()[:MOST_ACCOUNTS]
    learnt, accounts = 0, OneByOne("followers_not_learnt")
    for row in rows:
        with accounts.guard(account=row.oa_id):
            learnt += followers.learn(AccountCaller(row))
    accounts.end()
    return f"Đã đọc {len(rows)} tài khoản, biết thêm {learnt} công dân."
