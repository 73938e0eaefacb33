"""Officers' pages for messages to citizens: what could not be sent, and sending it again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm

from citizens.access_log import LoggedAdmin
from citizens.admin.citizen_names import NamesCitizens
from citizens.models import Citizen, Delivery
from citizens.models.delivery import State
from citizens.notices import alarms, resending
from citizens.notices.events import label_of
from foundation.desk.dialogs import redirect_to_row
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
    """Failures by default, or all deliveries."""

    title = "kết quả"
    parameter_name = "result"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        """Return the two choices. Without a choice the list shows failures."""
        return [("failed", "Cần xem lại"), ("all", "Mọi lượt gửi")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Delivery]) -> QuerySet[Delivery]:
        """Return failures that no later delivery followed, or all deliveries."""
        return (
            queryset
            if self.value() == "all"
            else queryset.filter(pk__in=resending.failures().order_by().values("pk"))
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
        """Return the deliveries of the officer's offices, without those that would name raters."""
        return within_reach(
            resending.without_confidential(super().get_queryset(request)), request.user, OFFICE
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a warning for everything that keeps notices from going out."""
        for warning in (
            alarms.warnings(timezone.now())
            if request.method == "GET" and self.has_view_permission(request)
            else ()
        ):
            messages.warning(request, warning)
        page: HttpResponse = super().changelist_view(request, extra_context)
        return page

    def has_resend_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Allow officers with the right to resend."""
        return request.user.has_perm("citizens.resend_delivery")

    @display(description="Thông báo")
    def show_title(self, delivery: Delivery) -> str:
        """Show the title that the citizen reads."""
        return delivery.notice.title

    @display(description="Sự kiện")
    def show_event(self, delivery: Delivery) -> str:
        """Show the name of the event."""
        return label_of(delivery.notice.event)

    @display(description="Nội dung")
    def show_text(self, delivery: Delivery) -> str:
        """Show the text that the citizen reads."""
        return format_html('<div style="white-space: pre-line">{}</div>', delivery.notice.text)

    def citizen_of(self, row: Delivery) -> Citizen:
        """Return the citizen who was told; confidential notices are not on this page."""
        told: Citizen = row.notice.citizen  # type: ignore[assignment]
        return told

    @display(description="Tình trạng", label=STATE_COLOURS)
    def show_state(self, delivery: Delivery) -> str:
        """Show the state."""
        return str(State(delivery.state).label)

    @display(description="Có thể đã gửi", boolean=True)
    def show_uncertain(self, delivery: Delivery) -> bool:
        """Show whether the message may have been sent."""
        return bool(delivery.uncertain)

    @admin.action(description="Gửi lại các lượt đã chọn", permissions=["resend"])
    def resend_selected(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Queue each that failed anew."""
        chosen = list(queryset[: self.list_per_page])
        again = [delivery for delivery in chosen if resending.resend(delivery)]
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
    def resend(self, request: HttpRequest, _form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Queue this delivery anew."""
        delivery = get_object_or_404(self.get_queryset(request), pk=self._key(object_id))
        again = resending.resend(delivery)
        if again is None:
            messages.error(request, "Lượt này chưa hỏng hẳn, hoặc đã được gửi lại.")
            return redirect_to_row(delivery)
        self.log_change(request, delivery, "Gửi lại")
        messages.success(request, "Đã xếp hàng gửi lại.")
        return redirect_to_row(again)
