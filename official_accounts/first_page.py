"""On the officers' first page: Zalo channels that stand still, tokens that end."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from foundation.zalo import configuration
from officers.first_page.watches import Noticed, Watch
from official_accounts import health
from official_accounts.models import OaToken, OfficialAccount

MOST = 1_000  # accounts that are looked at


def _channels(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield what stands still at any account, the province's without a number."""
    names = dict(OfficialAccount.objects.values_list("pk", "name")[:MOST])
    for account, still in health.stops_by_account(timezone.now()).items():
        where = names.get(account, "") if account else "Toàn tỉnh"
        for one in still:
            until = f", đến {timezone.localtime(one.until):%H:%M %d/%m/%Y}" if one.until else ""
            yield Noticed(f"{where}: {one.what} đang dừng{until}", _address(account), "danger")


def _tokens(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield the accounts in use whose pair of tokens ends or was refused, the worst first."""
    if not configuration.current().configured:
        return
    now = timezone.now()
    pairs = OaToken.objects.defer("access_token", "refresh_token")  # to decrypt them takes time
    tokens = {row.account_id: row for row in pairs[:MOST]}
    rows = OfficialAccount.objects.in_use().order_by("name")[:MOST]
    states = [(row, health.token_state(tokens.get(row.pk), now)) for row in rows]
    for row, state in sorted(states, key=lambda one: one[1].level):
        if state is not health.WORKS:
            yield Noticed(f"{row}: {state.name}", _address(row.pk), state.level)


def _address(account: int | None) -> str:
    if account is None:
        return reverse("admin:official_accounts_officialaccount_changelist")
    return reverse("admin:official_accounts_officialaccount_change", args=[account])


_VIEW = "official_accounts.view_officialaccount"
WATCHES = (
    Watch(1, "Kênh Zalo đang dừng", _VIEW, _channels, "Mọi kênh đang hoạt động."),
    Watch(2, "Mã truy cập Official Account", _VIEW, _tokens, "Không mã nào sắp hết hạn."),
)
