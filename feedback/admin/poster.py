"""Officers' pages at the counter: a single-use code on the screen, and posters to print."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from citizens.validators import clean_name
from feedback.models import Poster
from feedback.ratings import posters, qr
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.moves import BAD, RowButton, RowPage, row_form
from foundation.desk.read_only import ReadOnlyAdmin
from offices.models import Field, Office
from procedures.admin.procedure_field import ProcedureField
from procedures.models import Procedure
from procedures.publishing.lookup import known_to_citizens

SHOW = "feedback.show_rating_qr"
STATES = {"Đang dùng": "success", "Đã thu hồi": "danger"}
MAX_PLACE = 100


class CounterForm(forms.Form):
    """The subject of a rating at the counter: the officer's office, and the procedure if known."""

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

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices: Any = self.fields["office"]
        offices.queryset = posters.offices_for_codes(user)
        if not self.is_bound and offices.queryset.count() == 1:
            offices.initial = offices.queryset.first()


class PosterForm(CounterForm):
    """A poster, and its place."""

    place = forms.CharField(
        label="Nơi dán",
        max_length=MAX_PLACE,
        widget=UnfoldAdminTextInputWidget,
        help_text="Ví dụ «Quầy 3, tầng 1»; in trên áp phích.",
    )

    def clean_place(self) -> str:
        """Remove invisible characters; refuse an empty place."""
        place = clean_name(self.cleaned_data["place"])
        if not place:
            raise forms.ValidationError("Hãy ghi nơi dán.", code="required")
        return place


REVOKED = "Áp phích này đã thu hồi."


def _revoke(poster: Poster, officer: User) -> None:
    if not posters.revoke_poster(poster, officer):
        raise ValidationError(REVOKED)


REVOKE = RowButton(
    "Thu hồi", "thu-hoi", "block", "show", row_form(_revoke, "Đã thu hồi"), "Thu hồi áp phích",
    "Mã trên áp phích không dùng được nữa, ở mọi bản đã in. Đánh giá đã có vẫn còn.",
    "Thu hồi", BAD,
)  # fmt: skip


@admin.register(Poster)
class PosterAdmin(RowPage, ReadOnlyAdmin):
    """Codes for the counter, for officers with `show_rating_qr`."""

    dialogs = {"revoke": REVOKE}
    add_words = "Tạo áp phích"
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Poster]:
        return posters.posters_visible_to(request.user)

    def has_add_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        return request.user.has_perm(SHOW)

    def has_show_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perm(SHOW)

    @display(description="Hỏi về")
    def show_about(self, poster: Poster) -> str:
        return str(poster.procedure or poster.field or "Chung")

    @display(description="Tình trạng", label=STATES)
    def show_state(self, poster: Poster) -> str:
        return "Đã thu hồi" if poster.revoked_at else "Đang dùng"

    def add_view(
        self,
        request: HttpRequest,
        _form_url: str = "",
        _extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Make a poster and show it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PosterForm(request.POST if request.method == "POST" else None, user=request.user)
        if not form.is_valid():
            return self._render_page(
                request, "Tạo áp phích đánh giá", form=form, submit="Tạo áp phích"
            )
        given = form.cleaned_data
        officer: Any = request.user  # signed in: the admin's own check comes first
        poster = posters.make_poster(
            officer, given["office"], given["place"], given["field"], given["procedure"]
        )
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

        It is stored only when used.
        """
        form = CounterForm(request.POST if request.method == "POST" else None, user=request.user)
        if not form.is_valid():
            return self._render_page(request, "Mã QR tại quầy", form=form, submit="Mở mã QR")
        office, procedure = form.cleaned_data["office"], form.cleaned_data["procedure"]
        field = procedure.field if procedure else form.cleaned_data["field"]
        until = qr.code_expiry()
        code = qr.make_counter_code(
            office.pk, field and field.pk, procedure and procedure.pk, until
        )
        shown = {
            "office": office,
            "about": _name(procedure, field),
            "until": until,
            "picture": _draw_safely(code),
        }
        return self._render_page(request, "Mã QR tại quầy", form=form, submit="Mở mã mới", **shown)

    @action(
        description="In áp phích",
        url_path="in",
        icon="print",
        permissions=["show"],
        variant=ActionVariant.PRIMARY,
    )
    def print_out(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the poster as an A4 page."""
        poster = self._find_poster(request, object_id)
        if poster.revoked_at:
            messages.error(request, REVOKED)
            return redirect("admin:feedback_poster_change", poster.pk)
        picture = _draw_safely(qr.make_poster_code(poster))
        about = _name(poster.procedure, poster.field)
        context = {"poster": poster, "picture": picture, "about": about}
        return TemplateResponse(
            request, "admin/feedback/poster.html", context, headers={"Cache-Control": "no-store"}
        )

    def _find_poster(self, request: HttpRequest, object_id: str) -> Poster:
        poster: Poster | None = self.get_object(request, object_id)
        if poster is None:
            raise Http404
        return poster

    def _render_page(self, request: HttpRequest, title: str, **context: object) -> HttpResponse:
        known = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        known["list"] = reverse("admin:feedback_poster_changelist")
        return TemplateResponse(
            request,
            "admin/feedback/counter.html",
            {**known, **context},
            headers={"Cache-Control": "no-store"},
        )


def _name(procedure: Procedure | None, field: Field | None) -> str:
    """Return the public name of the rated subject: the procedure, or the field."""
    if procedure is None:
        return field.name if field else ""
    return known_to_citizens(procedure).short_name


def _draw_safely(code: str) -> str:
    """Return the picture for a template.

    Our code draws squares; it contains no user's text.
    """
    return mark_safe(qr.draw_code(code))  # noqa: S308  # see above
