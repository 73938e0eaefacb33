"""Officers' pages of Official Accounts: health of each, connecting, what stands still."""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from unfold.decorators import display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminPasswordWidget

from foundation.desk.moves import BAD, RowButton, RowForm, RowPage, row_form
from foundation.desk.read_only import ReadOnlyAdmin
from offices.rights import reaches_all, within_reach
from official_accounts import calling, health
from official_accounts.admin.connect import Connects
from official_accounts.models import FeatureStop, OaToken, OfficialAccount
from zalo_client.graph import fits_header

# What stands still, read once for a page; each request has a context of its own.
_STOPS: ContextVar[Mapping[int | None, list[health.StandingStill]] | None] = ContextVar(
    "stops_by_account", default=None
)


class SecretForm(RowForm):
    """The account's own secret for webhooks; never shown again."""

    done = "Nhập khoá ký sự kiện"
    secret = forms.CharField(
        label="Khoá ký sự kiện",
        required=False,
        max_length=200,
        strip=True,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "off"}),
        help_text="Khoá bí mật của OA trên trang nhà phát triển. Để trống: dùng khoá chung.",
    )

    def clean_secret(self) -> str:
        """Refuse letters that no secret of Zalo's has."""
        secret = str(self.cleaned_data["secret"])
        if secret and not fits_header(secret):
            raise forms.ValidationError("Khoá chỉ gồm chữ không dấu, số và dấu câu.")
        return secret

    def act(self) -> None:
        self.row.webhook_secret = self.typed("secret")
        self.row.save(update_fields=["webhook_secret"])


def _retire(row: OfficialAccount, _officer: User) -> None:
    """Delete the tokens and send nothing from the account any more."""
    OaToken.objects.filter(account=row).delete()
    row.state = OfficialAccount.State.RETIRED
    row.save(update_fields=["state"])


def _run_again(row: OfficialAccount, _officer: User) -> None:
    """Let every feature of the account run again."""
    for stopped in FeatureStop.objects.filter(account=row):
        calling.resume(stopped)


DIALOGS = {
    "set_secret": RowButton(
        "Nhập khoá ký sự kiện", "khoa-webhook", "key", "connect", SecretForm,
        "Khoá ký sự kiện của tài khoản",
        "Dùng khi Zalo ký sự kiện của tài khoản này bằng khoá riêng. Khoá được mã hoá khi lưu.",
        "Lưu khoá",
    ),
    "retire": RowButton(
        "Ngừng dùng", "ngung-dung", "link_off", "connect",
        row_form(_retire, "Ngừng dùng Official Account"), "Ngừng dùng tài khoản",
        "Cặp mã bị xoá, không gì được gửi từ tài khoản này nữa. Tin nhắn tới vẫn vào hàng chờ.",
        "Ngừng dùng", BAD,
    ),
    "run_again": RowButton(
        "Cho chạy lại", "chay-lai", "play_circle", "connect",
        row_form(_run_again, "Cho việc đang dừng chạy lại"), "Cho việc đang dừng chạy lại",
        "Làm sau khi đã sửa nguyên nhân. Kênh thông báo có nút riêng ở «Kênh đang dừng».",
        "Cho chạy lại", ActionVariant.SUCCESS,
    ),
}  # fmt: skip


@admin.register(OfficialAccount)
class OfficialAccountAdmin(RowPage, Connects, ReadOnlyAdmin):
    """Every account and how it is. Nothing is typed here but what dialogs ask for."""

    dialogs = DIALOGS
    list_display = [
        "show_name",
        "office",
        "state",
        "show_tokens",
        "show_refresh",
        "show_stops",
        "show_quota",
        "webhook_seen_at",
    ]
    list_filter = ["state", "kind"]
    set_by_itself = ("webhook_seen_at",)
    search_fields = ["oa_id", "name", "office__name"]
    sortable_by = ()
    list_select_related = ["office", "token"]
    actions_list = ("connect",)
    actions_detail = ("set_secret", "retire", "run_again")
    fieldsets = [
        (
            "Tài khoản",
            {
                "fields": [
                    "oa_id", "name", "office", "kind", "is_verified", "package", "has_wallet",
                    "followers", "state", "connected_at", "profile_read_at",
                ]
            },
        ),
        (
            "Mã truy cập",
            {"fields": ["show_tokens", "show_expiry", "show_refresh", "show_refresh_end",
                        "show_failure"]},
        ),
        ("Đang dừng", {"fields": ["show_stops"]}),
        ("Sự kiện từ Zalo và hạn mức", {"fields": ["webhook_seen_at", "signed_by", "show_quota"]}),
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[OfficialAccount]:
        """Return the accounts within reach; the province's needs the reach of all."""
        rows = super().get_queryset(request).select_related("office", "token")
        _STOPS.set(None)
        return rows if reaches_all(request.user) else within_reach(rows, request.user)

    # --- what is shown ---------------------------------------------------------------------------

    @display(description="Tài khoản", header=True)
    def show_name(self, row: OfficialAccount) -> list[str]:
        """Show name and id, and which one is the province's."""
        return [str(row), f"{row.oa_id} · của tỉnh" if row.is_of_province else row.oa_id]

    @display(
        description="Mã truy cập",
        label={
            "Hoạt động": "success",
            "Làm mới hỏng": "warning",
            "Mã làm mới sắp hết hạn": "warning",
            "Phải cấp quyền lại": "danger",
            "Chưa kết nối": "danger",
        },
    )
    def show_tokens(self, row: OfficialAccount) -> str:
        """Show whether the tokens work."""
        return health.token_state(_token(row), timezone.now()).name

    @display(description="Làm mới từ", empty_value="–")
    def show_refresh(self, row: OfficialAccount) -> datetime | None:
        """Show from when the tokens are renewed."""
        token = _token(row)
        return health.refresh_due_at(token) if token else None

    @display(description="Mã truy cập hết hạn", empty_value="–")
    def show_expiry(self, row: OfficialAccount) -> datetime | None:
        """Show when the access token ends."""
        token = _token(row)
        return token.expires_at if token else None

    @display(description="Mã làm mới hết hạn", empty_value="–")
    def show_refresh_end(self, row: OfficialAccount) -> datetime | None:
        """Show when somebody has to consent again, if nothing renews the tokens."""
        token = _token(row)
        return token.refresh_expires_at if token else None

    @display(description="Lỗi gần nhất", empty_value="–")
    def show_failure(self, row: OfficialAccount) -> str | None:
        """Show the kind of the last error, never a token."""
        token = _token(row)
        return token.failure or None if token else None

    @display(description="Đang dừng")
    def show_stops(self, row: OfficialAccount) -> str:
        """Show what stands still, each with its remedy."""
        found = _stops()
        mine = [*found.get(row.pk, []), *(found.get(None, []) if row.is_of_province else [])]
        lines = ((one.what, one.remedy) for one in mine)
        return format_html_join("", "<div><strong>{}</strong> {}</div>", lines) or "–"

    @display(description="Hạn mức hôm nay", empty_value="–")
    def show_quota(self, row: OfficialAccount) -> str | None:
        """Show what is left of the day's messages, as Zalo said last."""
        if row.quota_left is None:
            return None
        return f"{row.quota_left}/{row.quota_total or '?'}"


def _stops() -> Mapping[int | None, list[health.StandingStill]]:
    known = _STOPS.get()
    if known is None:
        known = health.stops_by_account(timezone.now())
        _STOPS.set(known)
    return known


def _token(row: OfficialAccount) -> OaToken | None:
    token: Any = getattr(row, "token", None)
    return token if isinstance(token, OaToken) else None
