"""Further pages of one procedure: preview, publish, withdraw, confirm, history."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.decorators import action
from unfold.enums import ActionVariant

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from procedures import actions
from procedures.admin.draft_review import Review, review_of
from procedures.admin.forms import ReasonForm
from procedures.drafts.comparison import compare
from procedures.drafts.history import Event, draft_behind, events_of
from procedures.models import Procedure

PUBLISH = "procedures.publish_procedure"


class WithdrawForm(ReasonForm):
    """Why a procedure is withdrawn, and what replaces it."""

    successor = forms.ModelChoiceField(
        Procedure.objects.all(),
        label="Thủ tục thay thế",
        required=False,
        help_text="Liên kết cũ sẽ dẫn tới thủ tục này. Để trống nếu không có.",
        widget=AutocompleteSelect(
            Procedure._meta.get_field("superseded_by"),
            admin.site,
            {"class": "unfold-admin-autocomplete"},
        ),
    )


class ProcedurePages(ChangeLoggedAdmin):
    """The pages of one procedure, as buttons above its form."""

    actions_detail: tuple[str, ...] = ("preview", "publish", "confirm", "confirm_fees", "withdraw")

    def has_publish_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Return True if the officer may publish and withdraw."""
        return request.user.has_perm(PUBLISH)

    @action(description="Xem trước", url_path="xem-truoc", icon="visibility", permissions=["view"])
    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the draft as citizens would see it."""
        review = self._review(object_id)
        return self._page(
            request,
            "preview",
            "Xem trước",
            review,
            document=review.document(),
            as_of=review.procedure.as_of,
        )

    @action(
        description="Công bố",
        url_path="cong-bo",
        icon="publish",
        permissions=["view", "publish"],
        variant=ActionVariant.PRIMARY,
    )
    def publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what changes for citizens and which rules are broken, ask why, then publish."""
        review = self._review(object_id, officer_of(request))
        form = ReasonForm(_sent(request), fingerprint=review.fingerprint)

        def act() -> str:
            reason = form.cleaned_data["reason"]
            version = actions.publish(review.procedure.pk, officer_of(request), reason)
            if version is None:
                return "Người dân đang thấy đúng nội dung này; không có gì để công bố."
            return f"Đã công bố phiên bản {version.number}. Người dân sẽ thấy trong vài giây."

        return self._decide(request, form, act, review, ("publish", "Công bố"))

    @action(
        description="Gỡ",
        url_path="go",
        icon="unpublished",
        permissions=["view", "publish"],
        variant=ActionVariant.DANGER,
    )
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why and what replaces it, then take it off the catalogue."""
        review = self._review(object_id)
        form = WithdrawForm(_sent(request), fingerprint=review.fingerprint)

        def act() -> str:
            if not review.published:
                raise actions.NotPublishable("Chỉ gỡ được thủ tục đang công bố.")
            successor = form.cleaned_data["successor"]
            actions.withdraw(
                review.procedure.pk,
                officer_of(request),
                form.cleaned_data["reason"],
                successor.pk if successor else None,
            )
            return (
                "Đã gỡ khỏi danh mục. Người dân sẽ không còn thấy thủ tục này trong vài giây tới."
            )

        return self._decide(request, form, act, review, ("withdraw", "Gỡ"))

    @action(
        description="Đã kiểm tra, còn đúng",
        url_path="con-dung",
        icon="task_alt",
        permissions=["change"],
    )
    def confirm(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Confirm that the draft is still true as of today."""
        review = self._review(object_id)
        form = ReasonForm(_sent(request), fingerprint=review.fingerprint)
        form.fields.pop("reason")

        def act() -> str:
            actions.confirm_still_true(review.procedure.pk, officer_of(request))
            return (
                "Đã ghi: nội dung còn đúng tính đến hôm nay. Hãy công bố để người dân cũng "
                "thấy ngày này."
            )

        return self._decide(request, form, act, review, ("confirm", "Đã kiểm tra, còn đúng"))

    @action(
        description="Xác nhận phí", url_path="xac-nhan-phi", icon="payments", permissions=["change"]
    )
    def confirm_fees(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Confirm that the province checked the fees today."""
        review = self._review(object_id)
        form = ReasonForm(_sent(request), fingerprint=review.fingerprint)
        form.fields.pop("reason")

        def act() -> str:
            left = actions.confirm_fees(review.procedure.pk, officer_of(request))
            done = "Đã ghi: các mức thu được tỉnh xác nhận hôm nay. Hãy công bố để người dân thấy."
            return f"{done} Còn {left} dòng chưa rõ mức thu." if left else done

        return self._decide(request, form, act, review, ("confirm_fees", "Xác nhận phí"))

    def history_view(
        self, request: HttpRequest, object_id: str, _extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who saved and published what, when and why, and compare two states."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        review = self._review(object_id)
        events = events_of(review.procedure)
        chosen = [request.GET.get("truoc", ""), request.GET.get("sau", "")]
        context = _compare_events(review.procedure, events, chosen) if any(chosen) else {}
        return self._page(
            request, "history", "Lịch sử", review, events=events, chosen=chosen, **context
        )

    def _review(self, object_id: str, by: User | None = None) -> Review:
        try:
            return review_of(unquote(object_id), by)
        except Procedure.DoesNotExist as error:
            raise Http404 from error

    def _decide(
        self,
        request: HttpRequest,
        form: ReasonForm,
        act: Callable[[], str],
        review: Review,
        page: tuple[str, str],
    ) -> HttpResponse:
        """Show `page` (template and title), or run `act` and return to the procedure.

        The page shows the rule that refuses it.
        """
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    done = act()
                self.log_change(request, review.procedure, page[1])
                messages.success(request, done)
                return HttpResponseRedirect(
                    reverse("admin:procedures_procedure_change", args=[review.procedure.pk])
                )
            except ValidationError as error:
                form.add_error(None, error.messages)
        return self._page(request, *page, review, form=form)

    def _page(
        self, request: HttpRequest, template: str, title: str, review: Review, **context: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "procedure": review.procedure,
            "review": review,
            "differences": review.brought,
            "may_change": self.has_change_permission(request),
            "may_publish": request.user.has_perm(PUBLISH),
            **context,
        }
        return TemplateResponse(request, f"admin/procedures/{template}.html", context)


def _compare_events(procedure: Procedure, events: list[Event], keys: list[str]) -> dict[str, Any]:
    before, after = (draft_behind(procedure, key) for key in keys)
    if before is None or after is None:
        return {"comparison_error": "Hãy chọn hai lần lưu hoặc công bố để so sánh."}
    older, newer = (next((e for e in events if e.key == key), None) for key in keys)
    differences = compare(before, after)
    return {"compared": True, "older": older, "newer": newer, "differences": differences}


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def officer_of(request: HttpRequest) -> User:
    """Return the signed-in officer; the admin admits nobody else."""
    return cast(User, request.user)
