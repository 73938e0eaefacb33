"""The one date field of officers' pages: typed as d/m/Y, with a Vietnamese calendar beside it.

A browser's own date field follows the language of its system: on an English Windows the third of
February would stand as 02/03. This one is a field for text, read by Django, and Django's own
calendar, which `desk_dates.js` fetches when it is opened first.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.templatetags.static import static
from django.urls import reverse
from unfold.widgets import INPUT_CLASSES

DATE, MOMENT, EXACT = "%d/%m/%Y", "%H:%M %d/%m/%Y", "%H:%M:%S %d/%m/%Y"
DATES = [DATE, "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
MOMENTS = [MOMENT, EXACT, f"{DATE} %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
_SCRIPTS = ("admin/js/core.js", "admin/js/calendar.js")


def _attributes(placeholder: str, given: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "class": " ".join(INPUT_CLASSES),
        "placeholder": placeholder,
        "autocomplete": "off",
        **(given or {}),
    }


class _WithCalendar:
    """A field with a button that opens the calendar."""

    template_name = "admin/desk/date_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tell the script what it fetches: Django's calendar, and its words in Vietnamese."""
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]  # mixed in
        scripts = [reverse("admin:jsi18n"), *map(static, _SCRIPTS)]
        return {**context, "scripts": " ".join(scripts)}


class DateInput(_WithCalendar, forms.DateInput):
    """A day, as d/m/Y."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_attributes("ngày/tháng/năm", attrs), format=DATE)


class MomentInput(_WithCalendar, forms.DateTimeInput):
    """A moment, as H:i d/m/Y."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_attributes("giờ ngày/tháng/năm", attrs), format=MOMENT)

    def format_value(self, value: Any) -> str | None:
        """Keep seconds that are there: a form that is saved unread changes nothing."""
        if isinstance(value, datetime) and value.second:
            return value.strftime(EXACT)
        return super().format_value(value)


class DateField(forms.DateField):
    """A day that an officer types."""

    widget = DateInput
    input_formats = DATES  # type: ignore[assignment]  # Django's own list follows the language
    default_error_messages = {"invalid": "Hãy ghi ngày, tháng, năm, ví dụ 25/11/2026."}


class MomentField(forms.DateTimeField):
    """A moment that an officer types; a day without its hour is refused."""

    widget = MomentInput
    input_formats = MOMENTS  # type: ignore[assignment]  # Django's own list follows the language
    default_error_messages = {"invalid": "Hãy ghi giờ và ngày, ví dụ 08:30 25/11/2026."}


def date_field(label: str, help_text: str, *, required: bool = True) -> DateField:
    """Return a field for a day."""
    return DateField(label=label, help_text=help_text, required=required)


def moment_field(label: str, help_text: str, *, required: bool = False) -> MomentField:
    """Return a field for a moment."""
    return MomentField(label=label, help_text=help_text, required=required)


# What edit pages and their inlines use for the columns of a model.
OVERRIDES: dict[Any, dict[str, Any]] = {
    models.DateField: {"form_class": DateField, "widget": DateInput},
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
}
