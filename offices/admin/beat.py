"""Officers' pages for hamlets and quarters, and who looks after them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import TabularInline
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminSelect2Widget

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.dates import OVERRIDES
from offices.admin.duty_table import BEATS, ImportsRows
from offices.admin.own_office import OffersOwnOffices, without_own_office
from offices.admin.publishing import FoldedSearch
from offices.duty import actions
from offices.models import Beat, BeatDuty, Office, Officer
from offices.models.beat import oldest_check
from offices.rights import within_reach


class CheckedForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Says beside the field what the actions refuse."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook
        if not self.errors:
            try:
                actions.check(self.instance)
            except ValidationError as refused:
                self.add_error(None, refused)


class OfOwnOffices(OffersOwnOffices, ChangeLoggedAdmin):
    """Base of rows that belong to an office: who reaches it sees them, by role."""

    list_fullwidth = True
    warn_unsaved_form = True
    form = CheckedForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return within_reach(super().get_queryset(request), request.user)

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return without_own_office(request, super().get_list_display(request))

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Begin with the officer's own office, and offer officers of today."""
        if db_field.name == "office":
            own = within_reach(Office.objects.all(), request.user, "pk")
            kwargs["initial"] = own.filter(officers__user=request.user.pk).first()
        elif db_field.related_model is Officer:
            today = Officer.objects.in_force(timezone.localdate()).select_related("office")
            kwargs["queryset"] = within_reach(today, request.user)
            kwargs["widget"] = UnfoldAdminSelect2Widget()  # typed into: a province has thousands
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DutyFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Refuses two officers at once for a beat, also one whom somebody else has just entered."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or not self.instance.pk:
            return
        actions.hold(self.instance.office_id)
        kept = {row.pk: row for row in self.instance.duties.select_related("officer")}
        for form in self.deleted_forms:
            kept.pop(form.instance.pk, None)
        left = [form for form in self.forms if form not in self.deleted_forms]
        changed = [form.instance for form in left if form.has_changed()]
        others = [row for key, row in kept.items() if key not in {row.pk for row in changed}]
        try:
            actions.check_duties(self.instance.office_id, changed, others)
        except ValidationError as refused:
            raise ValidationError(refused.messages) from refused


class DutyInline(TabularInline):
    """Who looks after it, and whose name citizens may read."""

    model = BeatDuty
    formset = DutyFormSet
    formfield_overrides = OVERRIDES
    extra = 0

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer the officers of the beat's office."""
        match = request.resolver_match
        if db_field.name == "officer" and match and "object_id" in match.kwargs:
            here = Office.objects.filter(beats=match.kwargs["object_id"])
            kwargs["queryset"] = Officer.objects.filter(office__in=here)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CheckedFilter(admin.SimpleListFilter):
    """By whether somebody looked at it within 90 days."""

    title = "kiểm tra"
    parameter_name = "checked"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "Chưa kiểm tra trong 90 ngày"), ("yes", "Đã kiểm tra")]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        fresh = queryset.filter(checked_on__gte=oldest_check())
        stale = queryset.exclude(pk__in=fresh.values("pk"))
        return {"yes": fresh, "no": stale}.get(self.value() or "", queryset)


@admin.register(Beat)
class BeatAdmin(ImportsRows, FoldedSearch, OfOwnOffices):
    """Beats of the officer's offices."""

    imported = BEATS
    add_words = "Thêm tổ, thôn"
    list_display = ("name", "office", "kind", "show_officer", "work_phone", "show_checked")
    list_filter = (CheckedFilter, "kind")
    list_select_related = ("office",)
    search_fields = ("search_text",)
    search_help_text = "Tên, tên cũ, tên đường; có dấu hay không"
    fields = ("office", ("kind", "name"), "former_names", "streets", "work_phone", "checked_on")
    inlines = (DutyInline,)
    actions = ("mark_checked",)
    actions_list = ("load_rows",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Beat]:
        return super().get_queryset(request).prefetch_related("duties__officer")

    def get_inlines(self, _request: HttpRequest, obj: Model | None) -> Any:
        """Ask for officers once the beat has an office."""
        return self.inlines if obj else ()

    @action(description="Đã kiểm tra hôm nay", permissions=["change"])
    def mark_checked(self, request: HttpRequest, queryset: QuerySet[Beat]) -> None:
        """Note that somebody looked at what citizens read of these."""
        rows = list(queryset[: self.list_per_page])
        for row in rows:
            self.remember(request, row)
        Beat.objects.filter(pk__in=[row.pk for row in rows]).update(checked_on=timezone.localdate())
        for row in rows:
            self.log_change(request, row, "Đã kiểm tra")
        messages.success(request, f"Đã ghi kiểm tra hôm nay cho {len(rows)} địa bàn.")

    @display(description="Cán bộ phụ trách")
    def show_officer(self, beat: Beat) -> str:
        today = beat.duty_on(timezone.localdate())
        return str(today.officer) if today else "Chưa có"

    @display(description="Kiểm tra", label={"Chưa kiểm tra": "warning"})
    def show_checked(self, beat: Beat) -> str:
        return f"{beat.checked_on:%d/%m/%Y}" if beat.is_checked else "Chưa kiểm tra"
