"""Officers' pages for offices.

Officers who may change offices change everything; officers of an office correct what citizens need
to find it: address, point, phones, hours.
"""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import RelatedDropdownFilter
from unfold.decorators import display
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from foundation.desk.moves import RowButton, RowForm, RowPage
from offices import actions, completeness
from offices.admin.contact_table import ImportsContacts
from offices.admin.filters import InForceFilter, MissingFilter, ReachFilter
from offices.admin.inlines import ExceptionsInline, HoursInline, OfficersInline
from offices.admin.publishing import PublishingAdmin
from offices.models import Office, OpeningHours
from offices.rights import may_correct, reaches, reaches_all
from offices.working_time.calendar import WORKING_PERIODS

CORRECTED = ("address", "latitude", "longitude", "phones")
_WORKING_WEEK, _SATURDAY = [1, 2, 3, 4, 5], 6
_CONTACT = (
    "Nơi làm việc và liên hệ",
    {
        "fields": [
            "address",
            ("latitude", "longitude"),
            "point_approximate",
            "phones",
            "receives_visitors",
            "oa_id",
            "note",
        ]
    },
)


class ClockField(forms.TimeField):
    """A time of the day, typed or picked."""

    widget = UnfoldAdminTextInputWidget(attrs={"type": "time"})


class WeekForm(RowForm):
    """Asks for opening hours shared by several days of the week."""

    done = "Ghi giờ tiếp dân cả tuần"
    weekdays = forms.TypedMultipleChoiceField(
        label="Các ngày",
        coerce=int,
        choices=OpeningHours.Weekday.choices,
        initial=_WORKING_WEEK,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    morning_opens = ClockField(label="Sáng từ", help_text="Ví dụ 07:30.")
    morning_closes = ClockField(label="Sáng đến", help_text="Ví dụ 11:30.")
    afternoon_opens = ClockField(label="Chiều từ", required=False)
    afternoon_closes = ClockField(
        label="Chiều đến", required=False, help_text="Để trống cả hai nếu chỉ tiếp buổi sáng."
    )

    saturday_morning = forms.BooleanField(
        label="Thêm sáng thứ Bảy",
        required=False,
        widget=UnfoldBooleanWidget,
        help_text="Giờ như buổi sáng trên.",
    )

    def prepare(self) -> None:
        """Offer the office's hours, or the State's usual day: one more click writes them."""
        held = [(row.weekday, row.opens, row.closes) for row in self.row.hours.all()]
        days = sorted({day for day, _opens, _closes in held} - {_SATURDAY}) or _WORKING_WEEK
        periods = [(opens, closes) for day, opens, closes in held if day == days[0]]
        self.fields["weekdays"].initial = days
        self.fields["saturday_morning"].initial = any(day == _SATURDAY for day, *_rest in held)
        for half, (opens, closes) in zip(_HALVES, periods or WORKING_PERIODS, strict=False):
            self.fields[f"{half}_opens"].initial = opens
            self.fields[f"{half}_closes"].initial = closes

    def clean(self) -> dict[str, Any]:
        """Refuse an afternoon with only one end."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if (given.get("afternoon_opens") is None) != (given.get("afternoon_closes") is None):
            raise forms.ValidationError("Ghi cả giờ bắt đầu và kết thúc buổi chiều.")
        return given

    def periods(self) -> list[Any]:
        """Return the entered periods."""
        given = self.cleaned_data
        halves = [(given[f"{half}_opens"], given[f"{half}_closes"]) for half in _HALVES]
        return [(opens, closes) for opens, closes in halves if opens is not None]

    def act(self) -> object:
        mornings = [_SATURDAY] if self.typed("saturday_morning") else []
        return actions.set_week(self.row, self.typed("weekdays"), self.periods(), mornings)


_HALVES = ("morning", "afternoon")
SET_WEEK = RowButton(
    "Ghi giờ tiếp dân cả tuần", "gio-tiep-dan", "schedule", "correct", WeekForm,
    "Giờ tiếp dân chung của các ngày",
    "Thay mọi giờ tiếp dân đã ghi; ngày không chọn là ngày không tiếp dân.", "Ghi giờ",
)  # fmt: skip


@admin.register(Office)
class OfficeAdmin(ImportsContacts, RowPage, PublishingAdmin):
    """Offices."""

    dialogs = {"set_week": SET_WEEK}
    search_folded = True
    search_fields = ["search_text", "id"]
    search_help_text = "Tên, tên cũ hoặc mã; có dấu hay không"
    list_display = [
        "name",
        "kind",
        "area",
        "show_former_names",
        "show_phones",
        "show_missing",
        "verified",
        "show_state",
    ]
    list_filter = [
        ReachFilter,
        MissingFilter,
        "kind",
        InForceFilter,
        "verified",
        "area",
        ("fields", RelatedDropdownFilter),
    ]
    list_filter_submit = True
    list_per_page = 50
    ordering = ["search_text"]
    autocomplete_fields = ["parent", "successor", "fields"]
    inlines = [HoursInline, ExceptionsInline, OfficersInline]
    actions_detail = ["set_week"]
    actions_list = ["load_contacts"]
    locks_for_dialogs = True  # hours are replaced as a whole
    fieldsets = [
        ("Đơn vị", {"fields": ["id", "name", "kind", "parent", "fields"]}),
        _CONTACT,
        ("Địa bàn", {"fields": ["former_names", "area"]}),
        ("Hiệu lực", {"fields": [("valid_from", "valid_to"), "successor"]}),
        ("Mức độ tin cậy", {"fields": ["verified", "source", "as_of"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Office]:
        return completeness.with_hours(super().get_queryset(request))

    def get_fieldsets(self, request: HttpRequest, obj: Office | None = None) -> Any:
        """Put the corrected fields first if the officer may change nothing else."""
        if obj is None or self._may_change(request, obj):
            return self.fieldsets
        return [_CONTACT, *(part for part in self.fieldsets if part is not _CONTACT)]

    def get_readonly_fields(self, request: HttpRequest, obj: Office | None = None) -> list[str]:
        """Make the id read-only, and the place in the tree for officers with a limited reach.

        The place in the tree decides about rights.
        """
        if obj is not None and not self._may_change(request, obj):
            names = [field.name for field in self.opts.get_fields() if field.name not in CORRECTED]
            parts: Any = self.fieldsets
            shown = {name for _title, part in parts for name in _flat(part["fields"])}
            return [name for name in names if name in shown]
        used = ["id", "point_approximate"] if obj else ["point_approximate"]
        return used if reaches_all(request.user) else [*used, "kind", "parent", "successor"]

    @staticmethod
    def publish(changed: Model | None) -> None:
        """Bump the revision, and have the office read again."""
        actions.publish([str(changed.pk)] if changed else [])

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: Any) -> None:
        """Record the source; an entered point is no longer the approximate centre of a commune."""
        moved = bool({"latitude", "longitude"} & set(form.changed_data))
        if isinstance(obj, Office) and (moved or not self._may_change(request, obj)):
            actions.note_correction(obj, moved=moved)
        officer = cast("User", request.user)
        if change and isinstance(obj, Office) and actions.hold_move(obj, officer):
            messages.warning(
                request,
                "Đơn vị vẫn ở chỗ cũ: việc chuyển đơn vị cấp trên mở rộng phạm vi của cán bộ cấp "
                "trên mới, nên một người khác phải xác nhận ở mục «Xác nhận tài khoản».",
            )
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Also require reach over all offices: a new office gets a place in the tree."""
        return bool(super().has_add_permission(request)) and reaches_all(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Office | None = None) -> bool:
        """Also require reach: everyone reads the directory, but changes it only within reach."""
        return self._may_change(request, obj) or may_correct(request.user, obj)

    def _may_change(self, request: HttpRequest, obj: Office | None) -> bool:
        """Return True if the officer may change everything about the office."""
        return bool(super().has_change_permission(request, obj)) and (
            obj is None or reaches(request.user, obj.pk)
        )

    def has_correct_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Return True if the officer may correct this office."""
        return may_correct(request.user, Office.objects.filter(pk=object_id).first())

    def has_delete_permission(self, request: HttpRequest, obj: Office | None = None) -> bool:
        """Also require reach, and keep the top office: who reaches all tops reaches everything."""
        return bool(super().has_delete_permission(request, obj)) and (
            obj is None or (obj.parent_id is not None and reaches(request.user, obj.pk))
        )

    @display(description="Tên cũ")
    def show_former_names(self, office: Office) -> str:
        return ", ".join(office.former_names)

    @display(description="Điện thoại")
    def show_phones(self, office: Office) -> str:
        return ", ".join(office.phones)

    @display(description="Còn thiếu")
    def show_missing(self, office: Office) -> str:
        """Show what citizens need and the office lacks."""
        return ", ".join(completeness.missing_parts(office)) or "Đủ"

    @display(
        description="Hiệu lực", label={"Đang hoạt động": "success", "Không hoạt động": "danger"}
    )
    def show_state(self, office: Office) -> str:
        """Show whether the office works today."""
        return "Đang hoạt động" if office.works_on(timezone.localdate()) else "Không hoạt động"


def _flat(names: Any) -> list[str]:
    return [one for name in names for one in ([name] if isinstance(name, str) else name)]
