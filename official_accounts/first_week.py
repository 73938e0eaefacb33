"""Steps of the first week that are about Zalo: the app, and an Official Account."""

from django.utils import timezone

from foundation.zalo import configuration
from officers.first_page.first_week.steps import Found, Place, Step
from official_accounts import health
from official_accounts.models import OaToken, OfficialAccount


def _app() -> Found:
    if configuration.current().configured:
        return Found("Người dân đăng nhập được bằng Zalo.", done=True)
    return Found("Chưa có ứng dụng Zalo: người dân chỉ tra cứu được.", done=False)


def _account() -> Found:
    now = timezone.now()
    tokens = OaToken.objects.defer("access_token", "refresh_token")  # to decrypt them takes time
    used = tokens.filter(account__in=OfficialAccount.objects.in_use())
    working = sum(health.token_state(one, now).level != "danger" for one in used)
    return Found(f"{working} tài khoản đang kết nối.", done=working > 0)


STEPS = (
    Step(
        "zalo_app", 60, "Ứng dụng Zalo",
        "Người vận hành máy chủ gõ police-portal zalo và nhập mã, khoá mà Zalo đã cấp.",
        _app,
    ),
    Step(
        "official_account", 70, "Kết nối Official Account",
        "Người quản trị tài khoản của tỉnh ngồi cùng máy và đồng ý cấp quyền.",
        _account,
        (
            Place(
                "Kết nối Official Account", "admin:official_accounts_officialaccount_connect",
                "official_accounts.connect_officialaccount",
            ),
            Place(
                "Official Account", "admin:official_accounts_officialaccount_changelist",
                "official_accounts.view_officialaccount",
            ),
        ),
    ),
)  # fmt: skip
