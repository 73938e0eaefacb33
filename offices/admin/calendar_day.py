"""Officers' pages for the working calendar."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from foundation.desk.dialogs import redirect_to
from offices import actions
from offices.admin.publishing import PublishingAdmin
from offices.models import CalendarDay, OpeningHours
from offices.working_time.public_holidays import FIRST_YEAR, LAST_YEAR


class FillForm(BaseDialogForm):
    """Asks which year to fill."""

    year = forms.IntegerField(
        label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=UnfoldAdminIntegerFieldWidget
    )


@admin.register(CalendarDay)
class CalendarDayAdmin(PublishingAdmin):
    """Days off and make-up working days."""

    counted_as = "ngày"
    add_words = "Thêm ngày"
    list_display = ["date", "show_weekday", "name", "kind", "holiday", "filled"]
    list_filter = ["kind", "holiday", "filled"]
    date_hierarchy = "date"
    search_fields = ["name"]
    ordering = ["-date"]
    list_per_page = 50
    fields = ["date", "kind", "holiday", "name", "source"]
    actions_list = ["fill_year"]

    @staticmethod
    def publish(_changed: Model | None) -> None:
        """Notify the listeners of the calendar, too."""
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
