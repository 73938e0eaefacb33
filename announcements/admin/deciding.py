"""What editors and approvers press on an announcement's page itself, without a dialog."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.decorators import action
from unfold.enums import ActionVariant

from announcements.actions import reviewing
from announcements.actions.moving import flow
from announcements.admin.moves import SCHEDULE, AnnouncementMoves, times_of
from announcements.models import Announcement
from announcements.workflow import Move
from foundation.api.problems import Problem
from foundation.desk.bulk import refusal

SUBMITS = {Move.SUBMIT: reviewing.submit, Move.PROPOSE: reviewing.propose}


class ScheduleForm(forms.Form):
    """When it goes on and off air; the fields of the dialog that approves."""

    publish_at, expires_at = SCHEDULE.values()


def decision_of(row: Announcement, user: User) -> dict[str, Any] | None:
    """Return what approves it on its page: where it is sent, what it asks; None for others."""
    lawful = flow.lawful_moves(row, user)
    for move, form in ((Move.APPROVE, ScheduleForm(initial=times_of(row))), (Move.CORRECT, None)):
        if move in lawful:
            address = reverse(f"admin:announcements_announcement_do_{move}", args=[row.pk])
            label = "Duyệt" if form else "Đăng bản đính chính"
            return {"address": address, "form": form, "label": label, "seen": row.events_count}
    return None


class DecidesOnPage(AnnouncementMoves):
    """Mixed into the admin of announcements."""

    actions_submit_line = ("save_and_submit",)

    @action(
        description="Đã đọc lại, gửi duyệt",
        permissions=["editor"],
        variant=ActionVariant.PRIMARY,
    )
    def save_and_submit(self, request: HttpRequest, obj: Announcement) -> None:
        """Hand what was just saved to who approves. What is refused stays saved."""
        officer: Any = request.user  # signed in: the admin's own check comes first
        try:
            with transaction.atomic():
                submit = SUBMITS[flow.choose(obj, *SUBMITS)]
                submit.seen(obj.events_count)(obj, officer)
        except (Problem, PermissionDenied) as error:
            messages.error(request, refusal(error))
        else:
            self.log_change(request, obj, "Đã gửi duyệt")
            messages.success(request, f"{obj.named}: Đã gửi duyệt.")

    def get_actions_submit_line(self, request: HttpRequest, object_id: Any) -> list[Any]:
        """Offer it where there is something to submit."""
        row = self._visible(request).filter(pk=self._key(str(object_id or ""))).first()
        officer: Any = request.user
        if row is None or not set(SUBMITS) & flow.lawful_moves(row, officer):
            return []
        offered: list[Any] = super().get_actions_submit_line(request, object_id)
        return offered

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on to what the kind needs."""
        super().response_add(request, obj, post_url_continue)
        return HttpResponseRedirect(_page_of(obj))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Submit what was saved, if that was pressed."""
        response: HttpResponse = super().response_change(request, obj)
        if f"{self.opts.app_label}_{self.opts.model_name}_save_and_submit" not in request.POST:
            return response
        self.save_and_submit(request, obj)
        return HttpResponseRedirect(_page_of(obj))


def _page_of(row: Announcement) -> str:
    return reverse("admin:announcements_announcement_change", args=[row.pk])
