"""The one date field of officers' pages: typed as d/m/Y, with a Vietnamese calendar beside it.

A browser's own date field follows the language of its system: on an English Windows the third of
February would stand as 02/03. This one is a field for text, read by Django, and Django's own
calendar, which `desk_dates.js` fetches when it is opened first.
"""

from collections.abc import Mapping
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
YEARS = range(2000, 2200)  # that addresses may name: their midnights have a moment in UTC
TEMPLATE = "admin/desk/date_input.html"
_SCRIPTS = ("admin/js/core.js", "admin/js/calendar.js")


def _attributes(placeholder: str, given: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "class": " ".join(INPUT_CLASSES),
        "placeholder": placeholder,
        "autocomplete": "off",
        **(given or {}),
    }


def _scripts() -> str:
    """Return what the script fetches: Django's calendar, and its words in Vietnamese."""
    return " ".join([reverse("admin:jsi18n"), *map(static, _SCRIPTS)])


class DateInput(forms.DateInput):
    """A day, as d/m/Y."""

    template_name = TEMPLATE

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_attributes("ngày/tháng/năm", attrs), format=DATE)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what the button opens."""
        return {**super().get_context(name, value, attrs), "scripts": _scripts()}


class MomentInput(forms.DateTimeInput):
    """A moment, as H:i d/m/Y."""

    template_name = TEMPLATE

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_attributes("giờ ngày/tháng/năm", attrs), format=MOMENT)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what the button opens."""
        return {**super().get_context(name, value, attrs), "scripts": _scripts()}

    def format_value(self, value: Any) -> str | None:
        """Keep seconds that are there: a form that is saved unread changes nothing."""
        if isinstance(value, datetime) and value.second:
            return value.strftime(EXACT)
        return super().format_value(value)


class DateField(forms.DateField):
    """A day that an officer types."""

    widget = DateInput
    input_formats = DATES  # Django's own list follows the language
    default_error_messages = {"invalid": "Hãy ghi ngày, tháng, năm, ví dụ 25/11/2026."}


class MomentField(forms.DateTimeField):
    """A moment that an officer types; a day without its hour is refused."""

    widget = MomentInput
    input_formats = MOMENTS  # Django's own list follows the language
    default_error_messages = {"invalid": "Hãy ghi giờ và ngày, ví dụ 08:30 25/11/2026."}


def date_field(label: str, help_text: str, *, required: bool = True) -> DateField:
    """Return a field for a day."""
    return DateField(label=label, help_text=help_text, required=required)


def moment_field(label: str, help_text: str, *, required: bool = False) -> MomentField:
    """Return a field for a moment."""
    return MomentField(label=label, help_text=help_text, required=required)


# What edit pages and their inlines use for the columns of a model.
OVERRIDES: Mapping[type["models.Field[Any, Any]"], Mapping[str, Any]] = {
    models.DateField: {"form_class": DateField, "widget": DateInput},
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
}
