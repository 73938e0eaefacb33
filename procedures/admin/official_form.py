"""Officers' pages of official forms: entered once, published with all procedures that need them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.db.models import Field, QuerySet, URLField
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from foundation.desk.dialogs import REASON
from foundation.desk.moves import MAIN, RowButton, RowPage, row_form
from procedures.admin.forms import PlainText
from procedures.admin.publishing_together import tell
from procedures.models import OfficialForm, Procedure
from procedures.official_forms.actions import forget_marks_of, publish_forms, waiting_for
from procedures.official_forms.rules import form_problems, known_forms
from procedures.official_forms.uses import FormWork, forms_with, uses_of, with_uses

_UNOFFICIAL = frozenset({"confirmed_on", "source_title", "source_url", "note"})


class OfficialFormForm(PlainText):
    """A form. A change of its facts removes the confirmation."""

    def clean(self) -> dict[str, Any]:
        """Apply the publishing rules, each error at its field."""
        cleaned = super().clean()
        if not self.errors:
            for path, text in form_problems(self._draft(cleaned), known_forms()):
                self.add_error(str(path[0]), text)
        if set(self.changed_data) - _UNOFFICIAL and "confirmed_on" not in self.changed_data:
            cleaned["confirmed_on"] = None
        return cleaned

    def _draft(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        successor = cleaned.get("replaced_by")
        key = self.instance.pk or cleaned.get("id")
        return {**cleaned, "id": key, "replaced_by": successor.pk if successor else None}


class FormWorkFilter(DropdownFilter):
    """Forms that need attention."""

    title = "việc"
    parameter_name = "work"

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[OfficialForm]"
    ) -> list[tuple[str, str]]:
        return list(FormWork.choices)

    def queryset(
        self, _request: HttpRequest, queryset: QuerySet[OfficialForm]
    ) -> QuerySet[OfficialForm]:
        """Keep only the forms with this kind of work."""
        if self.value() not in FormWork.values:
            return queryset
        return queryset.filter(forms_with(FormWork(self.value()), timezone.localdate()))


PUBLISH = RowButton(
    "Công bố", "cong-bo", "publish", "publish",
    row_form(
        lambda row, officer, reason: tell(publish_forms([row.pk], officer, reason)), "",
        reason=REASON,
    ),
    "Công bố biểu mẫu",
    "Mọi thủ tục dùng mẫu này được công bố lại với mẫu như đang ghi ở đây. Thủ tục có bản nháp "
    "khác đang sửa thì không công bố kèm.",
    "Công bố", MAIN,
)  # fmt: skip


@admin.register(OfficialForm)
class OfficialFormAdmin(RowPage):
    """The list and the page of forms; «Công bố» publishes a form with all its procedures."""

    form = OfficialFormForm
    list_display = (
        *("show_name", "legal_basis", "effective_from", "effective_to"),
        *("has_file", "is_confirmed", "count_procedures"),
    )
    list_filter = (FormWorkFilter, "certainty", "purpose")
    list_filter_submit = True
    list_fullwidth = True
    list_per_page = 50
    search_fields = ("code", "name", "legal_basis", "id")
    autocomplete_fields = ("replaced_by",)
    show_facets = admin.ShowFacets.NEVER
    warn_unsaved_form = True
    actions = None
    dialogs = {"publish": PUBLISH}
    actions_detail = ("publish",)
    readonly_fields = ("show_uses",)
    fields = (
        "id",
        ("code", "purpose"),
        "name",
        "legal_basis",
        ("effective_from", "effective_to"),
        "replaced_by",
        ("link", "link_source"),
        ("certainty", "confirmed_on"),
        ("source_title", "source_url"),
        "note",
        "show_uses",
    )

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        """Read an address without a scheme as https."""
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        made: FormField | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        return made

    def get_queryset(self, request: HttpRequest) -> QuerySet[OfficialForm]:
        rows: QuerySet[OfficialForm] = with_uses(super().get_queryset(request))
        return rows

    def get_readonly_fields(
        self, _request: HttpRequest, obj: OfficialForm | None = None
    ) -> tuple[str, ...]:
        """Make the id read-only: procedures and versions refer to it."""
        return ("id", *self.readonly_fields) if obj else self.readonly_fields

    def has_delete_permission(
        self, _request: HttpRequest, _obj: OfficialForm | None = None
    ) -> bool:
        """Refuse: a form ends by its last day, and versions refer to it."""
        return False

    def has_publish_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perm("procedures.publish_procedure")

    @display(description="Biểu mẫu", ordering="code")
    def show_name(self, form: OfficialForm) -> str:
        """Show code and name, and whether the form was replaced."""
        replaced = " (đã được thay)" if form.replaced_by_id else ""
        return f"{form}{replaced}"

    @display(description="Tệp", boolean=True, ordering="link")
    def has_file(self, form: OfficialForm) -> bool:
        """Show whether there is a file to fill in."""
        return bool(form.link)

    @display(description="Tỉnh xác nhận", boolean=True, ordering="confirmed_on")
    def is_confirmed(self, form: OfficialForm) -> bool:
        """Show whether the province compared the form with the act."""
        return form.confirmed_on is not None

    @display(description="Số thủ tục", ordering="procedures")
    def count_procedures(self, form: Any) -> int:  # annotated with `procedures`
        """Show how many procedures need the form."""
        return int(form.procedures)

    @display(description="Thủ tục dùng mẫu này")
    def show_uses(self, form: OfficialForm) -> str:
        """Link the procedures that need the form, directly or as a replacement."""
        if not form.pk:
            return "–"
        needing = Procedure.objects.filter(pk__in=uses_of([form.pk]).values("procedure"))
        lines = [
            (reverse("admin:procedures_procedure_change", args=[procedure.pk]), procedure)
            for procedure in needing.order_by("short_name", "pk")
        ]
        return format_html_join("", '<div><a class="text-link" href="{}">{}</a></div>', lines) or (
            format_html("{}", FormWork.UNUSED.label)
        )

    def save_model(self, request: HttpRequest, obj: OfficialForm, form: Any, change: Any) -> None:
        """Save, and clear the draft marks of the procedures that use the form."""
        super().save_model(request, obj, form, change)
        forget_marks_of([obj.pk])

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Warn if procedures are still published with an older state of the form."""
        form = context.get("original")
        if form is not None and request.method == "GET" and (left := waiting_for([form.pk])):
            text = f"Người dân chưa thấy nội dung này ở {len(left)} thủ tục. Hãy bấm «Công bố»."
            messages.warning(request, text)
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response
