"""What Official Accounts need without a request: fresh tokens, profiles, Zalo's templates."""

from django.utils import timezone

from foundation.records.one_by_one import OneByOne
from foundation.work.registry import DAY, MINUTE, JobFailed, every
from foundation.zalo import configuration
from official_accounts import accounts, profiles, refreshing, registry
from official_accounts.calling import AccountCaller, FeatureStopped
from official_accounts.tokens import NoToken
from zalo_client.errors import ZaloError

MOST_PROFILES = 50  # in one run: a thousand accounts take as many runs as a day has


@every(10 * MINUTE, "Làm mới mã truy cập của các Official Account", limit=20 * MINUTE)
def refresh_accounts() -> str:
    """Renew the tokens that expire soon; read profiles once a day."""
    if not configuration.current().configured:
        return ""
    client = refreshing.create_client()
    try:
        done = refreshing.refresh_due(client)
        read, each = 0, OneByOne("oa_profile_broke")
        for account in profiles.unread(timezone.now())[:MOST_PROFILES]:
            with each.guard(account=account.oa_id):
                read += profiles.refresh(AccountCaller(account, client))
    finally:
        client.close()
    if done.failed:
        raise JobFailed("Có cặp mã chưa làm mới được: xem trang «Official Account».")
    each.end()
    return f"Đã làm mới {done.renewed} cặp mã; đọc thông tin {read} tài khoản."


@every(DAY, "Đọc lại danh sách mẫu tin của Zalo", at="02:40", limit=20 * MINUTE)
def refresh_templates() -> str:
    """Read Zalo's own list of templates: parameters, bounds, prices, quality."""
    account = accounts.province_account()
    if account is None:
        return ""
    try:
        count = registry.refresh(AccountCaller(account))
    except NoToken:
        raise JobFailed("Official Account của tỉnh chưa kết nối.") from None
    except (ZaloError, FeatureStopped) as error:
        raise JobFailed(f"Chưa đọc được danh sách mẫu (mã lỗi: {error}).") from None
    return f"Đã đọc {count} mẫu của Zalo."
