"""Officers' pages at the counter.

A single-use code on the screen; posters to print, to list and to revoke.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from citizens.validators import clean_name
from feedback.models import Poster
from feedback.ratings import counters, qr
from foundation.desk.dialogs import gone_to
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from offices.models import Field, Office
from procedures.admin.procedure_field import ProcedureField
from procedures.models import Procedure

SHOW = "feedback.show_rating_qr"
STATES = {"Đang dùng": "success", "Đã thu hồi": "danger"}
MAX_PLACE = 100


class CounterForm(forms.Form):
    """What is rated at the counter.

    An office of the officer's, and what about where it is known.
    """

    office = forms.ModelChoiceField(
        Office.objects.none(), label="Đơn vị", widget=UnfoldAdminSelectWidget
    )
    procedure = ProcedureField(
        Procedure.objects.order_by("short_name", "pk"),
        label="Thủ tục",
        required=False,
        empty_label="Không hỏi riêng thủ tục nào",
        widget=UnfoldAdminSelectWidget,
        help_text="Chọn thủ tục thì không cần chọn lĩnh vực.",
    )
    field = forms.ModelChoiceField(
        Field.objects.all(),
        label="Lĩnh vực",
        required=False,
        empty_label="Hỏi chung",
        widget=UnfoldAdminSelectWidget,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices: Any = self.fields["office"]
        offices.queryset = counters.offices_of(user)
        if not self.is_bound and offices.queryset.count() == 1:
            offices.initial = offices.queryset.first()


class PosterForm(CounterForm):
    """A poster, with where it hangs."""

    place = forms.CharField(
        label="Nơi dán",
        max_length=MAX_PLACE,
        widget=UnfoldAdminTextInputWidget,
        help_text="Ví dụ «Quầy 3, tầng 1»; in trên áp phích.",
    )

    def clean_place(self) -> str:
        """Return the place without what cannot be seen; refuse one of which nothing is left."""
        place = clean_name(self.cleaned_data["place"])
        if not place:
            raise forms.ValidationError("Hãy ghi nơi dán.", code="required")
        return place


@admin.register(Poster)
class PosterAdmin(ReadOnlyAdmin):
    """Codes for the counter, for officers with `show_rating_qr` and their offices."""

    list_display = ("place", "office", "show_about", "show_state", "made_at")
    list_select_related = ("office", "field", "procedure")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ()
    search_fields = ("place",)
    actions_list = ("counter",)
    actions_detail = ("print_out", "revoke")
    fields = (
        "place",
        "office",
        "show_about",
        "show_state",
        "made_by",
        "made_at",
        "revoked_by",
        "revoked_at",
    )
    readonly_fields = ("show_about", "show_state")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the posters of the officer's offices and those below."""
        return counters.posters_of(request.user)

    def has_add_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        """Allow those who open codes."""
        return request.user.has_perm(SHOW)

    def has_show_permission(self, request: HttpRequest, _object_id: Any = None) -> bool:
        """Allow those who open codes."""
        return request.user.has_perm(SHOW)

    @display(description="Hỏi về")
    def show_about(self, poster: Poster) -> str:
        """Show what is asked about."""
        return str(poster.procedure or poster.field or "Chung")

    @display(description="Tình trạng", label=STATES)
    def show_state(self, poster: Poster) -> str:
        """Say whether the code works."""
        return "Đã thu hồi" if poster.revoked_at else "Đang dùng"

    def add_view(
        self, request: HttpRequest, _form_url: str = "", _extra_context: Any = None
    ) -> HttpResponse:
        """Make a poster and show it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PosterForm(request.POST if request.method == "POST" else None, user=request.user)
        if not form.is_valid():
            return self._page(request, "Tạo áp phích đánh giá", form=form, submit="Tạo áp phích")
        given, officer = form.cleaned_data, request.user
        poster = counters.make(
            officer, given["office"], given["place"], given["field"], given["procedure"]
        )  # type: ignore[arg-type]  # signed in
        self.log_addition(request, poster, "Tạo áp phích")
        return redirect("admin:feedback_poster_change", poster.pk)

    @action(
        description="Mở mã QR tại quầy",
        url_path="tai-quay",
        icon="qr_code_2",
        permissions=["show"],
        variant=ActionVariant.PRIMARY,
    )
    def counter(self, request: HttpRequest) -> HttpResponse:
        """Show a single-use code for the citizen at the counter.

        Nothing of it is stored: only a used one leaves a mark.
        """
        form = CounterForm(request.POST if request.method == "POST" else None, user=request.user)
        if not form.is_valid():
            return self._page(request, "Mã QR tại quầy", form=form, submit="Mở mã QR")
        office, procedure = form.cleaned_data["office"], form.cleaned_data["procedure"]
        field = procedure.field if procedure else form.cleaned_data["field"]
        until = qr.expiry()
        code = qr.code_for(office.pk, field and field.pk, procedure and procedure.pk, until)
        shown = {
            "office": office,
            "about": procedure or field,
            "until": until,
            "picture": _drawn(code),
        }
        return self._page(request, "Mã QR tại quầy", form=form, submit="Mở mã mới", **shown)

    @action(
        description="In áp phích",
        url_path="in",
        icon="print",
        permissions=["show"],
        variant=ActionVariant.PRIMARY,
    )
    def print_out(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the poster as a page of A4."""
        poster = self._row(request, object_id)
        if poster.revoked_at:
            messages.error(request, "Áp phích này đã thu hồi.")
            return redirect("admin:feedback_poster_change", poster.pk)
        context = {"poster": poster, "picture": _drawn(qr.code_of(poster))}
        return TemplateResponse(
            request, "admin/feedback/poster.html", context, headers={"Cache-Control": "no-store"}
        )

    @action(
        description="Thu hồi",
        url_path="thu-hoi",
        icon="block",
        permissions=["show"],
        variant=ActionVariant.DANGER,
        dialog={
            "title": "Thu hồi áp phích",
            "description": "Mã trên áp phích không dùng được nữa, ở mọi bản đã in. Đánh giá đã có "
            "vẫn còn.",
            "form_class": BaseDialogForm,
            "form_submit_text": "Thu hồi",
        },
    )
    def revoke(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """End it."""
        poster, officer = self._row(request, object_id), request.user
        if counters.revoke(poster, officer):  # type: ignore[arg-type]  # signed in
            self.log_change(request, poster, "Thu hồi")
            messages.success(request, "Đã thu hồi.")
        return gone_to(poster)

    def _row(self, request: HttpRequest, object_id: str) -> Poster:
        poster: Poster | None = self.get_object(request, object_id)
        if poster is None:
            raise Http404
        return poster

    def _page(self, request: HttpRequest, title: str, **context: Any) -> HttpResponse:
        known = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        known["list"] = reverse("admin:feedback_poster_changelist")
        return TemplateResponse(
            request,
            "admin/feedback/counter.html",
            {**known, **context},
            headers={"Cache-Control": "no-store"},
        )


def _drawn(code: str) -> str:
    """Return the picture for a template.

    Made of squares by our own code, nothing in it is anybody's text.
    """
    return mark_safe(qr.picture(code))  # noqa: S308  # see above
