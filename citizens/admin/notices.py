"""Officers' pages for notices.

What could not be sent, channels that stand still, the Official Account's token.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm

from citizens.access_log import LoggedAdmin
from citizens.admin.naming import NamesCitizens
from citizens.models import ChannelStop, Citizen, Delivery, OaToken
from citizens.models.delivery import State
from citizens.notices import alarms, outbox
from citizens.notices.texts import label_of
from foundation.desk.dialogs import redirect_to, redirect_to_row
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from offices.rights import within_reach

OFFICE = "notice__office"
STATE_COLOURS = {
    State.WAITING.label: "info",
    State.CLAIMED.label: "info",
    State.SENT.label: "success",
    State.DELIVERED.label: "success",
    State.FAILED.label: "danger",
    State.GIVEN_UP.label: "danger",
    State.SKIPPED.label: "warning",
}


# --- deliveries ----------------------------------------------------------------------------------


class ResultFilter(DropdownFilter):
    """What officers look at, unless they ask for all."""

    title = "kết quả"
    parameter_name = "result"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return both; without a choice only failures are shown."""
        return [("failed", "Cần xem lại"), ("all", "Mọi lượt gửi")]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """Return failures that nothing followed, or everything."""
        return (
            queryset
            if self.value() == "all"
            else queryset.filter(pk__in=outbox.failures().order_by().values("pk"))
        )


@admin.register(Delivery)
class DeliveryAdmin(NamesCitizens, LoggedAdmin, ReadOnlyAdmin):
    """Messages outside the app, of the officer's offices.

    Read with `view_delivery`, sent again with `resend_delivery`.
    """

    list_display = [
        "show_title",
        "show_citizen",
        "channel",
        "show_state",
        "why",
        "attempts",
        "error_number",
        "created_at",
    ]
    list_filter = [
        ResultFilter,
        ("state", ChoicesDropdownFilter),
        ("channel", ChoicesDropdownFilter),
        ("why", ChoicesDropdownFilter),
    ]
    list_filter_submit = True
    list_select_related = ["notice__citizen"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    logged_values = ("state", "channel")
    sortable_by = ()
    ordering = ["-pk"]
    actions = ["resend_selected"]
    actions_detail = ["resend"]
    fieldsets = [
        ("Thông báo", {"fields": ["show_event", "show_title", "show_text", "show_citizen"]}),
        (
            "Gửi",
            {
                "fields": [
                    "channel",
                    "show_state",
                    "why",
                    "attempts",
                    "show_uncertain",
                    "created_at",
                    "next_try_at",
                    "finished_at",
                ]
            },
        ),
        (
            "Chi tiết kỹ thuật",
            {
                "fields": [
                    "tracking_id",
                    "message_id",
                    "error_number",
                    "error_kind",
                    "claimed_by",
                    "lease_until",
                ]
            },
        ),
    ]
    readonly_fields = ["tracking_id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        """Return those that tell of the officer's offices, without what would name who rated.

        To officers that does not exist.
        """
        return within_reach(
            outbox.shown_to_officers(super().get_queryset(request)), request.user, OFFICE
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say on top what keeps notices from going out."""
        for warning in (
            alarms.warnings(timezone.now())
            if request.method == "GET" and self.has_view_permission(request)
            else ()
        ):
            messages.warning(request, warning)
        page: HttpResponse = super().changelist_view(request, extra_context)
        return page

    def has_resend_permission(self, request: HttpRequest, _object_id: Any = None) -> bool:
        """Allow those who may send again."""
        return request.user.has_perm("citizens.resend_delivery")

    @display(description="Thông báo")
    def show_title(self, delivery: Delivery) -> str:
        """Show the title that the citizen reads."""
        return delivery.notice.title

    @display(description="Sự kiện")
    def show_event(self, delivery: Delivery) -> str:
        """Show what happened."""
        return label_of(delivery.notice.event)

    @display(description="Nội dung")
    def show_text(self, delivery: Delivery) -> str:
        """Show the text that the citizen reads."""
        return format_html('<div style="white-space: pre-line">{}</div>', delivery.notice.text)

    def citizen_of(self, row: Delivery) -> Citizen:
        """Return whom the notice tells something."""
        return row.notice.citizen

    @display(description="Tình trạng", label=STATE_COLOURS)
    def show_state(self, delivery: Delivery) -> str:
        """Say where it stands."""
        return str(State(delivery.state).label)

    @display(description="Có thể đã gửi", boolean=True)
    def show_uncertain(self, delivery: Delivery) -> bool:
        """Say whether it may have gone out all the same."""
        return bool(delivery.uncertain)

    @admin.action(description="Gửi lại các lượt đã chọn", permissions=["resend"])
    def resend_selected(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Queue each that failed anew."""
        chosen = list(queryset[: self.list_per_page])
        again = [delivery for delivery in chosen if outbox.resend(delivery)]
        for delivery in again:
            self.log_change(request, delivery, "Gửi lại")
        messages.success(request, f"Đã xếp hàng gửi lại {len(again)} thông báo.")
        if len(again) < len(chosen):
            messages.warning(
                request,
                f"{len(chosen) - len(again)} lượt không gửi lại được: chưa hỏng hẳn, hoặc đã được "
                "gửi lại.",
            )

    @action(
        description="Gửi lại",
        url_path="gui-lai",
        icon="forward_to_inbox",
        permissions=["resend"],
        dialog={
            "title": "Gửi lại thông báo",
            "description": "Tạo một lượt gửi mới, thử lại mọi kênh. Nếu lượt cũ «có thể đã gửi», "
            "công dân có thể nhận hai lần.",
            "form_class": BaseDialogForm,
            "form_submit_text": "Gửi lại",
        },
    )
    def resend(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """Queue this one anew."""
        delivery = get_object_or_404(self.get_queryset(request), pk=self._key(object_id))
        again = outbox.resend(delivery)
        if again is None:
            messages.error(request, "Lượt này chưa hỏng hẳn, hoặc đã được gửi lại.")
            return redirect_to_row(delivery)
        self.log_change(request, delivery, "Gửi lại")
        messages.success(request, "Đã xếp hàng gửi lại.")
        return redirect_to_row(again)


# --- channels and token --------------------------------------------------------------------------


class StopForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Which channel to stop."""

    class Meta:
        model = ChannelStop
        fields = ["channel"]


@admin.register(ChannelStop)
class ChannelStopAdmin(ReadOnlyAdmin):
    """Channels that stand still. Adding a row stops one, `resume` lets it run again."""

    form = StopForm
    list_display = ["channel", "cause", "error_number", "since", "show_until"]
    sortable_by = ()
    actions_detail = ["resume"]

    def has_add_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        """Allow those who may stop a channel."""
        return request.user.has_perm("citizens.add_channelstop")

    def has_resume_permission(self, request: HttpRequest, _object_id: Any = None) -> bool:
        """Allow those who may stop one to let it run."""
        return request.user.has_perm("citizens.add_channelstop")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Ask for the channel only; show everything of a stop that is there."""
        return ["channel", "cause", "error_number", "since", "until"] if obj else ["channel"]

    def save_model(self, request: HttpRequest, obj: ChannelStop, form: Any, change: bool) -> None:  # noqa: FBT001  # its signature
        """Stop the channel for good."""
        obj.cause, obj.since, obj.until = ChannelStop.Cause.OPERATOR, timezone.now(), None
        super().save_model(request, obj, form, change)

    @display(description="Tới")
    def show_until(self, row: ChannelStop) -> Any:
        """Say until when."""
        return row.until or "khi được cho chạy lại"

    @action(
        description="Cho chạy lại",
        url_path="chay-lai",
        icon="play_circle",
        permissions=["resume"],
        variant=ActionVariant.SUCCESS,
        dialog={
            "title": "Cho kênh chạy lại",
            "description": "Làm sau khi đã sửa cấu hình, nạp tiền hoặc xin thêm hạn mức. Thông "
            "báo đang chờ được gửi trong mười phút.",
            "form_class": BaseDialogForm,
            "form_submit_text": "Cho chạy lại",
        },
    )
    def resume(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """Let it run."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        self.log_change(request, row, "Cho kênh chạy lại")
        outbox.resume(row.channel)
        messages.success(request, f"Kênh «{row}» chạy lại.")
        return redirect_to("admin:citizens_channelstop_changelist")


@admin.register(OaToken)
class OaTokenAdmin(ReadOnlyAdmin):
    """How the Official Account's token stands; the token itself is nowhere to be seen."""

    list_display = [
        "oa_id",
        "show_state",
        "expires_at",
        "refreshed_at",
        "refresh_expires_at",
        "failure",
    ]
    fields = [
        "oa_id",
        "show_state",
        "expires_at",
        "refreshed_at",
        "refresh_expires_at",
        "failed_at",
        "failure",
    ]
    sortable_by = ()

    @display(
        description="Tình trạng",
        label={"Hoạt động": "success", "Làm mới hỏng": "warning", "Phải cấp quyền lại": "danger"},
    )
    def show_state(self, row: OaToken) -> str:
        """Say what to do."""
        if row.refused or row.refresh_expires_at <= timezone.now():
            return "Phải cấp quyền lại"
        return "Làm mới hỏng" if row.failed_at else "Hoạt động"
