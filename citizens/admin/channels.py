"""Officers' pages for stopped channels."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm

from citizens.models import ChannelStop
from citizens.notices import channel_stops
from foundation.desk.dialogs import redirect_to
from foundation.desk.read_only import ReadOnlyAdmin


class StopForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Which channel to stop."""

    class Meta:
        model = ChannelStop
        fields = ["channel"]

    def clean_channel(self) -> str:
        """Refuse a channel that stands still already; the form has no field for the template."""
        channel = str(self.cleaned_data["channel"])
        if ChannelStop.objects.in_force(timezone.now()).of_channel(channel).exists():
            raise ValidationError("Kênh này đang dừng rồi.", code="unique")
        return channel


@admin.register(ChannelStop)
class ChannelStopAdmin(ReadOnlyAdmin):
    """Stopped channels. Adding a row stops a channel, `resume` lets it run again."""

    form = StopForm
    nothing = "Mọi kênh đang hoạt động"
    add_words = "Dừng một kênh"
    list_display = [
        "channel",
        "template_id",
        "account",
        "cause",
        "error_number",
        "since",
        "show_until",
    ]
    list_select_related = ["account"]
    sortable_by = ()
    actions_detail = ["resume"]

    def has_add_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        """Allow officers with the right to stop a channel."""
        return request.user.has_perm("citizens.add_channelstop")

    def has_resume_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Allow officers with the right to stop a channel."""
        return request.user.has_perm("citizens.add_channelstop")

    def get_fields(self, request: HttpRequest, obj: ChannelStop | None = None) -> list[str]:
        """Ask only for the channel; show all columns of an existing stop."""
        shown = ["channel", "template_id", "account", "cause", "error_number", "show_remedy"]
        return [*shown, "since", "until"] if obj else ["channel"]

    def save_model(self, request: HttpRequest, obj: ChannelStop, form: Any, change: bool) -> None:  # noqa: FBT001  # its signature
        """Stop the channel until an officer resumes it, in place of a stop whose time is over."""
        channel_stops.drop_lapsed()
        obj.cause, obj.since, obj.until = ChannelStop.Cause.OPERATOR, timezone.now(), None
        super().save_model(request, obj, form, change)

    @display(description="Tới")
    def show_until(self, row: ChannelStop) -> datetime | str:
        """Show the end of the stop."""
        return row.until or "khi được cho chạy lại"

    @display(description="Cách khắc phục")
    def show_remedy(self, row: ChannelStop) -> str:
        """Show what an operator does about Zalo's number."""
        return channel_stops.remedy_of(row) or "–"

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
    def resume(self, request: HttpRequest, _form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let the channel run again."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        self.log_change(request, row, "Cho kênh chạy lại")
        channel_stops.resume(row)
        messages.success(request, f"Kênh «{row.full_name}» chạy lại.")
        return redirect_to("admin:citizens_channelstop_changelist")
