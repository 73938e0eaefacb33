"""Officers' pages for offices, fields and the working calendar."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import RelatedDropdownFilter
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.dialogs import redirect_to
from foundation.records.vietnamese import syllables
from offices import actions
from offices.models import CalendarDay, Field, Office, Officer, OpeningException, OpeningHours
from offices.public_holidays import FIRST_YEAR, LAST_YEAR
from offices.rights import reaches, reaches_all, within_reach
from offices.validators import refuse_mixed_exceptions, refuse_overlap


class PublishingAdmin(ChangeLoggedAdmin):
    """Base of pages whose changes, deletions included, are published in their own transaction."""

    list_fullwidth = True
    warn_unsaved_form = True
    search_folded: ClassVar[bool] = False

    @staticmethod
    def publish() -> None:
        """Move the revision."""
        actions.publish()

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: Any) -> None:
        actions.fill_in(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Publish after everything on the page is written."""
        super().save_related(request, form, formsets, change)
        self.publish()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with transaction.atomic():
            super().delete_model(request, obj)
            self.publish()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            self.publish()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search without regard to marks where `search_folded` is on."""
        term = " ".join(syllables(search_term)) if self.search_folded else search_term
        found: tuple[QuerySet[Any], bool] = super().get_search_results(request, queryset, term)
        return found


class HoursFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Refuses hours that overlap."""

    def clean(self) -> None:
        super().clean()
        refuse_overlap(
            (row["weekday"], row["opens"], row["closes"])
            for row in complete(self.forms, "weekday", "opens", "closes")
        )


class ExceptionsFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Refuses dates that are closed and open at once, and hours that overlap."""

    def clean(self) -> None:
        super().clean()
        refuse_mixed_exceptions(
            (row["date"], row["closed"]) for row in complete(self.forms, "date")
        )
        refuse_overlap(
            (row["date"], row["opens"], row["closes"])
            for row in complete(self.forms, "date", "opens", "closes")
        )


def complete(found: Iterable[Any], *names: str) -> list[dict[str, Any]]:
    """Return the typed values of the rows that stay and have all of `names`."""
    rows = [
        form.cleaned_data
        for form in found
        if hasattr(form, "cleaned_data") and not form.cleaned_data.get("DELETE")
    ]
    return [row for row in rows if all(row.get(name) is not None for name in names)]


class HoursInline(TabularInline):
    """The opening hours of each weekday."""

    model = OpeningHours
    formset = HoursFormSet
    extra = 0
    tab = True


class ExceptionsInline(TabularInline):
    """Dates with other hours than their weekday."""

    model = OpeningException
    formset = ExceptionsFormSet
    extra = 0
    tab = True


class OfficersInline(TabularInline):
    """The officers who work there, and what citizens see of them.

    Whose post it is, and from when to when, decides about rights: the page of the account says it.
    """

    model = Officer
    extra = 0
    tab = True
    readonly_fields = ["user", "valid_from", "valid_to"]

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Officer]:
        """Return the posts within reach: unpublished names and phones are for the office only."""
        posts: QuerySet[Officer] = super().get_queryset(request)
        return within_reach(posts, request.user)


class InForceFilter(admin.SimpleListFilter):
    """By whether an office works today."""

    title = "hiệu lực"
    parameter_name = "in_force"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Đang hoạt động"), ("no", "Không hoạt động")]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        working = queryset.in_force(timezone.localdate())
        return {"yes": working, "no": queryset.exclude(pk__in=working.values("pk"))}.get(
            self.value() or "", queryset
        )


@admin.register(Office)
class OfficeAdmin(PublishingAdmin):
    """Offices."""

    search_folded = True
    search_fields = ["search_text", "id"]
    search_help_text = "Tên, tên cũ hoặc mã; có dấu hay không"
    list_display = [
        "name",
        "kind",
        "area",
        "show_former_names",
        "show_phones",
        "verified",
        "show_state",
    ]
    list_filter = ["kind", InForceFilter, "verified", "area", ("fields", RelatedDropdownFilter)]
    list_filter_submit = True
    list_per_page = 50
    ordering = ["search_text"]
    autocomplete_fields = ["parent", "successor", "fields"]
    inlines = [HoursInline, ExceptionsInline, OfficersInline]
    fieldsets = [
        ("Đơn vị", {"fields": ["id", "name", "kind", "parent", "fields"]}),
        ("Địa bàn", {"fields": ["former_names", "area"]}),
        (
            "Nơi làm việc và liên hệ",
            {"fields": ["address", ("latitude", "longitude"), "phones", "oa_id", "note"]},
        ),
        ("Hiệu lực", {"fields": [("valid_from", "valid_to"), "successor"]}),
        ("Độ tin cậy", {"fields": ["verified", "source", "as_of"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Office | None = None) -> list[str]:
        """Keep the id of an office, and its place in the tree from officers with a limited reach.

        The place in the tree decides about rights.
        """
        used = ["id"] if obj else []
        return used if reaches_all(request.user) else [*used, "kind", "parent", "successor"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask for the reach, too: a new office gets a place in the tree."""
        return bool(super().has_add_permission(request)) and reaches_all(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Office | None = None) -> bool:
        """Ask for the reach, too: all read the directory, and change it only within reach."""
        return bool(super().has_change_permission(request, obj)) and (
            obj is None or reaches(request.user, obj.pk)
        )

    def has_delete_permission(self, request: HttpRequest, obj: Office | None = None) -> bool:
        """Ask for the reach, too."""
        return bool(super().has_delete_permission(request, obj)) and (
            obj is None or reaches(request.user, obj.pk)
        )

    @display(description="Tên cũ")
    def show_former_names(self, office: Office) -> str:
        return ", ".join(office.former_names)

    @display(description="Điện thoại")
    def show_phones(self, office: Office) -> str:
        return ", ".join(office.phones)

    @display(
        description="Hiệu lực", label={"Đang hoạt động": "success", "Không hoạt động": "danger"}
    )
    def show_state(self, office: Office) -> str:
        """Show whether the office works today."""
        return "Đang hoạt động" if office.works_on(timezone.localdate()) else "Không hoạt động"


@admin.register(Field)
class FieldAdmin(PublishingAdmin):
    """Fields of administration."""

    list_display = ["name", "code", "served_by_communes", "order"]
    list_filter = ["served_by_communes"]
    search_fields = ["name", "code"]
    ordering = ["order", "code"]

    def get_readonly_fields(self, _request: HttpRequest, obj: Field | None = None) -> list[str]:
        """Keep the code of a field that exists."""
        return ["code"] if obj else []


class FillForm(BaseDialogForm):
    """Asks which year to fill."""

    year = forms.IntegerField(
        label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=UnfoldAdminIntegerFieldWidget
    )


@admin.register(CalendarDay)
class CalendarDayAdmin(PublishingAdmin):
    """Days off and make-up working days."""

    list_display = ["date", "show_weekday", "name", "kind", "holiday", "filled"]
    list_filter = ["kind", "holiday", "filled"]
    date_hierarchy = "date"
    search_fields = ["name"]
    ordering = ["-date"]
    list_per_page = 50
    fields = ["date", "kind", "holiday", "name", "source"]
    actions_list = ["fill_year"]

    @staticmethod
    def publish() -> None:
        """Tell the listeners of the calendar, too."""
        actions.publish_calendar()

    @display(description="Thứ")
    def show_weekday(self, day: CalendarDay) -> str:
        return str(OpeningHours.Weekday(day.date.isoweekday()).label)

    @action(
        description="Điền ngày nghỉ của một năm",
        url_path="dien-lich",
        icon="event_repeat",
        permissions=["add"],
        dialog={
            "title": "Điền ngày nghỉ lễ, Tết và ngày làm bù",
            "description": "Ngày cán bộ đã ghi được giữ nguyên. Tết của năm tới là dự kiến: đối "
            "chiếu thông báo của Chính phủ.",
            "form_class": FillForm,
            "form_submit_text": "Điền lịch",
        },
    )
    def fill_year(self, request: HttpRequest, form: FillForm) -> HttpResponse:
        """Fill the year that was typed and return to the list."""
        try:
            filled = str(actions.fill_calendar(form.cleaned_data["year"]))
            self.log_whole(request, f"Điền lịch. {filled}")
            messages.success(request, filled)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect_to("admin:offices_calendarday_changelist")
